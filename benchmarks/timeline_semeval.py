"""Rows of SemEval-2015 task 4: an entity with its timeline, and the documents in a file beside them.

The format is written down in `benchmarks/README.md`; names of fields that others use for the same are taken too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.rows import rows
from benchmarks.timeline_rows import Document, Target, Task, mention
from benchmarks.timeline_score import Entry

ENTITY = ("entity", "target", "target_entity", "name")
TIMELINE = ("timeline", "gold_timeline", "gold", "entries", "lines", "cells", "events")
GROUP = ("corpus", "topic", "collection", "set")
DOC_ID = ("doc_id", "docid", "doc", "document", "id")
DATE = ("date", "dct", "published", "creation_time", "time", "anchor")
EVENTS = ("events", "mentions", "event_mentions")
SENTENCES = ("sent_of", "sentence_of", "sentence", "sent_ids", "sentence_ids")
SENTENCE = ("sentence", "sent", "sent_id")
WORDS = ("text", "words", "word", "form", "token", "mention")
EVENT = re.compile(r"(?P<document>.+?)-(?P<sentence>\d+)-(?P<words>.+)", re.DOTALL)
PADDED, BARE = re.compile(r"\d{4}-(?:\d\d|XX)-XX"), re.compile(r"\d{4}(?:-\d\d)?")
OFFSETS = (0, 1, -1, 2, -2)  # where the first sentence may have been counted from

Row = Mapping[str, Any]


def semeval_task(data: Path, read: Sequence[Row]) -> Task:
    """The task of a file of timelines. Raises ValueError naming what a row lacks, or which file is missing."""
    for number, row in enumerate(read, start=1):
        if first(row, ENTITY) is None or first(row, TIMELINE) is None:
            raise ValueError(
                f"{data.name}:{number}: a row needs `entity` and `timeline` (a list of order, date, events), or"
                f" `tokens`, `sent_of`, `mentions` and `relations`; it has {', '.join(row)}"
            )
    path = docs_file(data)
    documents = [document(row, f"{path.name}:{n}") for n, row in enumerate(rows(path), start=1)]
    lines = [entries(first(row, TIMELINE), f"{data.name}:{n}") for n, row in enumerate(read, start=1)]
    documents = renumbered(documents, lines)
    timelines = [tuple(_known(entry, documents) for entry in timeline) for timeline in lines]
    documents = grouped(documents, read, timelines)
    targets = [
        Target(str(first(row, ENTITY)), group_of(row, timeline, documents), timeline)
        for row, timeline in zip(read, timelines, strict=True)
    ]
    if not any(one.given for one in documents):
        documents = [replace(one, given=_named_in(one, timelines)) for one in documents]
    begin = _first_sentence(timelines, documents)
    return Task(tuple(targets), tuple(documents), first_sentence=begin, padded=_padded(timelines))


def docs_file(data: Path) -> Path:
    """The file of documents beside a file of timelines. Raises ValueError naming what it may be called."""
    stem = re.sub(r"_(?:timelines?|targets?|gold)\Z", "", data.stem)
    names = [f"{data.stem}_docs.jsonl", f"{stem}_docs.jsonl", "docs.jsonl", "documents.jsonl"]
    if part := re.fullmatch(r"(.*)_(dev|test|train|trial)", stem):
        names.insert(1, f"{part[1]}_docs_{part[2]}.jsonl")
    others = [path for path in sorted(data.parent.glob("*docs*.jsonl")) if path != data]
    found = [data.parent / name for name in names if (data.parent / name).is_file()] or others
    if not found or (found == others and len(others) > 1):
        raise ValueError(f"{data.name}: its documents are wanted beside it, in {' or '.join(dict.fromkeys(names))}")
    return found[0]


def first(row: Row, names: Iterable[str]) -> Any:
    """The value of the first of these fields that the row has; None for none."""
    return next((row[name] for name in names if row.get(name) is not None), None)


def entries(lines: Any, where: str) -> tuple[Entry, ...]:
    """A timeline given as {order, date, events}, as [order, date, events…], or as the lines of the task's own files.

    Raises ValueError for an entry that is none of these.
    """
    found = []
    for line in lines.splitlines() if isinstance(lines, str) else lines:
        if isinstance(line, str):
            parts: list[Any] = line.split("\t")
            if len(parts) < 3:
                continue  # the entity's name, at the head of the task's files
        elif isinstance(line, Mapping):
            parts = [line.get("order"), first(line, DATE), first(line, EVENTS)]
        else:
            parts = list(line)
        order, date, *events = parts if len(parts) > 2 else [None, None, None]
        named = events[0] if len(events) == 1 and not isinstance(events[0], str | Mapping) else events
        if order is None or named is None:
            raise ValueError(f"{where}: an entry of a timeline needs `order`, `date` and `events`; this is {line!r}")
        found.append(Entry(int(order), str(date or "XXXX-XX-XX"), tuple(_written(event, where) for event in named)))
    return tuple(found)


def _written(event: Any, where: str) -> str:
    """A mention as the task writes it, whether it comes as text, as fields or as a list. Raises ValueError."""
    if isinstance(event, str):
        return event.lower()
    if isinstance(event, Mapping):
        parts = [first(event, names) for names in (DOC_ID, SENTENCE, WORDS)]
        whole = next((str(value) for value in event.values() if EVENT.fullmatch(str(value))), None)
        if None in parts and whole is not None:
            return whole.lower()
    else:
        parts = list(event)
    if len(parts) != 3 or None in parts or not str(parts[1]).isdigit():
        raise ValueError(f"{where}: an event is document-sentence-words, or those three; this is {event!r}")
    return mention(str(parts[0]), int(parts[1]), str(parts[2]))


def document(row: Row, where: str) -> Document:
    """A document of the file beside the timelines. Raises ValueError naming what it lacks."""
    id = first(row, DOC_ID)
    if id is None:
        raise ValueError(f"{where}: a document needs `doc_id`; it has {', '.join(row)}")
    tokens, sentences = _tokens(row, where)
    given = {at for event in first(row, EVENTS) or [] if (at := _given(event, len(tokens)))}
    group = str(first(row, GROUP) or "")
    return Document(str(id), group, tokens, sentences, str(first(row, DATE) or ""), tuple(sorted(given)))


def _tokens(row: Row, where: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """A document's words and the sentence of each: `tokens` with `sent_of`, `sentences`, or `text` with its lines."""
    tokens, told = row.get("tokens"), first(row, SENTENCES)
    if tokens and isinstance(tokens[0], Mapping):
        told = [first(token, SENTENCES) for token in tokens]
        tokens = [first(token, WORDS) for token in tokens]
    if tokens and isinstance(tokens[0], str) and isinstance(told, list) and len(told) == len(tokens):
        return tuple(map(str, tokens)), tuple(int(number) for number in told)
    lines = tokens if tokens and isinstance(tokens[0], list) else row.get("sentences")
    if lines is None and isinstance(row.get("text"), str):
        lines = [line for line in row["text"].splitlines() if line.strip()]
    if not lines:
        raise ValueError(
            f"{where}: a document needs `tokens` with `sent_of` (the sentence of each), or `sentences`, or `text` with"
            f" a line for each sentence; it has {', '.join(row)}"
        )
    cut = [re.findall(r"\w+(?:[-.']\w+)*|\S", line) if isinstance(line, str) else list(line) for line in lines]
    return tuple(str(word) for line in cut for word in line), tuple(n for n, line in enumerate(cut) for _ in line)


def _given(event: Any, size: int) -> tuple[int, ...]:
    """The words of an annotated event: a list of token numbers, or a mention with `tokens`; () for anything else."""
    if isinstance(event, Mapping) and event.get("kind", "event") != "event":
        return ()
    at = event.get("tokens") if isinstance(event, Mapping) else event
    if not isinstance(at, list) or not at or not all(isinstance(i, int) and 0 <= i < size for i in at):
        return ()
    return tuple(at)


def renumbered(documents: Sequence[Document], timelines: Sequence[Sequence[Entry]]) -> list[Document]:
    """The documents with their sentences counted as the timelines count them, by where most of the words are found."""
    told = [event for timeline in timelines for entry in timeline for event in entry.events]
    found = Counter[int]()
    for offset in OFFSETS:
        moved = [replace(one, sentence_of=tuple(s + offset for s in one.sentence_of)) for one in documents]
        found[offset] = sum(_place(event, moved) is not None for event in told)
    best = max(OFFSETS, key=lambda offset: (found[offset], -OFFSETS.index(offset)))
    return [replace(one, sentence_of=tuple(s + best for s in one.sentence_of)) for one in documents]


def _place(event: str, documents: Sequence[Document]) -> tuple[Document, tuple[int, ...]] | None:
    """The document and the words that a mention means; None where they are not there."""
    one, rest = _owner(event, documents)
    sentence, _, words = rest.partition("-")
    if one is None or not sentence.isdigit():
        return None
    places = _places(one, int(sentence), words.split("_"))
    return (one, places[0]) if places else None


def _owner(event: str, documents: Sequence[Document]) -> tuple[Document | None, str]:
    """The document of a mention, by its id or the number that the id begins with, and what stands after it."""
    fitting = [one for one in documents if event.startswith(f"{one.id.lower()}-")]
    if fitting:
        longest = max(fitting, key=lambda one: len(one.id))
        return longest, event[len(longest.id) + 1 :]
    match = EVENT.fullmatch(event)
    number = match["document"] if match else ""
    numbered = [one for one in documents if re.match(rf"{re.escape(number)}\D", one.id.lower())] if number else []
    return (numbered[0], event[len(number) + 1 :]) if match and len(numbered) == 1 else (None, "")


def _places(one: Document, sentence: int, words: Sequence[str]) -> list[tuple[int, ...]]:
    """Where these words stand in a sentence; a word and its particle may stand apart, a number may be a token's."""
    inside = [i for i, of in enumerate(one.sentence_of) if of == sentence]
    said = [one.tokens[i].lower() for i in inside]
    size = len(words)
    found: list[tuple[int, ...]] = [
        tuple(inside[k : k + size]) for k in range(len(said) - size + 1) if said[k : k + size] == list(words)
    ]
    if not found and size == 2 and words[0] in said and words[1] in said[said.index(words[0]) :]:
        verb = said.index(words[0])
        found = [(inside[verb], inside[said.index(words[1], verb)])]
    if not found and size == 1 and words[0].isdigit():
        found.extend([(i,) for i in (int(words[0]), int(words[0]) - 1) if i in inside][:1])
    return found


def _known(entry: Entry, documents: Sequence[Document]) -> Entry:
    """The entry with its mentions under the documents' own ids, and words in the place of token numbers."""
    events = []
    for event in entry.events:
        one, rest = _owner(event, documents)
        sentence, _, words = rest.partition("-")
        if one is not None and words.isdigit() and (place := _place(event, documents)) is not None:
            words = "_".join(one.tokens[i] for i in place[1])
        events.append(mention(one.id, int(sentence), words) if one is not None and sentence.isdigit() else event)
    return Entry(entry.order, entry.date, tuple(events))


def grouped(documents: Sequence[Document], read: Sequence[Row], timelines: Sequence[Sequence[Entry]]) -> list[Document]:
    """The documents with the group that they tell; one that tells none has that of the first timeline to name it, and
    where none does that of the document before it."""
    named: dict[str, str] = {}
    for row, timeline in zip(read, timelines, strict=True):
        for event in (event for entry in timeline for event in entry.events):
            one, _ = _owner(event, documents)
            if one is not None and first(row, GROUP) is not None:
                named.setdefault(one.id, str(first(row, GROUP)))
    found: list[Document] = []
    for one in documents:
        before = found[-1].group if found else next(iter(named.values()), "")
        found.append(replace(one, group=one.group or named.get(one.id, before)))
    return found


def group_of(row: Row, timeline: Sequence[Entry], documents: Sequence[Document]) -> str:
    """The group whose documents a row is about: the one it tells, else that of most documents it names."""
    told = str(first(row, GROUP))
    if told in {one.group for one in documents}:
        return told
    owners = (_owner(event, documents)[0] for entry in timeline for event in entry.events)
    counted = Counter(one.group for one in owners if one is not None)
    return min(counted, key=lambda group: (-counted[group], group)) if counted else ""


def _named_in(one: Document, timelines: Sequence[Sequence[Entry]]) -> tuple[tuple[int, ...], ...]:
    """The events of a document that any timeline names: given where the file annotates none."""
    named = {event for timeline in timelines for entry in timeline for event in entry.events}
    rests = [event[len(one.id) + 1 :].partition("-") for event in named if event.startswith(f"{one.id.lower()}-")]
    found = (_places(one, int(sentence), words.split("_")) for sentence, _, words in rests if sentence.isdigit())
    return tuple(sorted({place for places in found for place in places}))


def _first_sentence(timelines: Sequence[Sequence[Entry]], documents: Sequence[Document]) -> int:
    """The first sentence of which any timeline tells: the task leaves out titles and datelines."""
    rests = (_owner(event, documents)[1] for timeline in timelines for entry in timeline for event in entry.events)
    numbers = [int(rest.partition("-")[0]) for rest in rests if rest.partition("-")[0].isdigit()]
    return min(numbers, default=0)


def _padded(timelines: Sequence[Sequence[Entry]]) -> bool:
    """Whether the file writes a month as "2010-06-XX" rather than "2010-06"."""
    dates = {entry.date for timeline in timelines for entry in timeline}
    return sum(bool(PADDED.fullmatch(date)) for date in dates) > sum(bool(BARE.fullmatch(date)) for date in dates)
