"""Claims and reports in one line each, for tables of cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from whimbrel.almanac.almanac import Almanac
from whimbrel.merge import ReportFacts, merge
from whimbrel.merge.copies import sketch
from whimbrel.merge.decided import NOTHING, Decided
from whimbrel.model import (
    ActorKind,
    Claim,
    Count,
    Event,
    Participant,
    PassageKind,
    Place,
    Precision,
    Score,
    Span,
    Speaker,
    Status,
    When,
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LINA = Participant("person:lina-haddad", "Lina Haddad", ActorKind.PERSON, "LBN")
OMAR = Participant("person:omar-said", "Omar Said", ActorKind.PERSON, "PSE")
NOUR = Participant("person:nour-aziz", "Nour Aziz", ActorKind.PERSON, "PSE")
ARMY = Participant("XAA.forces", "the army of Xanadu", ActorKind.FORCES, "XAA", "MIL")
REBELS = Participant("group-of-the-hills", "Hill Front", ActorKind.ARMED_GROUP, "XAA", "REB")
PEOPLE = Participant("group:people", "people", ActorKind.GROUP)
MINISTRY = Participant("XAA.health", "the health ministry", ActorKind.GOVERNMENT, "XAB", "HLH")
RESIDENTS = Participant("group:resident", "residents", ActorKind.GROUP, None, "CVL")
UN = Participant("un", "the United Nations", ActorKind.IGO, None, "IGO")

TYRE = Place("p:tyre", "Tyre", "LBN", 33.27, 35.20, Precision.TOWN)
BEIRUT = Place("p:beirut", "Beirut", "LBN", 33.89, 35.50, Precision.TOWN)
LEBANON = Place("p:lebanon", "Lebanon", "LBN", None, None, Precision.COUNTRY)
SOUTH = Place("p:south", "South Governorate", "LBN", 33.35, 35.35, Precision.PROVINCE)


def on(day: str) -> When:
    """A full date in the text."""
    found = date.fromisoformat(day)
    return When(day, found, found, "stated", text=day, weekday=found.weekday())


def weekday(name: str) -> When:
    """A weekday in a report whose own date is not known."""
    return When(None, None, None, "unresolved", text=name, relative=f"{name} before publication",
                weekday=WEEKDAYS.index(name))  # fmt: skip


def one_of(name: str, *days: str) -> When:
    """A weekday in an undated report of which it is known to be of a few weeks."""
    dates = [date.fromisoformat(day) for day in days]
    return When(f"[{','.join(days)}]", dates[0], dates[-1], "inferred", text=name, weekday=WEEKDAYS.index(name))


def exactly(n: int) -> Count:
    return Count(n, n, str(n))


def at_least(n: int) -> Count:
    return Count(n, None, f"at least {n}")


def claim(
    name: str,
    report: str,
    type: str = "ASSAULT",
    *,
    actors: Iterable[Participant] = (),
    recipients: Iterable[Participant] = (),
    places: Iterable[Place] = (),
    when: When | None = None,
    status: Status = Status.HAPPENED,
    counts: Mapping[str, Count] | None = None,
    text: str = "",
    mode: str = "",
    within: str = "",
    back: bool = False,
    passage: PassageKind = PassageKind.BODY,
    at: int = 0,
    says: str | Speaker = "",
    sure: float = 0.8,
) -> Claim:
    """`at` is where in the report the claim stands."""
    chain = (says if isinstance(says, Speaker) else Speaker(says),) if says else ()
    return Claim(
        id=name, report=report, passage=passage, type=type, mode=mode, contexts=(), actors=tuple(actors),
        recipients=tuple(recipients), places=tuple(places), when=when, status=status,
        says=chain, counts=counts or {}, span=Span(at, at + 9), text=text or name,
        trigger=Span(at, at + 4), confidence=Score(sure), within=within, refers_back=back,
    )  # fmt: skip


def speaker(party: Participant, text: str = "") -> Speaker:
    """A party as one who says so."""
    return Speaker(text or party.name, None, party.id, party.kind, party.country, party.sector)


def report(name: str, published: str | None = None, text: str = "", agency: str = "") -> ReportFacts:
    """A report that came out on a day (or on a day not known)."""
    words = sketch(text or f"only {name} says this " * 3)
    return ReportFacts(name, on(published) if published else None, words, agency)


@cache
def almanac() -> Almanac:
    return Almanac.load()


def events(claims: Iterable[Claim], reports: Iterable[ReportFacts], decided: Decided = NOTHING) -> list[Event]:
    return merge(claims, reports, almanac(), decided)


def grouped(found: Iterable[Event]) -> set[frozenset[str]]:
    """Which claims went together."""
    return {frozenset(event.claims) for event in found}
