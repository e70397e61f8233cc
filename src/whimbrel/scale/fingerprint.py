"""What a process codes with, as a few hashes: two that differ in one would code a page differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from whimbrel.scale.recipe import Recipe

PARTS = {  # folders of the package, by what they are called for people; the first that fits
    "grammar/model": "the model",
    "almanac/data": "the almanac",
}
LIBRARIES = ("spacy", "python-crfsuite", "ahocorasick-rs", "py3langid", "lxml", "trafilatura")
NOT_CODING = ("web/static", "web/templates")
PIECE = 1 << 20

Fingerprint = Mapping[str, str]  # what it is → its hash, or its version


def fingerprint(recipe: Recipe) -> Fingerprint:
    """What this process would code with by a recipe. A file that is missing counts as that."""
    found = {"whimbrel": version("whimbrel"), "the libraries": _libraries()}
    found |= {name: _hash(own) for name, own in _shipped().items()}
    imports = [path for path in (recipe.shelf, recipe.places) if path is not None]
    lexicon = sorted(recipe.lexicon.rglob("*.csv")) if recipe.lexicon is not None else []
    found["the lexicon of your own"] = _hash((path.name, path) for path in lexicon)
    found["the imports"] = _hash((path.name, path) for path in imports)
    found["the actors of your own"] = sha256(repr(recipe.own).encode()).hexdigest()[:16]
    return found


def differing(one: Fingerprint, other: Fingerprint) -> list[str]:
    """What two were not to have alike."""
    return [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]


def _shipped() -> Mapping[str, list[tuple[str, Path]]]:
    """The files of the package by the part they belong to, with their names in it."""
    top = Path(__file__).parents[1]
    found: dict[str, list[tuple[str, Path]]] = {name: [] for name in (*PARTS.values(), "the program")}
    for path in sorted(top.rglob("*")):
        name = path.relative_to(top).as_posix()
        if path.suffix == ".pyc" or name.startswith(NOT_CODING) or not path.is_file():
            continue
        part = next((part for folder, part in PARTS.items() if name.startswith(f"{folder}/")), "the program")
        found[part].append((name, path))
    return found


def _libraries() -> str:
    return " ".join(f"{name}={_version(name)}" for name in LIBRARIES)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _hash(files: Iterable[tuple[str, Path]]) -> str:
    known = sha256()
    for name, path in files:
        known.update(f"\0{name}\0".encode())
        for piece in _pieces(path):
            known.update(piece)
    return known.hexdigest()[:16]


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            while piece := stream.read(PIECE):
                yield piece
    except OSError:
        yield b"missing"
