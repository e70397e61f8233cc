"""Why claims are one event, or are not: ids are looked up, comparisons made again, and nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from whimbrel.almanac.almanac import Almanac
from whimbrel.chronicle import Chronicle
from whimbrel.errors import UsageError
from whimbrel.event_decisions import decided_about_events
from whimbrel.export.dates import when_words
from whimbrel.export.record import Record, report_reference
from whimbrel.export.title import event_title
from whimbrel.merge import Merging
from whimbrel.merge.founding import UNREAL
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.state import MergeState
from whimbrel.merge.why import Events, Near, Pair, Parting, parting, why_apart, why_together, why_told_as_one
from whimbrel.reason_records import near_record, pair_record, telling_record
from whimbrel.remaking import StoredState, stored_wholes

MOST_PARTED = 10  # pairs of two reports for which it is worked out what keeps their events apart


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about: an event, a report or a claim, and the claims that it stands for."""

    kind: str
    id: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What merging says; `parted` is what keeps the events of a pair apart, by the keys of its tellings."""

    tellings: tuple[Occurrence, ...]
    pairs: tuple[Pair, ...]
    within: tuple[Pair, ...] = ()
    near: tuple[Near, ...] = ()
    parted: Mapping[tuple[str, str], Parting] = field(default_factory=dict)


def why(chronicle: Chronicle, almanac: Almanac, first: str, second: str = "") -> Record:
    """Why the tellings of an event are one, or why two events, reports or claims are together or are not.

    Raises UsageError for an id that nothing has, and for a report or claim alone that is no event.
    """
    asked = [_looked_up(chronicle, id) for id in (first, second) if id]
    events = Events(chronicle.events_of, lambda id: chronicle.event(id).claims)
    one_event = _one_event(chronicle, asked)
    with chronicle.ground(write=False) as ground:
        state = StoredState(ground)
        decided = decided_about_events(ground.decisions)
        merging = Merging(state, almanac, decided, whole=stored_wholes(ground, almanac))
        if one_event:
            found = why_together(state, merging, events.claims(one_event), events)
            answer = Answer(found.tellings, found.pairs, found.within, found.near)
        else:
            pairs = why_apart(state, merging, asked[0].claims, asked[1].claims)
            parted = dict(_parted(state, merging, pairs[:MOST_PARTED], events))
            answer = Answer((), pairs, tuple(_told_as_one(state, merging, asked)), parted=parted)
    return _record(chronicle, asked, answer)


def _looked_up(chronicle: Chronicle, id: str) -> Asked:
    """What has this id, or alone begins with it. Raises UsageError."""
    found: list[Asked] = []
    unclear: list[UsageError] = []
    for look in (_event, _claim, _report):
        try:
            found.append(look(chronicle, id))
        except UsageError as error:
            unclear += [error] if "more than one" in error.message else []
    exact = [one for one in found if one.id == id]
    if len(exact) == 1 or (len(found) == 1 and not unclear):
        return (exact or found)[0]
    if unclear:
        raise unclear[0]
    if found:
        kinds = " and ".join(f"{one.kind} {one.id}" for one in found)
        raise UsageError(f"{id!r} fits {kinds}", remedy="give more of the id")
    raise UsageError(
        f"there is no event, report or claim {id[:60]!r}", remedy="`whimbrel events`, `reports` and `claims` list them"
    )


def _event(chronicle: Chronicle, id: str) -> Asked:
    event = chronicle.event(id)
    return Asked("event", event.id, event.claims)


def _claim(chronicle: Chronicle, id: str) -> Asked:
    claim = chronicle.claim(id)
    return Asked("claim", claim.id, (claim.id,))


def _report(chronicle: Chronicle, id: str) -> Asked:
    report = chronicle.report(id, text=False)
    return Asked("report", report.id, tuple(claim.id for claim in chronicle.claims(report=report.id)))


def _one_event(chronicle: Chronicle, asked: Sequence[Asked]) -> str:
    """The event that is asked about alone, "" where two things are. Raises UsageError."""
    one = asked[0]
    if len({(each.kind, each.id) for each in asked}) == 2:
        return ""
    if one.kind == "event":
        return one.id
    home = sorted(set(chronicle.events_of(one.claims).values()))
    if one.kind == "claim" and home:
        return home[0]
    remedy = "name another beside it, or one of its events" if home else "`whimbrel why A B` takes any two"
    raise UsageError(f"{one.kind} {one.id} is no event", remedy=remedy)


def _told_as_one(state: MergeState, merging: Merging, asked: Sequence[Asked]) -> Iterator[Pair]:
    """The pair of two claims that are asked about, where their report tells of one happening in both."""
    if all(one.kind == "claim" for one in asked):
        left, right = (state.keys_of(one.claims) for one in asked)
        both = {id for one in asked for id in one.claims}
        for item in merging.told([key for key in left if key in right]).values():
            yield from (pair for pair in why_told_as_one(merging, item) if {pair.one.key, pair.other.key} == both)


def _parted(
    state: MergeState, merging: Merging, pairs: Iterable[Pair], events: Events
) -> Iterator[tuple[tuple[str, str], Parting]]:
    @lru_cache(maxsize=64)
    def between(one: str, other: str) -> Parting:
        left, right = (list(merging.told(state.keys_of(events.claims(id))).values()) for id in (one, other))
        return parting(merging, left, right)

    for pair in pairs:
        home = events.of([pair.one.key, pair.other.key])
        if len(set(home.values())) == 2:
            yield (pair.one.key, pair.other.key), between(home[pair.one.key], home[pair.other.key])


def _record(chronicle: Chronicle, asked: Sequence[Asked], answer: Answer) -> Record:
    items = _all_tellings(answer)
    homes = chronicle.events_of(sorted({*(claim.id for i in items for claim in i.claims), *_claims(asked)}))
    reports = {id: report_reference(chronicle.report(id, text=False)) for item in items for id in item.reports}
    told_of = sorted({homes[item.key] for item in items if item.key in homes})
    events = {id: chronicle.event(id) for id in told_of}
    titles = {id: event_title(event) for id, event in events.items()}
    numbers = {item.key: number for number, item in enumerate(items, 1)}
    own = set(_claims(asked))
    about = [one for one in chronicle.decisions() if any(own.intersection(side) for side in one.sides)]
    return {
        "asked": [{"kind": one.kind, "id": one.id} for one in asked],
        "events": [{"id": id, "title": titles[id], "when": when_words(events[id].when)} for id in told_of],
        "tellings": [telling_record(item, numbers[item.key], reports, homes) for item in items],
        "pairs": [
            pair_record(pair, numbers, homes, answer.parted.get((pair.one.key, pair.other.key)))
            for pair in answer.pairs
        ],
        "within": [pair_record(pair, numbers, homes) for pair in answer.within],
        "near": [near_record(one, titles.get(one.event, ""), numbers, homes) for one in answer.near],
        "decisions": [one.id for one in about],
        "notes": list(_notes(chronicle, asked, homes)),
    }


def _all_tellings(answer: Answer) -> list[Occurrence]:
    """Every telling that is spoken of, once: those asked about first. Claims within one are not numbered."""
    spoken = [*answer.pairs, *(pair for one in answer.near for pair in (one.best, one.parting.by))]
    spoken += [one.by for one in answer.parted.values()]
    items = {item.key: item for item in answer.tellings}
    for pair in spoken:
        items.setdefault(pair.one.key, pair.one)
        items.setdefault(pair.other.key, pair.other)
    return list(items.values())


def _claims(asked: Sequence[Asked]) -> Iterator[str]:
    return (claim for one in asked for claim in one.claims)


def _notes(chronicle: Chronicle, asked: Sequence[Asked], homes: Mapping[str, str]) -> Iterator[str]:
    """Why what is asked about stands for no happening."""
    for one in asked:
        if one.kind == "report" and not any(id in homes for id in one.claims):
            yield f"report {one.id} tells of no event"
        elif one.kind == "claim":
            claim = chronicle.claim(one.id)
            if claim.within:
                yield f"claim {claim.id} is what claim {claim.within} asks for or threatens with: it goes with that"
            elif claim.status in UNREAL:
                yield f"claim {claim.id} is {claim.status}: no happening"
            elif claim.id not in homes:
                yield f"claim {claim.id} is too doubtful, or tells too little, to make an event by itself"
