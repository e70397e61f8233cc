"""What the `timelines` benchmark reads: documents, and entities with the timeline that they ought to have.

Two kinds of rows are taken. Annotated documents (`doc_id`, `tokens`, `sent_of`, `mentions`, `relations`): their
timelines are made by `timeline_gold`. And the rows of SemEval-2015 task 4: `entity` (or `target`) with `timeline`, the
documents in a file beside it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.rows import rows
from benchmarks.timeline_score import Entry

ENTITY = ("entity", "target", "target_entity", "name")
TIMELINE = ("timeline", "gold", "entries", "lines")
GROUP = ("corpus", "topic", "collection", "set")
DOC_ID = ("doc_id", "docid", "doc", "document", "id")
DATE = ("date", "dct", "published", "creation_time")
EVENTS = ("events", "mentions", "event_mentions")
SENTENCES = ("sent_of", "sentence_of", "sentence", "sent_ids", "sentence_ids")
NO_SPACE_BEFORE = frozenset(". , ; : ! ? % ) ] } ' 's 're 've 'm 'll 'd n't '' ”".split())
NO_SPACE_AFTER = frozenset("( [ { $ £ € `` “ #".split())
QUOTES = {"``": '"', "''": '"'}


@dataclass(frozen=True)
class Document:
    """A text in words. `given` are the words of each annotated event, where the file tells them."""

    id: str
    group: str
    tokens: tuple[str, ...]
    sentence_of: tuple[int, ...]
    date: str = ""
    given: tuple[tuple[int, ...], ...] = ()

    def event(self, tokens: Sequence[int]) -> str:
        """An event's mention as the task writes it: document, sentence, words, in small letters."""
        words = "_".join(self.tokens[i] for i in tokens)
        return mention(self.id, self.sentence_of[tokens[0]], words)


@dataclass(frozen=True)
class Target:
    """An entity and its timeline over the documents of its group. `aside` are mentions that count neither way."""

    name: str
    group: str
    timeline: tuple[Entry, ...]
    aside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Task:
    """All of a benchmark file. `annotated` says of which sentences the timelines tell (None: of all but the title)."""

    targets: tuple[Target, ...]
    documents: tuple[Document, ...]
    last_sentence: int | None = None
    first_sentence: int = 0
    groups: Mapping[str, tuple[Document, ...]] = field(init=False)

    def __post_init__(self) -> None:
        grouped: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            grouped[document.group].append(document)
        object.__setattr__(self, "groups", {name: tuple(found) for name, found in grouped.items()})

    def scored(self, sentence: int) -> bool:
        return self.first_sentence <= sentence <= (sentence if self.last_sentence is None else self.last_sentence)


def mention(document: str, sentence: int, words: str) -> str:
    return f"{document}-{sentence}-{words.replace(' ', '_')}".lower()


def raw(document: Document) -> tuple[str, list[tuple[int, int]]]:
    """The document as running text, a paragraph for each sentence, with every token's place in it."""
    text, places = "", []
    for i, token in enumerate(document.tokens):
        word = QUOTES.get(token, token)
        if i and document.sentence_of[i] != document.sentence_of[i - 1]:
            text += "\n\n"
        elif i and not (token in NO_SPACE_BEFORE or document.tokens[i - 1] in NO_SPACE_AFTER or _in_compound(document, i)):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places


def _in_compound(document: Document, i: int) -> bool:
    """Whether the token stands at a hyphen that the annotation set apart: "Wal - Mart"."""
    return False if i < 1 else "-" in (document.tokens[i], document.tokens[i - 1])


def read_task(data: Path) -> Task:
    """The documents and targets of a file. Raises ValueError naming what a row lacks, or which file is missing."""
    read = list(rows(data))
    if not read:
        raise ValueError(f"{data.name}: no rows")
    if "mentions" in read[0] and "tokens" in read[0]:
        from benchmarks.timeline_gold import annotated_task  # noqa: PLC0415 - it needs this module

        return annotated_task(read)
    return _semeval(data, read)


def _semeval(data: Path, read: Sequence[Mapping[str, Any]]) -> Task:
    for number, row in enumerate(read, start=1):
        if _first(row, ENTITY) is None or _first(row, TIMELINE) is None:
            raise ValueError(
                f"{data.name}:{number}: a row needs `entity` and `timeline` (order, date, events), or `tokens`,"
                f" `sent_of`, `mentions` and `relations`; it has {', '.join(row)}"
            )
    path = docs_file(data)
    raw_documents = list(rows(path))
    timelines = [_entries(_first(row, TIMELINE), f"{data.name}:{n}") for n, row in enumerate(read, start=1)]
    groups = _groups(read, timelines, raw_documents)
    documents = [_document(row, groups, f"{path.name}:{n}") for n, row in enumerate(raw_documents, start=1)]
    known = {group for document in documents for group in (document.group,)}
    targets = []
    for row, timeline in zip(read, timelines, strict=True):
        group = _group_of(row, timeline, documents) if str(_first(row, GROUP)) not in known else str(_first(row, GROUP))
        targets.append(Target(str(_first(row, ENTITY)), group, timeline))
    with_events = _with_events(documents, targets)
    return Task(tuple(targets), with_events, first_sentence=_body(targets, documents))


def docs_file(data: Path) -> Path:
    """The file of documents beside a file of timelines. Raises ValueError naming where it was looked for."""
    stem = re.sub(r"_(?:timelines?|targets?|gold)\Z", "", data.stem)
    names = [f"{data.stem}_docs.jsonl", f"{stem}_docs.jsonl", "docs.jsonl", "documents.jsonl"]
    split = re.fullmatch(r"(.*)_(dev|test|train|trial)", stem)
    if split:
        names.insert(1, f"{split[1]}_docs_{split[2]}.jsonl")
    for name in names:
        if (data.parent / name).is_file():
            return data.parent / name
    others = sorted(p for p in data.parent.glob("*docs*.jsonl") if p != data)
    if len(others) == 1:
        return others[0]
    raise ValueError(f"{data.name}: its documents are wanted beside it, as {' or '.join(names)}")


def _first(row: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((row[name] for name in names if row.get(name) is not None), None)


def _entries(lines: Any, where: str) -> tuple[Entry, ...]:
    """A timeline as a list of {order, date, events}, of [order, date, events…], or as the lines of the task's files."""
    if isinstance(lines, str):
        lines = lines.splitlines()
    found = []
    for line in lines:
        if isinstance(line, str):
            order, date, *events = line.split("\t") if line.count("\t") > 1 else (None, None)
        elif isinstance(line, Mapping):
            order, date, events = line.get("order"), _first(line, (*DATE, "time", "anchor")), _first(line, EVENTS)
        else:
            order, date, *events = line
            events = events[0] if len(events) == 1 and isinstance(events[0], list) else events
        if order is None or events is None:
            if isinstance(line, str):
                continue  # the entity's name, at the head of the task's files
            raise ValueError(f"{where}: an entry of a timeline needs `order`, `date` and `events`; this is {line!r}")
        named = [events] if isinstance(events, str) else list(events)
        found.append(Entry(int(order), str(date or "XXXX-XX-XX"), tuple(_event(event) for event in named)))
    return tuple(found)


def _event(event: Any) -> str:
    if isinstance(event, Mapping):
        words = _first(event, ("text", "words", "word", "token", "mention"))
        return mention(str(_first(event, DOC_ID)), int(_first(event, ("sentence", "sent", "sent_id"))), str(words))
    if isinstance(event, list | tuple):
        return mention(str(event[0]), int(event[1]), str(event[2]))
    return str(event).lower()


def _groups(
    read: Sequence[Mapping[str, Any]], timelines: Sequence[Sequence[Entry]], documents: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """Document id → the group it is of: told by the document, else by the rows whose timelines name it, else all one."""
    found: dict[str, str] = {}
    ids = [str(_first(row, DOC_ID)) for row in documents]
    for row, timeline in zip(read, timelines, strict=True):
        group = _first(row, GROUP)
        for name in {of for entry in timeline for event in entry.events for of in [_owner(event, ids)] if of}:
            if group is not None:
                found.setdefault(name, str(group))
    return found


def _owner(event: str, ids: Iterable[str]) -> str | None:
    return max((id for id in ids if event.startswith(f"{id.lower()}-")), key=len, default=None)


def _document(row: Mapping[str, Any], groups: Mapping[str, str], where: str) -> Document:
    id, told = _first(row, DOC_ID), _first(row, GROUP)
    if id is None:
        raise ValueError(f"{where}: a document needs `doc_id`; it has {', '.join(row)}")
    tokens, sentences = _words(row, where)
    group = str(told) if told is not None else groups.get(str(id), "")
    return Document(str(id), group, tokens, sentences, str(_first(row, DATE) or ""), _given(row, tokens))


def _words(row: Mapping[str, Any], where: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """A document's words and the sentence of each: `tokens` with `sent_of`, `sentences`, or `text` with its lines."""
    tokens, told = row.get("tokens"), _first(row, SENTENCES)
    if tokens and isinstance(tokens[0], Mapping):
        told = [int(_first(token, SENTENCES)) for token in tokens]
        tokens = [str(_first(token, ("text", "word", "form", "token"))) for token in tokens]
    if tokens and isinstance(tokens[0], str) and told is not None and len(told) == len(tokens):
        return tuple(map(str, tokens)), tuple(int(s) for s in told)
    lines: Any = tokens if tokens and isinstance(tokens[0], list) else row.get("sentences")
    if lines is None and isinstance(row.get("text"), str):
        lines = [line for line in row["text"].splitlines() if line.strip()]
    if not lines:
        raise ValueError(
            f"{where}: a document needs `tokens` with `sent_of` (the sentence of each), or `sentences`, or `text` with"
            f" a line for each sentence; it has {', '.join(row)}"
        )
    words = [re.findall(r"\w+(?:[-.']\w+)*|\S", line) if isinstance(line, str) else list(line) for line in lines]
    return tuple(str(w) for line in words for w in line), tuple(n for n, line in enumerate(words) for _ in line)


def _given(row: Mapping[str, Any], tokens: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The annotated events of a document: lists of token numbers, or mentions with `tokens`."""
    found = []
    for event in _first(row, EVENTS) or []:
        if isinstance(event, Mapping) and event.get("kind", "event") != "event":
            continue
        at = event.get("tokens") if isinstance(event, Mapping) else event
        if isinstance(at, list) and at and all(isinstance(i, int) and 0 <= i < len(tokens) for i in at):
            found.append(tuple(at))
    return tuple(sorted(set(found)))


def _group_of(row: Mapping[str, Any], timeline: Sequence[Entry], documents: Sequence[Document]) -> str:
    """The group of the documents that a timeline names most."""
    of = {document.id: document.group for document in documents}
    owners = [_owner(event, of) for entry in timeline for event in entry.events]
    counted = Counter(of[name] for name in owners if name is not None)
    return min(counted, key=lambda g: (-counted[g], g)) if counted else str(_first(row, GROUP) or "")


def _with_events(documents: Sequence[Document], targets: Sequence[Target]) -> tuple[Document, ...]:
    """Documents without annotated events get those that any timeline names: what else would be given is not known."""
    if any(document.given for document in documents):
        return tuple(documents)
    named = {event for target in targets for entry in target.timeline for event in entry.events}
    found = []
    for document in documents:
        given: set[tuple[int, ...]] = set()
        for event in (e for e in named if e.startswith(f"{document.id.lower()}-")):
            sentence, _, words = event[len(document.id) + 1 :].partition("-")
            given.update(_places(document, int(sentence), words.split("_")) if sentence.isdigit() else [])
        found.append(
            Document(
                document.id, document.group, document.tokens, document.sentence_of, document.date, tuple(sorted(given))
            )
        )
    return tuple(found)


def _places(document: Document, sentence: int, words: Sequence[str]) -> list[tuple[int, ...]]:
    size = len(words)
    return [
        tuple(range(i, i + size))
        for i in range(len(document.tokens) - size + 1)
        if document.sentence_of[i] == sentence and [t.lower() for t in document.tokens[i : i + size]] == list(words)
    ]


def _body(targets: Sequence[Target], documents: Sequence[Document]) -> int:
    """The first sentence that timelines tell of: titles (sentence 0) are left out unless some event stands there."""
    numbers = set()
    for target in targets:
        for event in (event for entry in target.timeline for event in entry.events):
            owner = _owner(event, [document.id for document in documents])
            told = event[len(owner) + 1 :].partition("-")[0] if owner else ""
            numbers |= {int(told)} if told.isdigit() else set()
    return min(numbers, default=0)
