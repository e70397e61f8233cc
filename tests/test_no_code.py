"""Nothing that is read can run: no call that makes code of data stands in the source, and hostile model and knowledge
files do nothing but be refused."""

from __future__ import annotations

import ast
import json
import pickle
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
import spacy
import srsly

from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.shelf import Shelf
from whimbrel.coder.lexicon.load import load_lexicon
from whimbrel.errors import DataError, WhimbrelError
from whimbrel.grammar import Grammar
from whimbrel.grammar.weights import FORMAT

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "src" / "whimbrel" / "grammar" / "model"
MODULES = {
    "pickle",
    "cPickle",
    "marshal",
    "shelve",
    "dill",
    "cloudpickle",
    "joblib",
    "yaml",
    "ctypes",
    "code",
    "codeop",
}
CALLS = {"eval", "exec", "compile", "__import__", "pickle_loads", "read_pickle", "from_disk", "load_module"}
MAY_IMPORT = {  # where modules are imported by a name, which comes from a table of ours and never from data
    "src/whimbrel/__init__.py",
    "src/whimbrel/api.py",
    "src/whimbrel/export/formats/parquet.py",
    "src/whimbrel/export/formats/registry.py",
    "src/whimbrel/export/panels/write.py",
    "src/whimbrel/plots/kinds.py",
}


def faults(tree: ast.AST) -> Iterator[str]:
    """Calls and imports by which data could become code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from (f"line {node.lineno}: import {name}" for name in names if name.split(".")[0] in MODULES)
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            owner = getattr(getattr(node.func, "value", None), "id", "")
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            if called in CALLS and not (called == "compile" and owner in ("re", "regex")):
                yield f"line {node.lineno}: {called}()"
            if called == "system" and owner == "os":
                yield f"line {node.lineno}: os.system()"
            for name in ("shell", "allow_pickle"):
                if name in given and not (isinstance(given[name], ast.Constant) and not given[name].value):
                    yield f"line {node.lineno}: {called}({name}=…)"


def sources() -> list[Path]:
    return sorted((ROOT / "src").rglob("*.py"))


def test_no_source_makes_code_of_data() -> None:
    found = {
        str(path.relative_to(ROOT)): told
        for path in sources()
        if (told := list(faults(ast.parse(path.read_text("utf-8")))))
    }
    assert found == {}
    assert len(sources()) > 300


def test_nothing_is_run_by_its_name() -> None:
    """Modules are imported by a name that is worked out in one place, and programs are started in none."""
    importing, starting = set(), set()
    for path in sources():
        names = {
            getattr(node, "attr", getattr(node, "id", ""))
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Name | ast.Attribute)
        }
        if "import_module" in names:
            importing.add(str(path.relative_to(ROOT)))
        if names & {"Popen", "check_output", "check_call", "spawnv", "execv", "posix_spawn"} or "subprocess" in names:
            starting.add(str(path.relative_to(ROOT)))
    assert importing <= MAY_IMPORT
    assert starting == set()


@pytest.mark.parametrize(
    "text",
    [
        "import pickle", "from yaml import load", "eval('1')", "exec(data)", "compile(data, '', 'exec')",
        "os.system(x)",
        "subprocess.run(x, shell=True)", "np.load(path, allow_pickle=True)", "srsly.pickle_loads(x)", "__import__(x)",
    ],
)  # fmt: skip
def test_the_search_finds_what_it_looks_for(text: str) -> None:
    assert list(faults(ast.parse(text)))


class Runs:
    """What would leave a file behind if it were unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return (Path.touch, (self.mark,))


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "it ran"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model").mkdir()
    for path in MODEL.glob("*.bin"):
        (tmp_path / "model" / path.name).symlink_to(path)
    return tmp_path / "model"


def put(folder: Path, name: str, data: bytes) -> None:
    (folder / name).unlink()
    (folder / name).write_bytes(data)


@pytest.mark.parametrize("name", ["parser.bin", "lemmas.bin", "lists.bin", "names.bin"])
def test_a_model_file_that_is_a_pickle(folder: Path, mark: Path, name: str) -> None:
    evil = pickle.dumps(Runs(mark))
    for data in (evil, zlib.compress(evil), zlib.compress(srsly.msgpack_dumps({"format": FORMAT, "config": evil}))):
        put(folder, name, data)
        with pytest.raises(WhimbrelError):
            Grammar.load(folder)
    assert not mark.exists()


@pytest.mark.parametrize("name", ["parser.bin", "lemmas.bin", "lists.bin", "names.bin"])
def test_a_model_file_that_is_gone_cut_or_of_another_version(folder: Path, name: str) -> None:
    whole = (MODEL / name).read_bytes()
    for data in (b"", whole[: len(whole) // 2], b"other", zlib.compress(srsly.msgpack_dumps({"format": 99}))):
        put(folder, name, data)
        with pytest.raises(DataError) as caught:
            Grammar.load(folder)
        assert name in str(caught.value)
        assert caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('@tokenizers = "spacy.Tokenizer.v1"', '@readers = "srsly.read_json.v1"\npath = "/etc/passwd"'),
        ("before_creation = null", 'before_creation = {"@misc": "spacy.read_labels.v1"}'),
        ('factory = "tagger"', 'factory = "textcat"'),
        ('lang = "en"', 'lang = "evil"'),
    ],
)
def test_a_model_may_not_choose_what_is_called(folder: Path, old: str, new: str) -> None:
    record = srsly.msgpack_loads(zlib.decompress((MODEL / "parser.bin").read_bytes()))
    assert old in record["config"]
    spacy.Config().from_str(record["config"])
    record["config"] = record["config"].replace(old, new)
    put(folder, "parser.bin", zlib.compress(srsly.msgpack_dumps(record)))
    with pytest.raises(DataError, match=r"names|cannot be read"):
        Grammar.load(folder)


def test_imports_that_are_hostile(tmp_path: Path, mark: Path) -> None:
    path = tmp_path / "own.db"
    for make in (Shelf, Gazetteer.open):
        for data in (b"", pickle.dumps(Runs(mark)), b"SQLite format 3\0" + b"\xff" * 500):
            path.write_bytes(data)
            with pytest.raises(DataError):
                make(path)
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:  # a view that calls for another file
        raw.execute("pragma user_version = 2")
        for name in ("names", "starts", "actors", "country", "meta", "division", "feature"):
            raw.execute(f"create view {name} as select load_extension('evil') as key, 1 as actor")
    with pytest.raises(DataError):
        Shelf(path)
    with pytest.raises(DataError):
        Gazetteer.open(path)
    assert not mark.exists()


def test_a_lexicon_that_is_hostile(tmp_path: Path, mark: Path) -> None:
    (tmp_path / "verbs").mkdir()
    evil = f"__import__('pathlib').Path({str(mark)!r}).touch()"
    (tmp_path / "verbs" / "own.csv").write_text(
        f'pattern,type,mode,actor,recipient,contexts,example\n"{evil}",ASSAULT,,,,,{json.dumps(evil)}\n', "utf-8"
    )
    with suppress(DataError):  # words are words, whatever they look like
        load_lexicon(tmp_path)
    assert not mark.exists()
