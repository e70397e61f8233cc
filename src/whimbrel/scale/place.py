"""Where a page stands in a run: which file, and which of what that file gives. So workers may finish in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from whimbrel.errors import UsageError
from whimbrel.gather import Listed, RawPage, listed, pages_of
from whimbrel.gather.walk import shown
from whimbrel.model import Problem


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The `number`th thing that a file gives, where it is listed for the `turn`th time, both from nought."""

    file: str
    turn: int
    number: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that a run is to read, where it was listed `turn` times before. `file` is what reports will call it."""

    file: str
    turn: int
    found: Listed

    def items(self) -> Iterator[tuple[Place, RawPage | Problem]]:
        """What the file gives, each with its place."""
        for number, item in enumerate(pages_of(self.found)):
            yield Place(self.file, self.turn, number), replace(item, file=self.file)


def entries(paths: Sequence[str | Path]) -> list[Entry | Problem]:
    """All that is under some paths, in the order of `gather`. Raises UsageError for standard input."""
    if any(str(path) == "-" for path in paths):
        remedy = "write it to a file that every machine of the cluster sees, and name that"
        raise UsageError("workers of a cluster cannot read standard input", remedy=remedy)
    turns: Counter[str] = Counter()
    found: list[Entry | Problem] = []
    for one in (one for path in paths for one in listed(path)):
        if isinstance(one, Problem):
            found.append(one)
            continue
        file = shown(one.path)
        found.append(Entry(file, turns[file], replace(one, path=one.path.absolute())))  # workers stand elsewhere
        turns[file] += 1
    return found


def key_of(place: Place, item: RawPage | Problem) -> str:
    """A hash of a page and its place: a page that was changed since is another."""
    if isinstance(item, RawPage):
        fields = (part for field in sorted(item.fields.items()) for part in field)
        said: tuple[str, ...] = (item.position, item.media, item.text, *fields)
    else:
        said = (item.position, item.code, item.message, item.remedy)
    text = "\x1f".join((place.file, str(place.turn), str(place.number), *said))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
