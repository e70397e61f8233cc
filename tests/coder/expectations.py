"""What a sentence should be read as, and how far a claim is from it. Tables of cases stand in the `cases_*` modules."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from whimbrel.model import Claim, Participant, Passage, PassageKind, Report, Span, When

NOBODY = "-"
DAY = date(2022, 3, 17)  # a Thursday

ClaimsOf = Callable[..., list[Claim]]


def report_of(text: str, day: date | None = DAY, kind: PassageKind = PassageKind.BODY) -> Report:
    """A report of one passage, published on `day`."""
    published = When(day.isoformat(), day, day, "metadata") if day else None
    return Report("r1", "r1.txt", text, published=published, passages=(Passage(kind, Span(0, len(text))),))


@dataclass(frozen=True)
class Want:
    """One expected claim. Empty fields are not looked at; "-" says that there must be nothing.

    `actors` and `recipients` are ids or parts of names, joined by "; ", each of which must be there; "/" parts
    alternatives, as in `type`, `mode` and `status`. `count` is "killed=3", "killed=12+" (at least) or "killed" (any
    number). `place` and `says` are parts
    of the name and of the outermost speaker's words. `within` is the type of the speech act of which it is the content.
    """

    type: str
    actors: str = ""
    recipients: str = ""
    mode: str = ""
    status: str = "happened"
    count: str = ""
    place: str = ""
    when: str = ""
    says: str = ""
    within: str = ""
    word: str = ""

    @property
    def types(self) -> list[str]:
        return self.type.split("/")

    def misses(self, claim: Claim, all_claims: Sequence[Claim]) -> list[str]:
        """What is wrong with `claim`, by field; empty when it is what was wanted."""
        if claim.type not in self.types:
            return ["type"]
        outer = next((c.type for c in all_claims if c.id == claim.within), "")
        checks = {
            "actors": _parties(self.actors, claim.actors),
            "recipients": _parties(self.recipients, claim.recipients),
            "mode": not self.mode or claim.mode in self.mode.strip("-").split("/"),
            "status": claim.status.value in self.status.split("/"),
            "count": _count(self.count, claim),
            "place": _has(self.place, [p.name for p in claim.places]),
            "when": _has(
                self.when, [claim.when.edtf or f"none: {claim.when.relative}"] if claim.when else [], whole=True
            ),
            "says": _has(self.says, [s.text for s in claim.says[:1]]),
            "within": not self.within or self.within.strip("-") == outer,
            "word": not self.word or any(self.word == p.word for p in (*claim.actors, *claim.recipients)),
        }
        return [name for name, right in checks.items() if not right]


@dataclass(frozen=True)
class Case:
    """A sentence, the claims it holds, how many there may be in all, and types that it must never give."""

    text: str
    wants: tuple[Want, ...]
    at_most: int | None = None
    never: tuple[str, ...] = ()
    fails: str = ""  # the class of error that keeps it from passing today


def case(text: str, *wants: Want, at_most: int | None = None, never: str = "", fails: str = "") -> Case:
    return Case(text, wants, at_most, tuple(never.split()), fails)


def nothing(text: str, fails: str = "") -> Case:
    """A sentence that tells of no event."""
    return Case(text, (), 0, (), fails)


def faults(case: Case, claims: Sequence[Claim]) -> list[str]:
    """Everything in which the claims are not what the case wants, in words."""
    found: list[str] = []
    free = list(claims)
    for want in case.wants:
        ranked = sorted(free, key=lambda claim: len(want.misses(claim, claims)) + 20 * (claim.type not in want.types))
        if not ranked or want.misses(ranked[0], claims):
            missed = want.misses(ranked[0], claims) if ranked and ranked[0].type in want.types else []
            found.append(f"no {show_want(want)}" + (f": wrong {', '.join(missed)}" if missed else ""))
        if ranked and ranked[0].type in want.types:
            free.remove(ranked[0])
    if case.at_most is not None and len(claims) > case.at_most:
        found.append(f"{len(claims)} claims, not {case.at_most}")
    found += [f"a claim of {kind}" for kind in case.never if any(claim.type == kind for claim in claims)]
    return found


def show_want(want: Want) -> str:
    rest = [f"{f.name}={value}" for f in fields(want)[1:] if (value := getattr(want, f.name))]
    return f"{want.type}({' '.join(rest)})"


def show(claim: Claim) -> str:
    """A claim in one line, for messages."""
    parts = [
        f"{claim.type}{' ' + claim.mode if claim.mode else ''} {claim.status.value}",
        f"[{', '.join(p.id for p in claim.actors)}]→[{', '.join(p.id for p in claim.recipients)}]",
        *(f"{name}={count.low}..{count.high}" for name, count in claim.counts.items()),
        *(f"@{place.name}" for place in claim.places),
        *([f"on {claim.when.edtf or claim.when.relative}"] if claim.when else []),
        *(f"says {speaker.text}" for speaker in claim.says),
        *(["within"] if claim.within else []),
    ]
    return " ".join(parts)


def _parties(wanted: str, got: Sequence[Participant]) -> bool:
    if not wanted:
        return True
    if wanted == NOBODY:
        return not got
    return all(any(_is(name, p) for name in item.split("/") for p in got) for item in wanted.split("; "))


def _is(name: str, party: Participant) -> bool:
    """By id, by the country of a state's body ("KEN" is also Kenya's government), or by part of the name."""
    if name.isupper() and len(name) == 3:
        return party.id == name or party.id.startswith(f"{name}.")
    return name == party.id or plain(name) in plain(party.name)


def _has(wanted: str, got: Iterable[str], whole: bool = False) -> bool:
    got = list(got)
    if not wanted:
        return True
    if wanted == NOBODY:
        return not got
    if whole:
        return wanted in got
    return any(plain(part) in plain(item) for part in wanted.split("/") for item in got)


def plain(text: str) -> str:
    """Lower case without accents and apostrophes."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in letters if not unicodedata.combining(char) and char not in "'’‘`")


def _count(wanted: str, claim: Claim) -> bool:
    if not wanted:
        return True
    if wanted == NOBODY:
        return not claim.counts
    name, _, number = wanted.partition("=")
    count = claim.counts.get(name)
    if count is None or not number:
        return count is not None
    if number.endswith("+"):
        return (count.low, count.high) == (int(number[:-1]), None)
    return (count.low, count.high) == (int(number), int(number))
