"""What the almanac answers with."""

from __future__ import annotations

from dataclasses import dataclass

from whimbrel.model import Actor, ActorKind, Score


@dataclass(frozen=True, slots=True)
class Match:
    """An actor that a name may stand for. `name` is the almanac's own spelling that fitted best.

    `score.value`: 1 is the very name; .8 and more the same name in another spelling; .5 to .8 a reference that the
    context must confirm (a surname, a short form), named in the parts.
    """

    actor: Actor
    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in running text at [start, end). More than one id means that the name is shared.

    `kind` is the kind of name found: full, short, acronym, alias, loaded, body (composed: "Israeli army") or people
    ("Palestinians").
    """

    start: int
    end: int
    text: str
    ids: tuple[str, ...]
    kind: str = "full"


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun for people or bodies that act in the news.

    `body` names the state body that such people act for ("forces", "police", "court"), empty when they act for
    themselves; `member` tells whether "X fighters" are X itself; `loaded` marks a word that takes a side.
    """

    lemma: str
    plural: str
    kind: ActorKind
    sector: str
    body: str = ""
    member: bool = False
    loaded: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """An office, rank or form of address. `canonical` is the form that equal titles share.

    `body` is the kind of body it belongs to: a body suffix ("government", "forces", …), "state", "group", "body",
    "faith", "company", or empty for a form of address. `rank`: 1 head of state, 2 head of government or of a group,
    3 minister or deputy head, 4 other office, 5 spokesperson or staff, 9 form of address. `tense` is former, acting,
    designate or empty. `of` is the actor whose office it is when the words say so ("Hamas leader", "CIA director").
    """

    text: str
    canonical: str
    body: str
    rank: int
    sector: str
    tense: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A state, territory, sub-state nation or people. `country`: its alpha-3 code, None for a people of many states."""

    id: str
    kind: str
    country: str | None
    alpha2: str
    name: str
    official: str
    adjectives: tuple[str, ...]
    capital: str
