"""Timelines made of annotated documents (the MEANTIME corpus), as the task made its own.

An entity has a timeline when it is a person, a body, a product or something financial, is called by a name, and takes
part directly (Arg0, Arg1) in at least five events that are certain, not denied, not modal and in no condition. An
event's date is that of the time expression which holds it; else that of an event at the same time, or of another
mention of the same event. Present reference is the day of the report. Events that the annotation gives no date are set
aside: they count neither for nor against.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from benchmarks.timeline_rows import Document, Target, Task
from benchmarks.timeline_score import Entry

CLASSES = frozenset({"PER", "ORG", "PRO", "FIN"})
ROLES = frozenset({"Arg0", "Arg1"})
LEAST_EVENTS = 5
HOLDING = frozenset({"IS_INCLUDED", "SIMULTANEOUS", "IDENTITY", "INCLUDES", "BEGINS", "BEGUN_BY", "MEASURE"})
TOGETHER = frozenset({"SIMULTANEOUS", "IDENTITY"})
DATED = re.compile(r"\d{4}(?:-(?:\d\d|W\d\d|Q\d|SP|SU|FA|WI))?(?:-\d\d)?\Z")

Mention = Mapping[str, Any]
Key = tuple[str, str]  # a document, a mention in it


def annotated_task(read: Sequence[Mapping[str, Any]], where: str = "row") -> Task:
    """Documents and targets of annotated documents. Raises ValueError when a row lacks a field."""
    for number, row in enumerate(read, start=1):
        missing = [name for name in ("doc_id", "tokens", "sent_of", "mentions", "relations") if name not in row]
        if missing:
            raise ValueError(f"{where}:{number}: an annotated document needs {', '.join(missing)}")
    documents = {row["doc_id"]: _document(row) for row in read}
    dates = event_dates(read)
    last = max((s for row in read for s in _told_of(row)), default=0)
    return Task(tuple(_targets(read, documents, dates)), tuple(documents.values()), last_sentence=last)


def _document(row: Mapping[str, Any]) -> Document:
    given = sorted({tuple(m["tokens"]) for m in row["mentions"] if m["kind"] == "event" and _is_one(m)})
    return Document(row["doc_id"], row.get("topic", ""), tuple(row["tokens"]), tuple(row["sent_of"]), "", tuple(given))


def _told_of(row: Mapping[str, Any]) -> Iterator[int]:
    """The sentences in which events have participants: the annotation ends after the fifth."""
    mentions = {m["id"]: m for m in row["mentions"]}
    for relation in row["relations"]:
        if relation["type"] == "HAS_PARTICIPANT":
            yield from (mentions[i]["sent"] for i in relation["source"] if i in mentions)


def _targets(
    read: Sequence[Mapping[str, Any]], documents: Mapping[str, Document], dates: Mapping[Key, str]
) -> Iterator[Target]:
    taking_part: dict[tuple[str, str], set[Key]] = defaultdict(set)
    called: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    at: dict[Key, Mention] = {}
    for row in read:
        mentions = {m["id"]: m for m in row["mentions"]}
        at.update({(row["doc_id"], id): m for id, m in mentions.items()})
        for m in mentions.values():
            if m["kind"] == "entity" and m.get("cluster_class") in CLASSES:
                called[row.get("topic", ""), m["cluster"]].append(m)
        for event, entity in _participants(row, mentions):
            if is_certain(event):
                taking_part[row.get("topic", ""), entity["cluster"]].add((row["doc_id"], event["id"]))
    for (topic, cluster), events in sorted(taking_part.items()):
        name = _name(called.get((topic, cluster), ()))
        if name and len(events) >= LEAST_EVENTS:
            yield _target(name, topic, sorted(events), at, documents, dates)


def _target(
    name: str,
    topic: str,
    events: Iterable[Key],
    at: Mapping[Key, Mention],
    documents: Mapping[str, Document],
    dates: Mapping[Key, str],
) -> Target:
    by_date: dict[str, set[str]] = defaultdict(set)
    aside = set()
    for key in events:
        words = documents[key[0]].event(at[key]["tokens"])
        if key in dates:
            by_date[dates[key]].add(words)
        else:
            aside.add(words)
    dated = {event for found in by_date.values() for event in found}
    entries = (
        Entry(order, date, (event,))
        for order, date in enumerate(sorted(by_date), start=1)
        for event in sorted(by_date[date])
    )
    return Target(name, topic, tuple(entries), frozenset(aside - dated))


def _participants(row: Mapping[str, Any], mentions: Mapping[str, Mention]) -> Iterator[tuple[Mention, Mention]]:
    for relation in row["relations"]:
        if relation["type"] == "HAS_PARTICIPANT" and relation["sem_role"] in ROLES:
            for event in (mentions[i] for i in relation["source"] if i in mentions):
                for entity in (mentions[i] for i in relation["target"] if i in mentions):
                    if event["kind"] == "event" and _is_one(event) and entity["kind"] == "entity":
                        yield event, entity


def _is_one(event: Mention) -> bool:
    """Whether a mention is one run of words; others stand for several events that share a participant."""
    at = event["tokens"]
    return bool(at) and list(at) == list(range(at[0], at[-1] + 1))


def is_certain(event: Mention) -> bool:
    """Whether the annotation has the event as a fact, past or to come."""
    told = event["attrs"]
    sure = told.get("certainty", "CERTAIN") == "CERTAIN" and told.get("polarity", "POS") != "NEG"
    return sure and not told.get("modality") and not told.get("special_cases", "").startswith("COND")


def _name(mentions: Sequence[Mention]) -> str:
    """What an entity is called: the title of its page where the annotation links one, else its longest common name."""
    names = [m["text"] for m in mentions if m["attrs"].get("syntactic_type") == "NAM"]
    if not names:
        return ""
    reference = next((str(m["cluster_ref"]).strip() for m in mentions if m.get("cluster_ref")), "")
    if "dbpedia.org/resource/" in reference:
        title = unquote(reference.rsplit("/", 1)[-1]).replace("_", " ")
        return re.sub(r" \(.*\)\Z", "", title)
    if any(set(reference.lower().split()) <= set(name.lower().rstrip(".").split()) for name in names):
        return reference
    counted = Counter(re.sub(r"\A(?:the|its|a) ", "", name, flags=re.IGNORECASE) for name in names)
    return min(counted, key=lambda name: (-counted[name], -len(name), name))


def event_dates(read: Sequence[Mapping[str, Any]]) -> dict[Key, str]:
    """The date of every event that the annotation lets be dated."""
    dates: dict[Key, str] = {}
    together: dict[Key, set[Key]] = defaultdict(set)
    for row in read:
        mentions = {m["id"]: m for m in row["mentions"]}
        told: dict[str, list[tuple[bool, str]]] = defaultdict(list)
        for source, kind, target in _time_links(row, mentions):
            if target["kind"] == "time" and kind in HOLDING:
                date = _date(target, mentions)
                told[source["id"]] += [date] if date else []
            elif target["kind"] == "event" and kind in TOGETHER:
                a, b = (row["doc_id"], source["id"]), (row["doc_id"], target["id"])
                together[a].add(b)
                together[b].add(a)
        dates |= {(row["doc_id"], id): max(found)[1] for id, found in told.items() if found}
    for group in _clusters(read):
        for key in group:
            together[key] |= group - {key}
    return _spread(dates, together)


def _spread(dates: dict[Key, str], together: Mapping[Key, set[Key]]) -> dict[Key, str]:
    """Dates handed on to what is at the same time, nearest first."""
    known, fresh = dict(dates), dict(dates)
    while fresh:
        offered: dict[Key, list[str]] = defaultdict(list)
        for key, date in fresh.items():
            for other in together.get(key, ()):
                if other not in known:
                    offered[other].append(date)
        fresh = {key: max(found, key=lambda date: (len(date), date)) for key, found in offered.items()}
        known |= fresh
    return known


def _time_links(row: Mapping[str, Any], mentions: Mapping[str, Mention]) -> Iterator[tuple[Mention, str, Mention]]:
    for relation in row["relations"]:
        if relation["type"] == "TLINK":
            for source in (mentions[i] for i in relation["source"] if i in mentions):
                for target in (mentions[i] for i in relation["target"] if i in mentions):
                    if source["kind"] == "event":
                        yield source, relation["reltype"], target
                    elif target["kind"] == "event" and source["kind"] == "time" and relation["reltype"] in TOGETHER:
                        yield target, relation["reltype"], source


def _date(time: Mention, mentions: Mapping[str, Mention]) -> tuple[bool, str] | None:
    """A time's date, and whether it is another than the report's own; None where it tells no date."""
    value, told = str(time["attrs"].get("value", "")), "functionInDocument" not in time["attrs"]
    if value == "PRESENT_REF":
        own = [m for m in mentions.values() if m["kind"] == "time" and "functionInDocument" in m["attrs"]]
        return (False, str(own[0]["attrs"]["value"])[:10]) if own else None
    value = value.partition("T")[0]
    return (told, value) if DATED.match(value) else None


def _clusters(read: Sequence[Mapping[str, Any]]) -> list[set[Key]]:
    """Mentions of one event, within a topic."""
    found: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for row in read:
        for m in row["mentions"]:
            if m["kind"] == "event" and m["tokens"]:
                found[row.get("topic", ""), m["cluster"]].add((row["doc_id"], m["id"]))
    return [group for group in found.values() if len(group) > 1]
