"""The little language in which the lexicon's entries are written (see docs/architecture.md, "Verb patterns")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whimbrel.errors import DataError
from whimbrel.ontology import CONTEXTS

COMPLEMENTS = frozenset({"to", "that", "should", "whether", "ing", "clause"})
SLOT = re.compile(r"@?[a-z/ ]+")
VERB_SLOTS = frozenset({"subj", "obj", "poss", "comp", "none"})
NOUN_SLOTS = frozenset({"poss", "mod", "subj", "none"})
OBJECT_KINDS = frozenset({"person", "force", "place", "state", "thing", "any"})
TYPES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT NONE".split()
)
MODES: dict[str, frozenset[str]] = {
    "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
    "RETREAT": frozenset({"withdraw", "release", "disarm", "ceasefire", "access", "resign"}),
    "REQUEST": frozenset({"assist", "change", "yield", "meet"}),
    "ACCUSE": frozenset({"disapprove", "investigate", "allege"}),
    "REJECT": frozenset({"assist", "change", "yield", "meet"}),
    "THREATEN": frozenset({"restrict", "arrest", "relations", "expel", "territory", "violence"}),
    "PROTEST": frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}),
    "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue"}),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "COERCE": frozenset("seize restrict censor curfew martial-law arrest deport withhold misinformation cyber".split()),
    "ASSAULT": frozenset(
        "abduct beat torture execute sexual targeted destroy primitive firearms explosives suicide-attack aerial drone"
        " heavy-weapons crowd-control unconventional".split()
    ),
}


@dataclass(frozen=True, slots=True)
class VerbPattern:
    """A verb and what must stand among its dependents. A set holds alternatives, every tuple element is required.

    Of `company`, where it is not empty, one word must stand somewhere in the sentence: workers strike, warplanes too.
    """

    verbs: tuple[str, ...]
    words: tuple[frozenset[str], ...] = ()
    preps: tuple[frozenset[str], ...] = ()
    complement: str = ""
    object_kind: str = ""
    company: frozenset[str] = frozenset()

    @property
    def conditions(self) -> float:
        """How specific the pattern is; the matching entry with most wins. Fixed words weigh most."""
        complement = 0.0 if not self.complement else 0.8 if self.complement == "clause" else 1.0
        kind = 0.0 if not self.object_kind else 0.5 if self.object_kind == "any" else 1.0
        company = 0.5 if self.company else 0.0
        return 1.5 * len(self.words) + len(self.preps) + complement + kind + company


@dataclass(frozen=True, slots=True)
class Behind:
    """What must stand behind an event noun: one of the prepositions, with one of the words or a nominal of the kind."""

    preps: frozenset[str]
    words: frozenset[str] = frozenset()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NounPattern:
    """An event noun, the modifiers that must stand before it, in order, and what must stand behind it.

    Of `company`, as of a verb's, one word must stand somewhere in the sentence.
    """

    head: str
    modifiers: tuple[str, ...] = ()
    company: frozenset[str] = frozenset()
    behind: Behind | None = None

    @property
    def conditions(self) -> float:
        """How specific the pattern is; the matching entry with most wins."""
        behind = 0.0 if self.behind is None else 1.5 if self.behind.words else 1.0
        return len(self.modifiers) + behind + (0.5 if self.company else 0.0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lexicon file. `where` is `file:line`, for error messages and `whimbrel explain`."""

    pattern: VerbPattern | NounPattern
    type: str
    mode: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    contexts: tuple[str, ...]
    example: str
    where: str
    written: str = ""  # the pattern as it stands in the file


def parse_verb_pattern(text: str, where: str) -> VerbPattern:
    """Read one verb pattern. Raises DataError naming the item that is not understood."""
    items = text.split()
    if not items:
        raise DataError("an empty pattern", where=where, remedy="write the verb's lemma first")
    words: list[frozenset[str]] = []
    preps: list[frozenset[str]] = []
    complement = object_kind = ""
    company: frozenset[str] = frozenset()
    for item in items[1:]:
        if item.startswith("^"):
            company |= frozenset(item[1:].split("/"))
        elif item.startswith("@"):
            preps.append(frozenset(item[1:].split("/")))
        elif item.startswith("~"):
            complement = item[1:]
            if complement not in COMPLEMENTS:
                raise DataError(f"unknown complement {item!r}", where=where, remedy=f"one of {sorted(COMPLEMENTS)}")
        elif item.startswith("<") and item.endswith(">"):
            object_kind = item[1:-1]
            if object_kind not in OBJECT_KINDS:
                raise DataError(f"unknown object {item!r}", where=where, remedy=f"one of {sorted(OBJECT_KINDS)}")
        else:
            words.append(frozenset(item.split("/")))
    return VerbPattern(tuple(items[0].split("/")), tuple(words), tuple(preps), complement, object_kind, company)


def parse_noun_pattern(text: str, where: str) -> tuple[NounPattern, ...]:
    """Read one noun pattern; alternatives of a word give several patterns. Raises DataError for one without a noun, or
    with a preposition that nothing follows."""
    everything = text.split()
    at = next((i for i, item in enumerate(everything) if item.startswith("@")), len(everything))
    items = [item for item in everything[:at] if not item.startswith("^")]
    if not items:
        raise DataError("an empty pattern", where=where, remedy="write the noun's lemma last, before any preposition")
    company = frozenset(word for item in everything if item.startswith("^") for word in item[1:].split("/"))
    behind = _behind([item for item in everything[at:] if not item.startswith("^")], where)
    readings: list[tuple[str, ...]] = [()]
    for item in items:
        readings = [(*done, word) for done in readings for word in item.split("/")]
    return tuple(NounPattern(reading[-1], reading[:-1], company, behind) for reading in readings)


def _behind(items: list[str], where: str) -> Behind | None:
    if not items:
        return None
    if len(items) != 2:
        raise DataError(
            f"{' '.join(items)!r} is not a preposition with what follows it", where=where,
            remedy="write one preposition and one item, as in @of report/list or @of <thing>",
        )  # fmt: skip
    preps = frozenset(items[0][1:].split("/"))
    if not items[1].startswith("<"):
        return Behind(preps, frozenset(items[1].split("/")))
    kind = items[1].strip("<>")
    if kind not in OBJECT_KINDS:
        raise DataError(f"unknown kind {items[1]!r}", where=where, remedy=f"one of {sorted(OBJECT_KINDS)}")
    return Behind(preps, kind=kind)


def check_type(event_type: str, mode: str, where: str) -> None:
    """Raise DataError unless the type is PLOVER's (or NONE) and the mode one of that type's."""
    if event_type not in TYPES:
        raise DataError(f"unknown type {event_type!r}", where=where, remedy=f"one of {sorted(TYPES)}")
    if mode and mode not in MODES.get(event_type, frozenset()):
        allowed = ", ".join(sorted(MODES.get(event_type, frozenset()))) or "no mode at all"
        raise DataError(f"{event_type} has no mode {mode!r}", where=where, remedy=f"use {allowed}")


def check_contexts(contexts: tuple[str, ...], where: str) -> None:
    """Raise DataError for a context that is none of PLOVER's."""
    for context in contexts:
        if context not in CONTEXTS:
            raise DataError(f"unknown context {context!r}", where=where, remedy=f"one of {', '.join(sorted(CONTEXTS))}")


def check_slots(slots: tuple[str, ...], column: str, where: str, *, nouns: bool) -> None:
    """Raise DataError for a slot that no frame has. A noun's prepositions may be written with or without `@`."""
    known = NOUN_SLOTS if nouns else VERB_SLOTS
    for slot in slots:
        preposition = slot.startswith("@") or (nouns and slot.isalpha())
        if slot not in known and not (preposition and SLOT.fullmatch(slot)):
            listed = ", ".join(sorted(known))
            raise DataError(f"unknown {column} slot {slot!r}", where=where, remedy=f"one of {listed}, or @preposition")
