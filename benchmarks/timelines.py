"""Timelines of entities: what each does and undergoes over a set of documents, dated and ordered.

The measure is that of SemEval-2015 task 4 (`timeline_score`): micro F1 over entities. For `f1` our own reading finds
the events in running text; for `f1_given_events` the annotated events are given, and only whose they are and when is
asked.
`events_f1` counts whose events are whose, dates aside; `date_accuracy` is of the events found that are right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.result import Outcome, f_score, ratio, say
from benchmarks.timeline_rows import Document, Target, Task, raw, read_task
from benchmarks.timeline_score import Counts, Entry, compare
from whimbrel.coder import Knowledge
from whimbrel.coder.times import find_times, resolve
from whimbrel.model import Passage, PassageKind, Report, Span, When
from whimbrel.timelines import Happening, Text, called, happened_to, line_up, read_text

UNKNOWN = "XXXX-XX-XX"
RIGHT, OTHER_DATE, MISSED = "right", "right event, other date", "missed"
NOT_THEIRS, NO_EVENT = "an event, not in this timeline", "no annotated event"
TIMEX = {"21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4"}
DATELINE = 3  # sentences in which a document's own day is looked for


@dataclass(frozen=True)
class Read:
    """A document as it was read, with the place of every token in its text."""

    document: Document
    text: Text
    places: Sequence[tuple[int, int]]

    def tokens(self, span: Span) -> list[int]:
        return [i for i, (start, end) in enumerate(self.places) if start < span.end and span.start < end]

    def given(self) -> dict[Span, tuple[int, ...]]:
        """The annotated events by where their first run of words stands: "took … off" is found at "took"."""
        found = {}
        for at in self.document.given:
            last = next((i for i in at if i + 1 not in at), at[-1])
            found[Span(self.places[at[0]][0], self.places[last][1])] = at
        return found


def run(data: Path) -> Outcome:
    """Raises ValueError when the file, or the one of its documents, breaks its schema."""
    task = read_task(data)
    knowledge = Knowledge.load()
    read = {document.id: read_document(document, knowledge) for document in task.documents}
    say(f"timelines: {len(read)} documents read")
    return score(task, read, knowledge)


def read_document(document: Document, knowledge: Knowledge) -> Read:
    text, places = raw(document)
    return Read(document, read_text(as_report(document, text, places), knowledge), places)


def as_report(document: Document, text: str, places: Sequence[tuple[int, int]]) -> Report:
    """The document as a report: its first line the headline, its day the one told, or of its dateline."""
    end = next((places[i][0] for i, s in enumerate(document.sentence_of) if s != document.sentence_of[0]), len(text))
    passages = [Passage(PassageKind.HEADLINE, Span(0, end)), Passage(PassageKind.BODY, Span(end, len(text)))]
    return Report(document.id, document.id, text, published=_day(document, text, places), passages=tuple(passages))


def _day(document: Document, text: str, places: Sequence[tuple[int, int]]) -> When | None:
    if document.date[:10].count("-") == 2:
        told = date.fromisoformat(document.date[:10])
        return When(told.isoformat(), told, told, "metadata")
    first = document.sentence_of[0]
    opening = [i for i, s in enumerate(document.sentence_of) if s < first + DATELINE]
    for expression in find_times(text, 0, places[opening[-1]][1]):
        found = resolve(expression, None)
        if found.how == "stated" and found.earliest is not None and found.earliest == found.latest:
            return When(found.edtf, found.earliest, found.latest, "dateline")
    return None


def score(task: Task, read: Mapping[str, Read], knowledge: Knowledge) -> Outcome:
    errors: Counter[str] = Counter()
    examples: list[tuple[str, str]] = []
    metrics: dict[str, float] = {}
    annotated = {one.event(at) for one in task.documents for at in one.given}
    for suffix, with_given in (("", False), ("_given_events", True)):
        whole, pairs = Counts(), Counter[str]()
        for target in task.targets:
            ours = our_timeline(task, target, read, knowledge, with_given=with_given)
            whole += compare(target.timeline, ours)
            for label, line in judged(target, ours, annotated):
                pairs[label] += 1
                if not with_given and label != RIGHT:
                    errors[label] += 1
                    examples.append((label, line))
        found = pairs[RIGHT] + pairs[OTHER_DATE]
        made, wanted = found + pairs[NOT_THEIRS] + pairs[NO_EVENT], found + pairs[MISSED]
        metrics |= {
            f"f1{suffix}": whole.f1, f"precision{suffix}": whole.precision, f"recall{suffix}": whole.recall,
            f"events_f1{suffix}": f_score(ratio(found, made), ratio(found, wanted)),
            f"date_accuracy{suffix}": ratio(pairs[RIGHT], found),
        }  # fmt: skip
    return Outcome(metrics, len(task.targets), errors, examples)


def our_timeline(
    task: Task, target: Target, read: Mapping[str, Read], knowledge: Knowledge, *, with_given: bool
) -> list[Entry]:
    """What we find for an entity, in the task's form; events that the gold sets aside are left out."""
    told = [read[document.id] for document in task.groups.get(target.group, ())]
    who = called(target.name, (tree for one in told for tree in one.text.trees), knowledge)
    by_id = {one.document.id: one for one in told}
    given = {one.document.id: one.given() if with_given else None for one in told}
    found = [h for one in told for h in happened_to(one.text, who, knowledge, _spans(given[one.document.id]))]
    kept = [h for h in found if task.scored(_sentence(by_id[h.report], h))]
    entries = []
    for point in line_up(kept, suppose=True):
        events = tuple(
            e for h in point.tellings if (e := _event(by_id[h.report], h, given[h.report])) not in target.aside
        )
        if events:
            entries.append(Entry(point.order, as_timex(point.date, padded=task.padded), events))
    return entries


def as_timex(day: str, *, padded: bool = False) -> str:
    """A date as TIMEX3 has it, where EDTF has another sign: quarters and seasons. Padded, a month is "2010-06-XX"."""
    year, _, part = day.partition("-")
    if part in TIMEX:
        return f"{year}-{TIMEX[part]}"
    return (day + UNKNOWN[len(day) :] if padded else day) or UNKNOWN


def _sentence(one: Read, h: Happening) -> int:
    return one.document.sentence_of[one.tokens(h.span)[0]]


def _spans(given: Mapping[Span, tuple[int, ...]] | None) -> list[Span] | None:
    return None if given is None else list(given)


def _event(one: Read, h: Happening, given: Mapping[Span, tuple[int, ...]] | None) -> str:
    if given is not None:
        return one.document.event(given[h.span])
    particle = one.tokens(h.particle) if h.particle is not None else []
    return one.document.event([*one.tokens(h.span), *particle])


def judged(target: Target, ours: Sequence[Entry], annotated: Container[str]) -> Iterator[tuple[str, str]]:
    """Each event of ours and of the gold with what became of it."""
    gold: dict[str, list[str]] = defaultdict(list)
    for entry in target.timeline:
        for event in entry.events:
            if entry.order > 0:
                gold[event].append(entry.date)
    for entry in ours:
        for event in entry.events if entry.order > 0 else ():
            dates = gold.get(event)
            if not dates:
                label = NOT_THEIRS if event in annotated else NO_EVENT
                yield label, f"{target.name}: {event} on {entry.date}"
                continue
            right = entry.date in dates
            wanted = entry.date if right else dates[0]
            dates.remove(wanted)
            label = RIGHT if right else OTHER_DATE
            yield label, f"{target.name}: {event} on {entry.date}, wanted {wanted}"
    for event, dates in sorted(gold.items()):
        yield from ((MISSED, f"{target.name}: {event} on {wanted}") for wanted in dates)
