"""The answer to `whimbrel why`, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from whimbrel.export.record import Record
from whimbrel.export.record_words import short
from whimbrel.export.safe import one_line
from whimbrel.export.why_words import BASE, DECIDED, numbers_of, signed

if TYPE_CHECKING:
    from rich.console import Console

FEW = 4  # tellings of which every pair is shown; of more, the best link of each
MOST = 10  # pairs of two reports
LONGEST = 200  # characters of a telling's words
HEAD, PLAIN, ID, PART, SMALL = range(5)  # what a line is: its indent and style
_LOOK = {HEAD: (0, "bold"), PLAIN: (1, ""), ID: (1, "dim"), PART: (5, ""), SMALL: (5, "dim")}
_RULE = "A pair starts below nought, as most tellings are of different things; above nought it fits. What contradicts \
keeps apart, whatever the score."

Line = tuple[int, str]


def print_why(record: Record, console: Console) -> None:
    """An event's tellings and why they are one, or two things side by side; heads, words and scores in columns."""
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    for number, (kind, line) in enumerate(why_lines(record)):
        indent, style = _LOOK[kind]
        if kind == HEAD and number:
            console.print()
        console.print(Padding(Text(one_line(line), style=style), (0, 0, 0, indent), expand=False))


def why_lines(record: Record) -> Iterator[Line]:
    """The answer line by line, each with what it is: a head (0), what is told (1), an id (2), a part (3), more (4)."""
    alone = len(record["asked"]) == 1 or record["asked"][0] == record["asked"][1]
    yield from _of_one(record) if alone else _of_two(record)
    for note in record["notes"]:
        yield PLAIN, note


def _of_one(record: Record) -> Iterator[Line]:
    known = {event["id"]: event for event in record["events"]}
    event = record["tellings"][0]["event"] if record["tellings"] else record["asked"][0]["id"]
    own = [telling for telling in record["tellings"] if telling["event"] == event]
    yield HEAD, known[event]["title"] if event in known else event
    yield ID, f"{known[event]['when']} · event {event}" if event in known else f"event {event}"
    for telling in own:
        yield from _telling(telling)
    if len(own) == 1:
        yield PLAIN, "One report tells of it."
    elif own:
        yield HEAD, "Why these are one event"
        yield ID, _RULE
        for pair in record["pairs"] if len(own) <= FEW else _links(record["pairs"], [t["number"] for t in own]):
            yield from _pair(pair, numbers_of(pair))
    if record["within"]:
        yield HEAD, "Why one report tells of it more than once"
        for pair in _links_of_claims(record["within"]):
            yield from _pair(pair, _quoted(pair))
    yield HEAD, "What came near, and what kept it apart" if record["near"] else "No other event came near."
    for near in record["near"]:
        yield from _near(near, record)


def _of_two(record: Record) -> Iterator[Line]:
    pairs = record["pairs"]
    most = max(FEW, min(MOST, sum(pair["compared"] for pair in pairs)))  # best come first
    yield HEAD, " and ".join(f"{asked['kind']} {asked['id']}" for asked in record["asked"])
    for event in record["events"]:
        yield PLAIN, f"event {event['id']}: {event['title']} · {event['when']}"
    shown = {number for pair in pairs[:most] for number in pair["tellings"]}
    for telling in record["tellings"]:
        if telling["number"] in shown:
            yield from _telling(telling)
    if not pairs and not record["within"]:
        yield PLAIN, "They tell of nothing that could be compared."
        return
    yield HEAD, "Side by side"
    yield ID, _RULE
    for pair in record["within"]:
        yield PLAIN, "One report tells of one happening in both:"
        yield from _pair(pair, _quoted(pair))
    for pair in pairs[:most]:
        yield from _pair(pair, numbers_of(pair))
        one, other = pair["events"]
        if one and one == other:
            yield SMALL, f"both are in event {one}"
        elif pair["apart"] and pair["apart"]["by"]["claims"] != pair["claims"]:
            yield SMALL, f"they are in two events, {one} and {other}: {pair['apart']['words']}"
    if len(pairs) > most:
        yield PLAIN, f"… and {len(pairs) - most} pairs that are less alike; --format json has all"


def _telling(telling: Record) -> Iterator[Line]:
    more = f" (told {len(telling['claims'])} times)" if len(telling["claims"]) > 1 else ""
    yield PLAIN, f"[{telling['number']}] {_source(telling)} · “{_cut(telling['text'])}”{more}"
    counts = ", ".join(f"{name} {words}" for name, found in telling["counts"].items() for words in found)
    read = (telling["when"], ", ".join(telling["places"]), counts)
    ids = (f"claim {telling['claims'][0]}", f"report {telling['report']['id']}")
    yield SMALL, " · ".join(part for part in (*read, *ids) if part)


def _pair(pair: Record, name: str) -> Iterator[Line]:
    decided = [part for part in pair["parts"] if part["name"].startswith(DECIDED)]
    if decided:
        yield PLAIN, f"{name} are {'one' if pair['same'] else 'two'} ({decided[0]['words']})"
        return
    verdict = f"cannot be one: {pair['against']}" if pair["against"] else "fit" if pair["same"] else "do not fit"
    copied = "; one is copied from the other" if pair["copied"] else ""
    compared = "" if pair["compared"] else "; they share so little that merging does not compare them"
    yield PLAIN, f"{name} {verdict}{_score(pair)}{copied}{compared}"
    yield from _parts(pair)


def _score(pair: Record) -> str:
    """The sum of the parts; none where something forbids, as what else would be seen is then not looked at."""
    return "" if pair["forbidden"] else f", score {signed(pair['score'])}"


def _parts(pair: Record) -> Iterator[Line]:
    told = (part for part in pair["parts"] if not pair["forbidden"] or part["name"] != BASE)
    return ((PART, f"{signed(part['value']):>5}  {part['words']}") for part in told)


def _near(near: Record, record: Record) -> Iterator[Line]:
    number, other = near["tellings"]
    told = next((telling for telling in record["tellings"] if telling["number"] == other), None)
    when = next((event["when"] for event in record["events"] if event["id"] == near["event"]), "")
    yield PLAIN, f"{near['title']} · {when} · event {near['event']}"
    yield PART, f"kept apart: {near['apart']['words']}"
    if told:
        yield PART, f"[{other}] {_source(told)} · “{_cut(told['text'])}”"
    against = f" cannot be one: {near['against']}" if near["against"] else ""
    yield PART, f"nearest [{number}] + [{other}]{against}{_score(near)}"
    yield from _parts(near)


def _links(pairs: Iterable[Record], numbers: Iterable[int]) -> list[Record]:
    """The best pair of each telling, once; pairs come best first."""
    left, found = set(numbers), []
    for pair in pairs:
        if left & set(pair["tellings"]):
            found.append(pair)
            left -= set(pair["tellings"])
    return found


def _links_of_claims(pairs: Iterable[Record]) -> list[Record]:
    """The same for claims of one telling."""
    met: set[str] = set()
    found = []
    for pair in pairs:
        ids = {ids[0] for ids in pair["claims"]}
        if not ids <= met:
            found.append(pair)
            met |= ids
    return found


def _source(telling: Record) -> str:
    report = telling["report"]
    return str(report["outlet"] or report["file"])


def _quoted(pair: Record) -> str:
    told = zip(pair["texts"], pair["claims"], strict=True)
    return " + ".join(f"“{_cut(text, LONGEST // 2)}” (claim {short(ids[0])})" for text, ids in told)


def _cut(text: str, longest: int = LONGEST) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"
