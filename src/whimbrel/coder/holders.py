"""Who is meant by an office without a name: by the almanac's roles on the day that counts, or by the report, which gave
somebody that office before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.offices import held, in_office, is_head
from whimbrel.almanac.records import Title
from whimbrel.coder.beside import offices_beside, role_words_beside
from whimbrel.coder.choosing import MOST, clear, ranked, unsure
from whimbrel.coder.links import Link, participant
from whimbrel.coder.setting import token_at
from whimbrel.coder.times import resolve
from whimbrel.coder.tree import Tree
from whimbrel.model import Actor, ActorKind, Candidate, Participant, Span

if TYPE_CHECKING:
    from whimbrel.coder.parties import Cast

HEAD = 2  # rank down to which the almanac knows all holders, so that an only one is the one
SOON = timedelta(days=150)  # a designate takes office within this; who waits longer may never do
JUST = timedelta(days=30)  # or has just done so
NEAR = 1500  # code points back in which an office is first looked for
LATER = 0.05  # of the part "role", taken off for each who left the office later
Days = tuple[date, date]
Fits = Mapping[str, tuple[Actor, float]]  # by id: the actor, and how well the role fits


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in the office asked for."""

    actor: Actor
    start: date
    end: date


def holders(
    cast: Cast, tree: Tree, i: int, title: Title, forms: Sequence[str], owner: Participant
) -> list[Participant]:
    """Whoever the office headed by token `i` stands for: one, one that is unsure, or nobody. `forms` are its titles,
    the fullest first, at the body `owner`."""
    told = _told(cast, tree, i, anywhere=_tense(title) == "then")
    for form in forms:
        found = _fitting(cast, _base(form), owner.id, _tense(title), told)
        if found:
            span = Span(tree.tokens[i].start, tree.tokens[i].end)
            candidates = _weighed(cast, span.start, found)
            if not _enough(title, candidates, found, told):
                return []
            party = _one(candidates, found, title.text, span)
            sector = party.sector or title.sector or cast.almanac.sector_on(party.id, cast.on)
            return [replace(party, title=form, country=party.country or owner.country, sector=sector)]
    return []


def terms(almanac: Almanac, title: str, of: str) -> list[Term]:
    """All times that anybody spent in that office of the body, whatever form of the title they held it under; for
    "leader" or "chief", where nobody is called so, of those who led it under another title."""
    asked = almanac.title(title)
    wanted = asked.canonical if asked is not None else title.lower()
    state = of.partition(".")[0]
    found = []
    for actor in almanac.holders(title, of):
        own = [role for role in actor.roles if role.of in {of, state} or role.of.partition(".")[0] == of]
        exact = [role for role in own if (known := almanac.title(role.title)) and known.canonical == wanted]
        heads = [role for role in own if is_head(role.title)] if wanted == "leader" else []
        found += [Term(actor, role.start or date.min, role.end or date.max) for role in exact or heads]
    return found


def _base(form: str) -> str:
    """ "prime minister-designate" -> "prime minister"."""
    words = form.replace("-", " ").split()
    while len(words) > 1 and words[-1].lower() in {"designate", "elect"}:
        words.pop()
    return " ".join(words)


def _tense(title: Title) -> str:
    if title.text.lower().startswith("then"):
        return "then"
    return "designate" if title.canonical.endswith("-designate") else title.tense


def _fitting(cast: Cast, form: str, of: str, tense: str, told: Days | None) -> Fits:
    """Those of the office's holders whom its words may mean."""
    on = cast.on
    if tense == "former" or (tense == "then" and told is None):
        return _past(terms(cast.almanac, form, of), on)
    if tense == "designate":
        return _coming(terms(cast.almanac, form, of), on) if on is not None else {}
    if on is None and tense != "then":
        return {}
    days = told or ((on, on) if on is not None else ())
    return {actor.id: (actor, 1.0) for day in days for actor in cast.almanac.holders(form, of, day)}


def _past(found: list[Term], on: date | None) -> Fits:
    """Those who held the office before the day and do not hold it then, the last to leave first."""
    day = on or date.max
    now = {term.actor.id for term in found if term.start <= day <= term.end} if on is not None else set()
    left = [term for term in found if term.actor.id not in now and term.end < day]
    left.sort(key=lambda term: (term.end, term.actor.id), reverse=True)
    ids = list(dict.fromkeys(term.actor.id for term in left))
    return {term.actor.id: (term.actor, max(0.5, 1 - LATER * ids.index(term.actor.id))) for term in left}


def _coming(found: list[Term], on: date) -> Fits:
    """Whoever takes office next, or has just taken it."""
    ahead = [term for term in found if on < term.start <= on + SOON]
    just = [term for term in found if on - JUST <= term.start <= on]
    first = min((term.start for term in ahead), default=None) or max((term.start for term in just), default=None)
    return {term.actor.id: (term.actor, 1.0) for term in (*ahead, *just) if term.start == first}


def _told(cast: Cast, tree: Tree, i: int, *, anywhere: bool) -> Days | None:
    """The past days that the office's own clause tells of (or the sentence, `anywhere`), if it tells of one time."""
    if cast.timeline is None:
        return None
    span = tree.sentence.span
    found: list[Days] = []
    for expression in cast.timeline.within(span.start, span.end):
        at = token_at(tree, expression.span.start)
        if expression.kind not in {"date", "time"} or at is None:
            continue
        when = resolve(expression, cast.timeline.anchor, "past")
        own = anywhere or _clause(tree, at) == _clause(tree, i)
        if own and when.earliest is not None and when.latest is not None:
            found.append((when.earliest, when.latest))
    if len(found) != 1 or (cast.on is not None and found[0][0] > cast.on):
        return None
    return found[0]


def _clause(tree: Tree, i: int) -> int:
    """The verb or root under which a token stands."""
    return next((j for j in (i, *tree.ancestors(i)) if tree.is_verbal(j) or tree.tokens[j].head == j), i)


def _weighed(cast: Cast, at: int, found: Fits) -> tuple[Candidate, ...]:
    told = _told_of(cast.names.before(at), set(found))
    whole = sum(told.values()) or 1
    return ranked((id, actor.name, {"role": role, "told of": told[id] / whole}) for id, (actor, role) in found.items())


def _enough(title: Title, candidates: Sequence[Candidate], found: Fits, told: Days | None) -> bool:
    """Whether these are surely all: no more than can be listed, and of a past office not the only one known of many.
    Whoever the report named is meant in any case."""
    if "told of" in candidates[0].parts:
        return True
    alone = len(found) == 1 and told is None and _tense(title) in {"former", "then"} and title.rank > HEAD
    return len(found) <= MOST and not alone


def _told_of(links: Iterable[Link], ids: set[str]) -> Counter[str]:
    return Counter(link.party.id for link in links if link.party is not None and link.party.id in ids)


def _one(candidates: tuple[Candidate, ...], found: Fits, text: str, span: Span) -> Participant:
    best = clear(candidates)
    if best is None:
        return unsure(candidates, [found[one.id][0] for one in candidates], text, span)
    held = participant(found[best.id][0], text, span)
    return replace(held, candidates=candidates if len(candidates) > 1 else ())


# offices that the report gave -------------------------------------------------------------------------------------


def recalled(cast: Cast, tree: Tree, i: int, words: str) -> list[Participant]:
    """The person whom the report gave this office or description before, else one it named who holds the office on
    its day: "the president", "the activist". One that is unsure where there are several."""
    at = tree.tokens[i].start
    links = [link for link in cast.names.before(at) if link.end <= at and _is_person(link)]
    for reach in (NEAR, at):
        near = [link for link in links if link.start >= at - reach]
        for fits in (_bears, _holds):
            ids = {link.party.id: link.party for link in near if link.party is not None and fits(cast, link, words)}
            if ids:
                return [_recalled_one(near, ids, words, Span(at, tree.tokens[i].end))]
    return []


def _is_person(link: Link) -> bool:
    return link.party is not None and link.party.kind is ActorKind.PERSON


def _recalled_one(links: Sequence[Link], ids: dict[str, Participant], words: str, span: Span) -> Participant:
    if len(ids) == 1:
        return replace(next(iter(ids.values())), text=words, span=span, word="")
    told = _told_of(links, set(ids))
    candidates = ranked((id, p.name, {"title": 1.0, "told of": told[id] / sum(told.values())}) for id, p in ids.items())
    actors = {p.id: (Actor(p.id, p.name, p.kind, p.country, p.sector), 1.0) for p in ids.values()}
    return _one(candidates, actors, words, span)


def _bears(cast: Cast, link: Link, words: str) -> bool:
    """Whether the report gives the person this office or description beside the name."""
    asked = cast.almanac.title(words)
    if asked is None:
        return words.lower() in role_words_beside(cast.names.text, link.start, link.end)
    given = offices_beside(cast.names.text, link.start, link.end, cast.almanac)
    return any(office == asked.canonical or office.endswith(f" {asked.canonical}") for office in given)


def _holds(cast: Cast, link: Link, words: str) -> bool:
    """Whether the person is known to hold this office on the report's day."""
    asked = cast.almanac.title(words)
    actor = cast.almanac.actor(link.party.id) if link.party is not None else None
    if asked is None or actor is None or cast.on is None or asked.rank > HEAD or asked.tense == "former":
        return False
    on = cast.on
    return held(replace(actor, roles=tuple(role for role in actor.roles if in_office(role, on))), asked.canonical)
