"""Whom an act is done to, where its entry's own slots hold nobody: what else hangs on the verb or the noun.

Things stand for their owners ("condemned a U.S. court's ruling", "tariffs on Chinese goods"), places for their state
("withdrew its troops from Syria").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whimbrel.coder.arguments import agents_of, objects_of
from whimbrel.coder.carriers import carrier_verb
from whimbrel.coder.intentions import doing
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.match import Trigger
from whimbrel.coder.parties import Cast
from whimbrel.coder.tree import Tree
from whimbrel.model import ActorKind, Participant, Precision, Span

AIMED = ("against", "on", "upon", "to", "toward", "towards", "at", "with", "over", "for", "from")
BELOW = (*AIMED, "of", "in", "into", "by")
ACROSS_BORDERS = frozenset({"RETREAT", "SANCTION", "AID", "MOBILIZE", "AGREE", "ASSAULT", "COERCE", "THREATEN"})
WHERE = ("in", "from", "inside", "across", "into", "near", "off")
DEPTH = 4  # how far below the act a party may stand: "lift a ban on imports of British beef"
OWN_MEANS = frozenset(
    {"RETREAT", "MOBILIZE", "AGREE", "SUPPORT", "COOPERATE"}
)  # whose troops as objects are the doer's
HARMING = frozenset({"ASSAULT", "COERCE"})
FOR = frozenset({"in", "to", "on", "for", "as", "at"})  # before a noun that tells why
VENUES = frozenset({"in", "at", "before"})
MEANT = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST"})  # whom what is agreed, refused or asked would be done to


IDEAS = frozenset({"force", "state"})  # without an article no body: "use force", "a state of war"
SPOKEN = frozenset({"AGREE", "SUPPORT", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def receivers(
    tree: Tree, trigger: Trigger, heads: list[int], taken: frozenset[int], cast: Cast, lexicon: Lexicon
) -> list[Participant]:
    """Parties that the act is done to. `heads` are what the slots hold, `taken` the actors'."""
    if "none" in trigger.entry.recipient:
        return []
    for ring in _rings(tree, trigger, heads, lexicon):
        found: dict[int, list[Participant]] = {}
        for i in ring:
            if trigger.entry.type in HARMING and tells_why(tree, i, lexicon):
                continue
            if i not in taken and i != trigger.i and i not in found:
                found[i] = _stands_for(tree, i, cast, trigger)
        told = [i for i, parties in found.items() if parties]
        if told:
            unique = {party.id: party for i in told for party in found[i]}
            return list(unique.values())
    return []


def _rings(tree: Tree, trigger: Trigger, heads: list[int], lexicon: Lexicon) -> Iterator[Iterable[int]]:
    """Nominals to try, those nearest to the act first."""
    yield heads
    if (verb := doing(tree, trigger)) != trigger.i:
        yield objects_of(tree, verb)
        yield _obliques(tree, [verb, *objects_of(tree, verb)], (*AIMED, "in"))
        return
    if trigger.entry.type == "CONSULT":  # one meets with somebody, not at or for them
        yield sorted(trigger.used)  # "called King Salman", where "king" is a word of the entry
        yield _obliques(tree, [trigger.i, *sorted(trigger.used), *objects_of(tree, trigger.i)], ("with",))
        return
    if trigger.verbal:
        near = [trigger.i, *sorted(trigger.used), *objects_of(tree, trigger.i)]
        yield [i for i in objects_of(tree, trigger.i) if i not in trigger.used]
    else:
        carrier = carrier_verb(tree, trigger.i, lexicon)
        head = tree.tokens[trigger.i].head  # "an arrest warrant for X"
        named = head if tree.tokens[trigger.i].dep == "compound" else None
        near = [i for i in (trigger.i, named, carrier) if i is not None]
    yield _obliques(tree, near, AIMED)
    yield sorted(trigger.used)
    content = tree.children(trigger.i, "xcomp", "ccomp", "advcl") if trigger.verbal else ()
    if trigger.entry.type == "AID":  # "gave a million to rebuild schools in Malawi"
        yield _obliques(tree, content, ("in", "for"))
    if trigger.entry.type in MEANT:
        yield [i for clause in content for i in objects_of(tree, clause)]
        yield [i for clause in content if not tree.is_verbal(clause) for i in tree.children(clause, "compound", "nmod")]
        near = [*near, *(i for clause in content for i in (clause, *objects_of(tree, clause)))]
        yield _obliques(tree, near, (*AIMED, "in"))
    for _ in range(DEPTH):
        below = _accused(tree, near) if trigger.entry.type == "ACCUSE" else []
        near = [*_obliques(tree, near, BELOW), *_imposed(tree, near), *below]
        if trigger.entry.type in HARMING:
            near = [i for i in near if not tells_why(tree, i, lexicon)]
        yield near


def tells_why(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether the nominal tells why or for whom harm is done: "strikes | in support of the brigade" do not hit it."""
    return tree.lemma(i) in lexicon.causes and tree.case(i) in FOR


def abroad(tree: Tree, trigger: Trigger, actors: list[Participant], cast: Cast, lexicon: Lexicon) -> list[Participant]:
    """The foreign state in which somebody acts: "the agency cut its aid in Yemen"."""
    own = {party.country for party in actors if party.country}
    if not actors or trigger.entry.type not in ACROSS_BORDERS or "none" in trigger.entry.recipient:
        return []
    near = [trigger.i, *sorted(trigger.used), *(objects_of(tree, trigger.i) if trigger.verbal else ())]
    if trigger.entry.type in MEANT and trigger.verbal:
        content = tree.children(trigger.i, "xcomp", "ccomp")
        near += [i for clause in content for i in (clause, *objects_of(tree, clause))]
    near += _obliques(tree, near, ("of", "for"))  # "some of its troops in the north"
    for i in _obliques(tree, near, WHERE):
        if tells_why(tree, i, lexicon):
            continue
        if _is_venue(tree, i, cast, trigger):
            continue
        found = [p for p in cast.parties(tree, i) if p.kind is ActorKind.STATE] or state_of_place(tree, i, cast)
        if found and found[0].country not in own:
            return found
    return []


def _obliques(tree: Tree, heads: Iterable[int], preps: tuple[str, ...]) -> list[int]:
    return [i for at in heads for i in tree.obliques(at, *preps) if not _is_time(tree, i)]


def _imposed(tree: Tree, heads: Iterable[int]) -> list[int]:
    """ "sanctions imposed on India", "an offer made by India": what stands below a participle."""
    verbs = [i for at in heads for i in tree.children(at, "acl") if tree.is_verbal(i)]
    return [i for verb in verbs for i in tree.obliques(verb, *AIMED, "by")]


def _accused(tree: Tree, heads: Iterable[int]) -> list[int]:
    """ "an inquiry into claims that soldiers robbed a bank": who does it in the clause below."""
    clauses = [i for at in heads for i in tree.children(at, "acl", "ccomp") if tree.is_verbal(i)]
    return [i for clause in clauses for i in agents_of(tree, clause)]


def _is_time(tree: Tree, i: int) -> bool:
    return tree.tokens[i].tag == "CD" or tree.tokens[i].dep == "obl:unmarked"


def _stands_for(tree: Tree, i: int, cast: Cast, trigger: Trigger) -> list[Participant]:
    """Who the nominal is, whose it is, or the state that its place is in."""
    if tree.lemma(i) in IDEAS and not tree.children(i, "det", "nmod:poss"):
        return []
    if tree.tokens[i].dep == "amod" and cast.link_at(tree, i) is None and cast.state(tree.tokens[i].text) is None:
        return []  # "a military operation" is not against the military
    if trigger.entry.type == "ACCUSE" and tree.case(i) in VENUES:
        return []  # "filed a lawsuit in the High Court"
    parties = cast.parties(tree, i)
    if trigger.entry.type in OWN_MEANS and i in objects_of(tree, trigger.i):
        parties = [p for p in parties if not p.id.startswith("group:") or p.country]
    if parties:
        return parties
    owners = cast.owners(tree, i)
    if owners:
        return owners[:2]
    if i in trigger.used or trigger.entry.type == "CONSULT" or _is_venue(tree, i, cast, trigger):
        return []
    return cast.capital(tree, i) or state_of_place(tree, i, cast)


def _is_venue(tree: Tree, i: int, cast: Cast, trigger: Trigger) -> bool:
    """Whether a town is only where people speak or sign: "signed a treaty in Oslo" is not with Norway."""
    place = cast.places.get(tree.tokens[i].start)
    if trigger.entry.type not in SPOKEN or place is None or place.precision not in {Precision.TOWN, Precision.SITE}:
        return False
    return tree.case(i) in {"in", "at"} and tree.tokens[i].head in {trigger.i, *trigger.used}


def state_of_place(tree: Tree, i: int, cast: Cast) -> list[Participant]:
    """The state in which the place at `i` lies, under the place's words."""
    inside = [j for j in tree.children(i, "compound", "flat", "amod", "nmod") if tree.case(j) in {"", "of"}]
    named = (cast.places.get(tree.tokens[j].start) for j in (i, *inside))  # "the enclave of Eastern Ghouta"
    place = next((found for found in named if found is not None), None)
    actor = cast.almanac.actor(place.country) if place is not None and place.country else None
    if actor is None or place is None:
        return []
    span = place.span or Span(tree.tokens[i].start, tree.tokens[i].end)
    return [Participant(actor.id, actor.name, actor.kind, actor.country, actor.sector, "", place.text, span)]
