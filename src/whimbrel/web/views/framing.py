"""One event in the words of several groups of outlets: headlines, words that take a side, and what each leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whimbrel.almanac.loaded import load_loaded_words
from whimbrel.errors import UsageError
from whimbrel.export.dates import when_words
from whimbrel.export.dossier import Dossier, field_label, source_name, value_words
from whimbrel.export.excerpt import Piece
from whimbrel.export.title import event_title
from whimbrel.export.voice import voice
from whimbrel.model import ActorKind, Claim, Report

MOST_SETS = 8
MOST_HEADLINES = 12
LONGEST = 2000  # characters of the sets in an address
REST = "others"
_LONGEST_TITLE = 200
_COUNTS = ("killed", "wounded", "arrested", "displaced", "present")


@dataclass(frozen=True, slots=True)
class Headline:
    """A report's headline with the words that take a side marked, and how the report tells of it."""

    report: str
    outlet: str
    pieces: tuple[Piece, ...]
    published: str
    doer: tuple[str, ...]  # whom it names as having done it
    voice: str  # active, passive, or ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that takes a side, of whom it was said and how often."""

    word: str
    of: str
    claims: int


@dataclass(frozen=True, slots=True)
class Group:
    """`leaves_out`: fields with what others say on them; `unnamed` those whom others name; `missing` its outlets
    without a report of the event."""

    name: str
    outlets: tuple[str, ...]
    headlines: tuple[Headline, ...]
    more: int
    words: tuple[Word, ...]
    names_doer: str
    voices: str
    leaves_out: tuple[tuple[str, str], ...]
    unnamed: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framing:
    id: str
    title: str
    when: str
    outlets: tuple[str, ...]
    asked: str
    groups: tuple[Group, ...]


def parse_sets(asked: str) -> dict[str, tuple[str, ...]]:
    """Sets of outlets by name, from `state:SANA,Tass;west:BBC`. Raises UsageError."""
    remedy = "write NAME:OUTLET,OUTLET;NAME:OUTLET"
    if len(asked) > LONGEST:
        raise UsageError(f"sets of more than {LONGEST} characters", remedy="name fewer outlets")
    found: dict[str, tuple[str, ...]] = {}
    for part in asked.split(";"):
        name, colon, members = part.partition(":")
        outlets = tuple(dict.fromkeys(one.strip() for one in members.split(",") if one.strip()))
        if not part.strip():
            continue
        if not colon or not name.strip() or not outlets:
            raise UsageError(f"{part.strip()[:40]!r} is no set of outlets", remedy=remedy)
        found[name.strip()] = (*found.get(name.strip(), ()), *outlets)
    if len(found) > MOST_SETS:
        raise UsageError(f"more than {MOST_SETS} sets", remedy=remedy)
    return found


def framing(dossier: Dossier, asked: str) -> Framing:
    """The groups that were asked for, with the outlets that are in none of them as one more; each outlet by itself
    where none was asked for, those with most reports first."""
    by_outlet: dict[str, list[str]] = {}
    for report in dict.fromkeys(claim.report for claim in dossier.claims):
        by_outlet.setdefault(source_name(dossier.reports.get(report)), []).append(report)
    sets = parse_sets(asked)
    order = sorted(by_outlet, key=lambda outlet: (-len(by_outlet[outlet]), outlet))
    if not sets:
        sets = {outlet: (outlet,) for outlet in order[:MOST_SETS]}
    folded = {outlet.casefold(): outlet for outlet in order}
    members = {name: [folded.get(one.casefold(), "") for one in outlets] for name, outlets in sets.items()}
    taken = {outlet for found in members.values() for outlet in found}
    rest = [outlet for outlet in order if outlet not in taken]
    if rest:
        members[REST] = [*members.get(REST, []), *rest]
    groups = []
    for name, outlets in members.items():
        here = [outlet for outlet in dict.fromkeys(outlets) if outlet]
        absent = [one for one in sets.get(name, ()) if one.casefold() not in folded]
        reports = [report for outlet in here for report in by_outlet[outlet]]
        groups.append(_group(dossier, name, here, reports, absent))
    event = dossier.event
    return Framing(event.id, event_title(event), when_words(event.when), tuple(order), asked, tuple(groups))


def _group(
    dossier: Dossier, name: str, outlets: Sequence[str], reports: Sequence[str], missing: Iterable[str]
) -> Group:
    own = [claim for claim in dossier.claims if claim.report in set(reports)]
    headlines = [_headline(dossier, report, [c for c in own if c.report == report]) for report in reports]
    left, unnamed = _leaves_out(dossier, {claim.id for claim in own})
    named = sum(bool(one.doer) for one in headlines)
    voices = {kind: sum(one.voice == kind for one in headlines) for kind in ("active", "passive")}
    told = [f"{number} {kind}" for kind, number in voices.items() if number]
    return Group(
        name=name,
        outlets=tuple(outlets),
        headlines=tuple(headlines[:MOST_HEADLINES]),
        more=max(0, len(headlines) - MOST_HEADLINES),
        words=_words(own),
        names_doer=f"{named} of {len(headlines)} name who did it" if headlines else "",
        voices=", ".join(told),
        leaves_out=left if own else (),
        unnamed=unnamed if own else (),
        missing=tuple(missing),
    )


def _headline(dossier: Dossier, id: str, claims: Sequence[Claim]) -> Headline:
    report: Report | None = dossier.reports.get(id)
    title = (report.title or report.file) if report else ""
    doers = (
        who.name for claim in claims for who in claim.actors if who.kind is not ActorKind.GROUP
    )  # a described party ("gunmen") is not named
    first = min(claims, key=lambda claim: (claim.span.start, claim.id))
    return Headline(
        report=id,
        outlet=dossier.source(first),
        pieces=tuple(_loaded(title[:_LONGEST_TITLE])),
        published=when_words(report.published) if report and report.published else "day not known",
        doer=tuple(dict.fromkeys(doers)),
        voice=voice(report.text, first) if report else "",
    )


def _loaded(title: str) -> Iterable[Piece]:
    """The title with the words that take a side marked."""
    at = 0
    for start, end, row in load_loaded_words().said(title):
        if not row.plain:
            yield Piece(title[at:start])
            yield Piece(title[start:end], "trigger")
            at = end
    yield Piece(title[at:])


def _words(claims: Iterable[Claim]) -> tuple[Word, ...]:
    counted: dict[tuple[str, str], set[str]] = {}
    for claim in claims:
        for who in (*claim.actors, *claim.recipients):
            if who.word:
                counted.setdefault((who.word.lower(), who.name), set()).add(claim.id)
    found = [Word(word, of, len(ids)) for (word, of), ids in counted.items()]
    return tuple(sorted(found, key=lambda one: (-one.claims, one.word, one.of)))


def _leaves_out(dossier: Dossier, own: set[str]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Fields that others speak of and these claims do not, with what others say; and the parties only others name."""
    fields: list[tuple[str, str]] = []
    unnamed: list[str] = []
    claimed: Mapping[str, Sequence[object]] = dossier.event.fields
    for name in claimed:
        values = [value for value in dossier.event.fields[name] if value.claims]
        heard = [value for value in values if own.intersection((*value.claims, *value.against))]
        if name in ("actors", "recipients"):
            unnamed += [value.label for value in values if value not in heard]
        if values and not heard and (name in _COUNTS or name not in ("actors", "recipients")):
            said = ", ".join(dict.fromkeys(value_words(name, value) for value in values))
            fields.append((field_label(name), said))
    return tuple(fields), tuple(dict.fromkeys(unnamed))
