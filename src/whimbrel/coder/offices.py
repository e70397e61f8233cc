"""Nominals without a name: an office ("the Kenyan president"), a role ("Kenyan police"), a description ("gunmen")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whimbrel.almanac.fold import name_key
from whimbrel.almanac.loaded import load_loaded_words
from whimbrel.almanac.records import RoleNoun
from whimbrel.coder.holders import holders, recalled
from whimbrel.coder.links import participant
from whimbrel.coder.nominals import hangs_on, is_definite, nominal_span, plain_label, stands_with
from whimbrel.coder.reference import BODY_NOUNS
from whimbrel.coder.speakers import text_between
from whimbrel.coder.tree import Tree
from whimbrel.model import ActorKind, Participant, Place, Precision

if TYPE_CHECKING:
    from whimbrel.coder.parties import Cast

OF_PEOPLE = frozenset({ActorKind.STATE, ActorKind.PEOPLE})
REGIONS = frozenset({"North", "South", "East", "West", "Central"})
PLACING = frozenset("in from at of near throughout around across inside outside".split())
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
CHIEFS = frozenset({"leader", "chief", "head"})


def by_title(cast: Cast, tree: Tree, i: int) -> list[Participant]:
    """An office without its holder's name: whoever held it on the report's day, if that is known and one."""
    if tree.tokens[i].tag in PLURAL_TAGS:
        return []
    words = _title_words(cast, tree, i)
    title = cast.almanac.title(words) if words else None
    if title is None or title.rank > 4:
        return []
    span = nominal_span(tree, i)
    owners = cast.owners(tree, i, 1)
    bodies = [p for p in owners if p.kind is not ActorKind.PERSON]
    indefinite = any(tree.lemma(j) in {"a", "an"} for j in tree.children(i, "det"))
    for owner in bodies if not indefinite else ():
        found = holders(cast, tree, i, title, _full_titles(cast, tree, i, words), owner)
        if found:
            return [replace(party, text=words, span=span) for party in found]
    if not owners and is_definite(tree, i) and (back := recalled(cast, tree, i, words)):
        return back
    if bodies and title.sector == "GOV" and bodies[0].kind is ActorKind.STATE:
        government = cast.almanac.actor(f"{bodies[0].id}.government")
        if government is not None:
            return [replace(participant(government, words, span), title=words)]
    if bodies and title.sector and bodies[0].kind is ActorKind.STATE:  # "a Kenyan judge" is not Kenya
        composed = cast.almanac.compose(bodies[0].name, words)
        if composed is not None and composed.country == bodies[0].country:
            return [replace(composed, title=words, span=span, text=words)]
    return [replace(bodies[0], title=words, span=span, text=words)] if bodies else []


def _title_words(cast: Cast, tree: Tree, i: int) -> str:
    """The title that a nominal may be: head with its plain modifiers, and "of the political bureau" behind it."""
    parts = []
    for j in tree.subtree(i, clauses=False):
        token = tree.tokens[j]
        if token.dep in {"det", "punct", "nmod:poss", "appos", "cc", "conj", "case"} and j != i:
            continue
        if cast.link_at(tree, j) is None and cast.almanac.demonym(token.text) is None:
            parts.append(token)
    run = [token for token in parts if token.i <= i]
    return text_between(run)


def _full_titles(cast: Cast, tree: Tree, i: int, words: str) -> list[str]:
    """The title with what stands behind it, longest first: "deputy head of the political bureau", "deputy head"."""
    found = []
    for j in tree.subtree(i, clauses=False):
        if j > i and tree.tokens[j].dep.startswith(("nmod", "appos")) and cast.link_at(tree, j) is None:
            before = [k for k in tree.children(j, "amod", "compound") if cast.link_at(tree, k) is None]
            phrase = " ".join(tree.tokens[k].text for k in (*before, j) if k <= j)
            found.append(f"{words} of the {phrase}")
    return [*found, words]


def by_role(cast: Cast, tree: Tree, i: int, depth: int) -> list[Participant]:
    """A role that a nominal names: members and bodies of what they belong to, else a description."""
    role, phrase = _role(cast, tree, i)
    if role is None:
        return []
    owners = cast.owners(tree, i, depth + 1)
    bodies = [p for p in owners if p.kind is not ActorKind.PERSON]
    text = tree.tokens[i].text
    word = phrase if role.loaded else ""
    members = [p for p in bodies if p.kind not in {ActorKind.STATE, ActorKind.PEOPLE}]
    if tree.lemma(i) in BODY_NOUNS and members and stands_with(tree, i, members[0]):
        return [replace(members[0], word=word or members[0].word)]
    if role.member and members:
        span = nominal_span(tree, i)
        return [replace(p, title=p.title or text, text=text, span=span, word=word or p.word) for p in members]
    states = [p for p in bodies if p.kind in {ActorKind.STATE, ActorKind.PEOPLE} and p.country]
    if (
        states and (role.sector == "GOV" or tree.lemma(i) in CHIEFS) and not role.body
    ):  # "the leaders of Mali and Niger"
        own = [p for p in states if hangs_on(tree, i, p)]
        governments = [cast.almanac.actor(f"{p.id}.government") for p in own]
        found = [replace(participant(actor, text, nominal_span(tree, i)), title=text) for actor in governments if actor]
        if found:
            return found
    if role.body and states:
        return [_state_body(cast, tree, i, p, role) for p in states]
    if role.body and (seat := _seat(cast, tree, i)) is not None:
        national = cast.almanac.actor(f"{seat.country}.{role.body}") if cast.almanac.metonym(seat.name) else None
        if national is not None:  # "the Kyiv government"
            return [participant(national, text, nominal_span(tree, i))]
        return [_local_body(tree, i, role, seat)]
    back = cast.discourse.resolve(tree, i) if tree.lemma(i) in BODY_NOUNS and not owners else []
    if not owners and tree.tokens[i].tag == "NN" and not role.loaded and is_definite(tree, i):
        back = back or recalled(cast, tree, i, text)
    return back or [described(cast, tree, i, role, text, states or bodies)]


def _role(cast: Cast, tree: Tree, i: int) -> tuple[RoleNoun | None, str]:
    """The role noun with as many of the words right before it as belong to it ("rights group"), and its words."""
    first = i
    while first > 0 and tree.tokens[first - 1].dep in {"amod", "compound"} and i - first < 3:
        first -= 1
    for start in range(first, i + 1):
        before = text_between(list(tree.tokens[start:i]))
        for head in (tree.lemma(i), tree.tokens[i].text.lower()):
            role = cast.almanac.role_noun(f"{before} {head}".strip())
            if role is not None:
                return role, f"{before} {tree.tokens[i].text}".strip()
    return None, ""


def _state_body(cast: Cast, tree: Tree, i: int, state: Participant, role: RoleNoun) -> Participant:
    text, span = tree.tokens[i].text, nominal_span(tree, i)
    actor = cast.almanac.actor(f"{state.id}.{role.body}") or cast.almanac.actor(f"{state.country}.{role.body}")
    return participant(actor, text, span) if actor else described(cast, tree, i, role, text, [state])


def _seat(cast: Cast, tree: Tree, i: int) -> Place | None:
    """The town or province whose body this is: "the Texas government", "Kano state police"."""
    before = [j for j in tree.children(i, "compound", "amod", "nmod:poss") if j < i]
    named = [*before, *(k for j in before for k in tree.children(j, "compound"))]
    places = (cast.places.get(tree.tokens[j].start) for j in named)
    return next((place for place in places if place is not None and place.precision is not Precision.COUNTRY), None)


def _local_body(tree: Tree, i: int, role: RoleNoun, seat: Place) -> Participant:
    span = nominal_span(tree, i)
    parts = ("group", name_key(role.lemma).replace(" ", "-"), seat.country or "", seat.id.rpartition(":")[2])
    label = f"{seat.name} {role.lemma}"
    identity = ":".join(part for part in parts if part)
    return Participant(identity, label, role.kind, seat.country, role.sector, "", tree.tokens[i].text, span)


def described(
    cast: Cast, tree: Tree, i: int, role: RoleNoun | None, text: str, owners: list[Participant]
) -> Participant:
    """A party without a name: "protesters in Lagos", "gunmen", "three people"."""
    plain = cast.almanac.role_noun(tree.lemma(i)) or role  # one id for "activists" and "opposition activists"
    label, kind = plain_label(tree, i, text), role.kind if role else ActorKind.GROUP
    if role and role.loaded:
        several = tree.tokens[i].tag in PLURAL_TAGS or name_key(text) == name_key(role.plural)
        label, plain = _neutral(cast, role, several=several)
        kind = plain.kind if plain else kind
    lemma = plain.lemma if role and plain else "people"
    kind = kind if kind in {ActorKind.ARMED_GROUP, ActorKind.PEOPLE} else ActorKind.GROUP
    country = next((p.country for p in owners if p.country), None)
    near = owners[0].name if owners else ""
    adjective = owners[0].text if owners and owners[0].text == load_loaded_words().neutral(owners[0].text) else near
    if owners and near.lower() not in label.lower() and adjective.lower() not in label.lower():
        label = " ".join(part for part in label.split() if part not in near.split()) or label
        label = _of_people(label, adjective, text) if owners[0].kind in OF_PEOPLE else f"{label} ({near})"
    identity = ":".join(part for part in ("group", name_key(lemma).replace(" ", "-"), country or "") if part)
    sector = role.sector if role else "CVL"
    word = _role(cast, tree, i)[1] if role and role.loaded else ""
    home = country or _home(cast, tree, i)  # the id tells only whose they are, not where
    return Participant(identity, label, kind, home, sector, "", tree.tokens[i].text, nominal_span(tree, i), word)


def _of_people(label: str, adjective: str, head: str) -> str:
    """A label with its people: "Kenyan student protesters", "West African leaders"."""
    first = label.split(maxsplit=1)[0]
    return f"{first} {adjective} {head}" if first in REGIONS and first != head else f"{adjective} {label}"


def _neutral(cast: Cast, role: RoleNoun, *, several: bool) -> tuple[str, RoleNoun | None]:
    """What is written in place of a loaded word, and the role noun that all words with this label share."""
    row = load_loaded_words().find(role.lemma)
    if row is None or not row.label:
        return "people" if several else "person", cast.almanac.role_noun("people")
    return row.label_for(row.plural if several else row.word), cast.almanac.role_noun(row.label)


def _home(cast: Cast, tree: Tree, i: int) -> str | None:
    """The country of the place in the nominal: "students in Accra", "residents of the town of Gao"."""
    for j in tree.children(i, "nmod", "obl"):
        if tree.case(j) in PLACING:
            for k in (j, *tree.children(j, "nmod", "appos", "compound", "flat")):
                place = cast.places.get(tree.tokens[k].start)
                if place is not None and place.country:
                    return place.country
    return None
