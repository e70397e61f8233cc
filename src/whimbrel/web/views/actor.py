"""The page of one actor, and the lines of their listing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from whimbrel.almanac import Almanac
from whimbrel.almanac.sounds import script_of
from whimbrel.browsing import Ranked
from whimbrel.chronicle import ActorEntry
from whimbrel.chronicle.parties import Face, Portrait
from whimbrel.chronicle.words import OutletWord
from whimbrel.export.countries import country_name
from whimbrel.looking import Office, offices
from whimbrel.model import Actor, ActorKind
from whimbrel.web.rows import Day
from whimbrel.web.views.company import Network
from whimbrel.web.views.roles import Roles, roles

MOST_NAMES = 40
MOST_SPELLINGS = 20
MOST_OUTLETS = 20
KINDS = tuple(str(kind) for kind in ActorKind)


@dataclass(frozen=True, slots=True)
class Line:
    """One who takes part, in the listing."""

    id: str
    name: str
    about: str  # kind and country
    events: int


@dataclass(frozen=True, slots=True)
class NameLine:
    text: str
    language: str
    script: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Similar:
    """One with a like name, by which of its names, and how far."""

    id: str
    name: str
    about: str
    written: str
    score: str
    events: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    id: str
    name: str
    kind: str
    about: str
    known: bool
    events: int
    names: tuple[NameLine, ...]
    more_names: int
    spellings: tuple[tuple[str, int], ...]
    titles: tuple[tuple[str, int], ...]
    looked: int  # mentions that spellings and titles were counted in
    mentions: int
    words: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]  # outlet, its words with claims
    words_later: bool  # they are many, and looked up when asked for
    roles: Roles | None
    offices: tuple[Office, ...]
    parents: tuple[tuple[str, str], ...]
    days: tuple[Day, ...]
    network: Network


def line(row: Ranked, face: Face | None) -> Line:
    return Line(row.id, row.name, about(face), row.events)


def about(face: Face | None) -> str:
    """What somebody is, in a few words."""
    if face is None:
        return ""
    country = country_name(face.country)
    return f"{face.kind}, {country}" if country else str(face.kind)


def actor_page(
    row: Ranked,
    face: Face | None,
    actor: Actor | None,
    almanac: Almanac,
    seen: Portrait,
    mentions: int,
    words: Sequence[OutletWord] | None,
    days: Sequence[Day],
    network: Network,
    until: date,
) -> ActorPage:
    """What the page shows; `words` is None where they are to be asked for, `until` the day that the chronicle ends."""
    held = offices(actor, almanac) if actor else ()
    names = actor.names if actor else ()
    bodies = ((id, almanac.actor(id)) for id in (actor.parents if actor else ()))
    return ActorPage(
        id=row.id,
        name=actor.name if actor else row.name,
        kind=str(face.kind) if face else "",
        about=about(face),
        known=actor is not None,
        events=row.events,
        names=tuple(
            NameLine(name.text, name.lang, script_of(name.text), name.kind, actor.source if actor else "")
            for name in names[:MOST_NAMES]
        ),
        more_names=max(0, len(names) - MOST_NAMES),
        spellings=seen.spellings[:MOST_SPELLINGS],
        titles=seen.titles[:MOST_SPELLINGS],
        looked=seen.looked,
        mentions=mentions,
        words=by_outlet(words or ()),
        words_later=words is None,
        roles=roles(held, until),
        offices=held,
        parents=tuple((id, body.name if body else id) for id, body in bodies),
        days=tuple(days),
        network=network,
    )


def by_outlet(words: Sequence[OutletWord]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """What each outlet calls somebody; those with most claims first, only so many outlets."""
    told = [
        (outlet, tuple((word.word, word.claims) for word in found))
        for outlet, found in groupby(words, key=lambda word: word.outlet)
    ]
    told.sort(key=lambda item: (-sum(claims for _, claims in item[1]), item[0]))
    return tuple(told[:MOST_OUTLETS])


def entry(row: Ranked, face: Face | None, seen: Portrait, words: Sequence[OutletWord]) -> ActorEntry:
    """The same as the command line's record is made from."""
    kind = face.kind if face else ActorKind.GROUP
    return ActorEntry(
        row.id, row.name, kind, (face.country if face else "") or None, face.sector if face else "", seen.claims,
        seen.reports, row.events, seen.spellings, seen.titles, tuple(words),
    )  # fmt: skip
