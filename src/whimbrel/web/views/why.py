"""Why the reports of an event are one, and what came near, side by side with the parts of every score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from whimbrel.export.record import Record
from whimbrel.export.why_words import BASE, DECIDED, numbers_of, signed

MOST_PAIRS = 8
MOST_WITHIN = 4
_FEW = 4  # tellings of which every pair is shown; of more, the best link of each
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class ScorePart:
    words: str
    value: str
    against: bool


@dataclass(frozen=True, slots=True)
class PairView:
    """Two tellings side by side. `verdict` says what became of them, `notes` what else is to be known."""

    name: str
    verdict: str
    score: str
    notes: tuple[str, ...]
    parts: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True)
class TellingView:
    number: int
    source: str
    report: str
    claim: str
    text: str
    facts: str
    more: int


@dataclass(frozen=True, slots=True)
class NearView:
    """An event that came near, and what kept it apart."""

    id: str
    title: str
    when: str
    apart: str
    telling: TellingView | None
    pair: PairView


@dataclass(frozen=True, slots=True)
class WhyView:
    event: str
    title: str
    tellings: tuple[TellingView, ...]
    pairs: tuple[PairView, ...]
    more_pairs: int
    within: tuple[PairView, ...]
    near: tuple[NearView, ...]
    notes: tuple[str, ...]


def why_view(event: str, record: Record) -> WhyView:
    """The view of what `chronicle.why` answers for one event."""
    known = {one["id"]: one for one in record["events"]}
    tellings = {one["number"]: _telling(one) for one in record["tellings"]}
    own = [one["number"] for one in record["tellings"] if one["event"] == event]
    pairs = record["pairs"] if len(own) <= _FEW else _best_links(record["pairs"], own)
    return WhyView(
        event=event,
        title=known[event]["title"] if event in known else event,
        tellings=tuple(tellings[number] for number in own),
        pairs=tuple(_pair(pair, numbers_of(pair)) for pair in pairs[:MOST_PAIRS]),
        more_pairs=max(0, len(record["pairs"]) - min(len(pairs), MOST_PAIRS)),
        within=tuple(_pair(pair, _quoted(pair)) for pair in record["within"][:MOST_WITHIN]),
        near=tuple(_near(one, known, tellings) for one in record["near"]),
        notes=tuple(record["notes"]),
    )


def _telling(one: Record) -> TellingView:
    counts = ", ".join(f"{name} {words}" for name, found in one["counts"].items() for words in found)
    report = one["report"]
    return TellingView(
        one["number"], report["outlet"] or report["file"], report["id"], one["claims"][0], _cut(one["text"]),
        " · ".join(part for part in (one["when"], ", ".join(one["places"]), counts) if part),
        len(one["claims"]) - 1,
    )  # fmt: skip


def _pair(pair: Record, name: str) -> PairView:
    decided = next((part["words"] for part in pair["parts"] if part["name"].startswith(DECIDED)), "")
    if decided:
        return PairView(name, f"are {'one' if pair['same'] else 'two'}: {decided}", "", (), ())
    verdict = f"cannot be one: {pair['against']}" if pair["against"] else "fit" if pair["same"] else "do not fit"
    notes = (
        "one is copied from the other" if pair["copied"] else "",
        "" if pair["compared"] else "they share so little that merging does not compare them",
    )
    told = [part for part in pair["parts"] if not pair["forbidden"] or part["name"] != BASE]
    parts = tuple(ScorePart(part["words"], signed(part["value"]), part["value"] < 0) for part in told)
    score = "" if pair["forbidden"] else signed(pair["score"])
    return PairView(name, verdict, score, tuple(note for note in notes if note), parts)


def _near(near: Record, known: Mapping[str, Record], tellings: Mapping[int, TellingView]) -> NearView:
    when = known[near["event"]]["when"] if near["event"] in known else ""
    other = tellings.get(near["tellings"][1])
    return NearView(near["event"], near["title"], when, near["apart"]["words"], other, _pair(near, numbers_of(near)))


def _best_links(pairs: Iterable[Record], numbers: Iterable[int]) -> list[Record]:
    """The best pair of each telling, once; pairs come best first."""
    left, found = set(numbers), []
    for pair in pairs:
        if left & set(pair["tellings"]):
            found.append(pair)
            left -= set(pair["tellings"])
    return found


def _quoted(pair: Record) -> str:
    return " and ".join(f"“{_cut(text, _LONGEST // 2)}”" for text in pair["texts"])


def _cut(text: str, longest: int = _LONGEST) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"
