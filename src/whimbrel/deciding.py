"""From what a person asks to a decision about actors: what cannot be is refused here, before it is stored."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from getpass import getuser

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.name_alignment import SAME
from whimbrel.almanac.names import same_name
from whimbrel.almanac.sectors import SECTORS
from whimbrel.almanac.table import parse_role
from whimbrel.chronicle import Chronicle, Decision, Head
from whimbrel.chronicle.actors import nearest, no_actor
from whimbrel.chronicle.clock import utc_now
from whimbrel.chronicle.decisions import OWN
from whimbrel.chronicle.filters import fold
from whimbrel.chronicle.identity import in_force
from whimbrel.errors import DataError, UsageError
from whimbrel.model import ActorKind

LOCAL = "local:"
MOST_NAMES = 12  # spellings that a promoted actor takes along
LONGEST = 200
_JOINERS = "\u200c\u200d"


def merge(chronicle: Chronicle, almanac: Almanac, keep: str, others: Sequence[str]) -> list[Decision]:
    """Decisions by which each of `others` is the actor `keep`. Raises UsageError for what cannot be one."""
    head = known_actor(chronicle, almanac, keep)
    found: list[Decision] = []
    for other in dict.fromkeys(others):
        one = known_actor(chronicle, almanac, other)
        if one.id == head.id:
            same = "an actor cannot be merged with itself" if other == keep else f"{other} is {head.id} already"
            raise UsageError(same, remedy="name two actors; `whimbrel decisions` lists what was merged")
        if (one.kind is ActorKind.PERSON) is not (head.kind is ActorKind.PERSON):
            raise UsageError(
                f"{one.name} is a {one.kind} and {head.name} a {head.kind}", remedy="a person and a body stay two"
            )
        found.append(Decision("", "merge", head.id, (one.id,), head))
    return found


def split(chronicle: Chronicle, almanac: Almanac, id: str, spellings: Sequence[str]) -> Decision:
    """The decision by which an actor loses these spellings to one of their own.

    What was merged goes back to who it was read as. Raises UsageError for a spelling that the actor does not have, and
    where none would be left.
    """
    head = known_actor(chronicle, almanac, id)
    mentions = chronicle.mentions(head.id)
    wanted = {fold(text): text for text in spellings if fold(text)}
    written = {fold(text) for who in mentions for text in (who.text, who.name)}
    lacking = [text for key, text in wanted.items() if key not in written]
    if lacking or not wanted:
        few = "; ".join(dict.fromkeys(who.text or who.name for who in mentions))[:300]
        said = f"{head.id} is not written {lacking[0][:100]!r}" if lacking else "no spelling is given"
        raise UsageError(said, remedy=f"its spellings: {few}" if few else "it is in no report")
    lost = [who for who in mentions if wanted.keys() & {fold(who.text), fold(who.name)}]
    if len(lost) == len(mentions):
        raise UsageError(f"nothing of {head.id} would be left", remedy="leave it one of its spellings")
    first = lost[0]
    read_as = {who.id for who in lost}
    name = first.name if first.id != head.id else first.text or first.name
    if len(read_as) == 1 and head.id not in read_as:
        new = Head(first.id, name, first.kind, first.country, first.sector)
    else:
        side = "person" if head.kind is ActorKind.PERSON else "group"
        new = Head(_free(chronicle, almanac, f"{LOCAL}{side}:{_slug(name)}"), name, head.kind)
    return Decision("", "split", head.id, tuple(wanted.values()), new)


def promote(
    chronicle: Chronicle,
    almanac: Almanac,
    id: str,
    *,
    name: str = "",
    country: str = "",
    sector: str = "",
    kind: str = "",
    roles: Sequence[str] = (),
) -> Decision:
    """The decision by which one whom no almanac knows gets a row in the chronicle's own. Raises UsageError."""
    unknown = known_actor(chronicle, almanac, id)
    if not unknown.id.startswith(LOCAL):
        raise UsageError(f"{unknown.id} is known already", remedy="only ids that begin with local: can be promoted")
    label = _name(name or unknown.name)
    sort = _kind(kind) if kind else unknown.kind
    if (sort is ActorKind.PERSON) is not (unknown.kind is ActorKind.PERSON):
        raise UsageError(f"{unknown.id} is a {unknown.kind}, no {sort}", remedy="leave --kind out")
    for match in almanac.match(label, kinds=frozenset({sort})):
        if match.score.value == 1:
            remedy = f"merge it: `whimbrel merge-actors {match.actor.id} {unknown.id}`; or give a --name of its own"
            raise UsageError(f"{label} is in the almanac", remedy=remedy)
    where = _country(country, almanac) if country else unknown.country or ""
    what = sector.upper() if sector else unknown.sector
    if what and what not in SECTORS:
        raise UsageError(f"there is no sector {sector!r}", remedy=f"one of {', '.join(sorted(SECTORS))}")
    offices = [_role(role, almanac) for role in roles]
    if offices and sort is not ActorKind.PERSON:
        raise UsageError(f"a {sort} holds no office", remedy="leave --role out")
    new = Head(_free(chronicle, almanac, f"{OWN}{_slug(label)}"), label, sort, where or None, what)
    row = {"id": new.id, "name": label, "country": where, "names": _names(chronicle, unknown.id, label)}
    if sort is ActorKind.PERSON:
        row |= {"roles": " | ".join(offices)}
    else:
        row |= {"kind": str(sort), "sector": what, "parents": ""}
    return Decision("", "promote", unknown.id, (), new, {**row, "source": "this chronicle"})


def undo(chronicle: Chronicle, id: str = "") -> Decision:
    """The undoing of a decision, named by its id or the beginning of it; without one of the last in force."""
    made = chronicle.decisions()
    if not id:
        last = in_force(made)
        if not last:
            raise UsageError("there is nothing to undo", remedy="`whimbrel decisions` lists what was decided")
        return Decision("", "undo", last[-1].id)
    fitting = [one.id for one in made if one.id == id] or [one.id for one in made if one.id.startswith(id)]
    if len(fitting) > 1:
        raise UsageError(f"{id!r} fits more than one decision", remedy=f"give more of the id: {', '.join(fitting[:3])}")
    if not fitting:
        raise UsageError(f"there is no decision {id[:100]!r}", remedy="`whimbrel decisions` lists them")
    return Decision("", "undo", fitting[0])


def signed(decisions: Sequence[Decision], who: str = "", note: str = "") -> list[Decision]:
    """The same decisions with who made them, when, and why."""
    at = utc_now()
    by, why = _plain(who or _user()), _plain(note)
    return [replace(one, who=by, at=at, note=why) for one in decisions]


def known_actor(chronicle: Chronicle, almanac: Almanac, id: str) -> Head:
    """Who has this id, or alone in the chronicle begins with it, as decisions stand. Raises UsageError."""
    now = chronicle.identities()
    id = now.of(id)
    head = now.heads.get(id)
    actor = None if head else almanac.actor(id)
    if actor is not None:
        return Head(id, actor.name, actor.kind, actor.country, almanac.sector_on(id))
    head = head or chronicle.party(id)
    if head is None:
        listed = [entry.id for entry in chronicle.actors(words=False)]
        raise no_actor(id, nearest(id, [*listed, *almanac.ids()]))
    return head


def _names(chronicle: Chronicle, id: str, label: str) -> str:
    """The spellings of the whole name, as a cell of the almanac; a surname alone is left to each report."""
    written = Counter(text for who in chronicle.mentions(id) for text in (who.text, who.name))
    kept = [
        text
        for text, _ in sorted(written.items(), key=lambda item: (-item[1], item[0]))
        if text != label and " " in text and not set("|:") & set(text) and _is_plain(text)
        and same_name(label, text).value >= SAME
    ]  # fmt: skip
    return " | ".join(kept[:MOST_NAMES])


def _name(text: str) -> str:
    label = " ".join(text.split())
    running = label == label.lower() != label.upper()  # "the" would be found in every sentence
    if running or not name_key(label) or len(label) > LONGEST or "|" in label or not _is_plain(label):
        raise UsageError(
            f"{label[:60]!r} cannot be a name",
            remedy=f"give --name, of at most {LONGEST} characters, with a capital, without | and controls",
        )
    return label


def _kind(text: str) -> ActorKind:
    if text not in set(ActorKind) - {ActorKind.STATE, ActorKind.PEOPLE, ActorKind.GROUP}:
        named = ", ".join(k for k in ActorKind if k not in (ActorKind.STATE, ActorKind.PEOPLE, ActorKind.GROUP))
        raise UsageError(f"there is no kind {text[:60]!r}", remedy=f"one of {named}")
    return ActorKind(text)


def _country(text: str, almanac: Almanac) -> str:
    state = almanac.actor(text.upper())
    code = state.country or state.id if state and state.kind is ActorKind.STATE else almanac.country(text)
    if not code:
        raise UsageError(f"there is no country {text[:60]!r}", remedy="give its name or ISO 3166-1 alpha-3 code")
    return code


def _role(text: str, almanac: Almanac) -> str:
    try:
        role = parse_role(text, "--role")
    except DataError as error:
        raise UsageError(f"--role: {error.message}", remedy=error.remedy) from error
    if "|" in text or not _is_plain(text):
        raise UsageError(f"{text[:60]!r} is not a role", remedy="write it without | and controls")
    if almanac.actor(role.of) is None:
        remedy = f"nearest: {', '.join(nearest(role.of, almanac.ids()))}"
        raise UsageError(f"--role: there is no body {role.of[:60]!r}", remedy=remedy)
    return text.strip()


def _free(chronicle: Chronicle, almanac: Almanac, wanted: str) -> str:
    """`wanted`, or with a number where somebody has it or once had it."""
    had = {one.head.id for one in chronicle.decisions() if one.head}
    id, number = wanted, 1
    while id in had or chronicle.party(id, exact=True) or almanac.actor(id):
        number += 1
        id = f"{wanted}-{number}"
    return id


def _slug(name: str) -> str:
    return name_key(name).replace(" ", "-")[:80] or "unnamed"


def _is_plain(text: str) -> bool:
    return all(unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs"} or c in _JOINERS for c in text)


def _plain(text: str) -> str:
    return "".join(c for c in " ".join(text.split()) if _is_plain(c))[:500]


def _user() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # a user without a name
        return ""
