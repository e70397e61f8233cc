"""A claim in the making: a trigger with what its frame holds; and which drafts are one."""

from __future__ import annotations

from dataclasses import dataclass, field

from whimbrel.coder import frames
from whimbrel.coder.arguments import subjects_of
from whimbrel.coder.carriers import sufferers
from whimbrel.coder.counts import find_counts
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.match import Trigger
from whimbrel.coder.parties import COLLECTIVE_OF, Cast
from whimbrel.coder.receivers import HARMING, abroad, receivers
from whimbrel.coder.tolls_told import told_toll
from whimbrel.coder.tree import Tree
from whimbrel.model import ActorKind, Count, Participant

JOINED = frozenset({"nsubj", "obj", "obl", "nmod", "advcl", "acl", "xcomp", "conj", "parataxis", "appos", "dep"})
MUTUAL = frozenset({"CONSULT"})
JOINT = frozenset({"SUPPORT", "COOPERATE"})
OWN = frozenset({"of", "by", "belonging"})
OTHER_DEED = frozenset({"while", "whereas", "although", "though", "before"})
AFTER = frozenset({"after", "following", "before", "since", "over", "because of", "despite"})
LASTING = frozenset({"during", "amid", "throughout"})


@dataclass
class Draft:
    """Everything a claim needs from the sentence's shape. `merged` are triggers fused into this one."""

    trigger: Trigger
    type: str
    mode: str
    contexts: tuple[str, ...]
    actors: list[Participant]
    recipients: list[Participant]
    actor_tokens: frozenset[int]
    recipient_tokens: frozenset[int]
    counts: dict[str, Count]
    merged: list[Trigger] = field(default_factory=list)
    inferred: bool = False  # recipients are not from the entry's own slots
    status_key: tuple[str, int | None] = ("", None)

    @property
    def tokens(self) -> frozenset[int]:
        return frozenset(t.i for t in (self.trigger, *self.merged))


def draft(tree: Tree, trigger: Trigger, cast: Cast, lexicon: Lexicon) -> Draft:
    """Fill the frame of one trigger."""
    entry = trigger.entry
    actor_slots = entry.actor or (("subj",) if trigger.verbal else frames.NOUN_ACTOR_DEFAULT)
    recipient_slots = entry.recipient
    if entry.type in JOINT and "@with" in actor_slots:  # with whom one signs or works is the other side
        actor_slots, recipient_slots = tuple(s for s in actor_slots if s != "@with"), (*recipient_slots, "@with")
    actor_heads = [] if "none" in actor_slots else frames.slot(tree, trigger, actor_slots, lexicon)
    recipient_heads = frames.slot(tree, trigger, recipient_slots, lexicon)
    if not trigger.verbal:
        recipient_heads += [i for i in sufferers(tree, trigger.i, lexicon) if i not in recipient_heads]
    actors = _people(tree, actor_heads, cast) or [p for i in actor_heads for p in _wielders(tree, i, cast, lexicon)]
    if trigger.verbal and not actors and (issuers := frames.issuers(tree, trigger, lexicon)):
        actor_heads = [i for i in issuers if i not in recipient_heads]
        actors = _people(tree, actor_heads, cast)
    if not trigger.verbal and not recipient_heads and tree.lemma(trigger.i) in lexicon.patients:
        suffering = [i for i in actor_heads if _owns(tree, i, trigger.i) and _people_only(_people(tree, [i], cast))]
        actor_heads = [i for i in actor_heads if i not in suffering]
        recipient_heads, actors = suffering, _people(tree, actor_heads, cast)
    if entry.type in MUTUAL and not trigger.verbal and len(actors) < 2:
        company = frames.meeting_company(tree, trigger.i)
        actors += [p for p in _people(tree, list(company), cast) if p.id not in {q.id for q in actors}]
    if entry.type in MUTUAL and not trigger.verbal:
        listed = _people(tree, list(frames.listed_company(tree, trigger.i, lexicon)), cast)
        actors += [p for p in listed if p.id not in {q.id for q in actors}]
    recipients = _people(tree, [i for i in recipient_heads if i not in actor_heads], cast)
    if not recipients and entry.type in HARMING:
        recipients = [p for i in recipient_heads for p in cast.owners_of_thing(tree, i)]
    inferred = not recipients
    if inferred:
        recipients = receivers(tree, trigger, recipient_heads, frozenset(actor_heads), cast, lexicon)
        recipients = [p for p in recipients if not any(p.id.startswith(f"{a.id}.") for a in actors)]  # its own troops
        recipients = recipients or abroad(tree, trigger, actors, cast, lexicon)
    if trigger.verbal:  # "the army attacked them": not itself
        told = {p.id for i in recipient_heads if tree.tokens[i].pos == "PRON" for p in cast.parties(tree, i)}
        recipients = [p for p in recipients if p.id not in told or p.id not in {a.id for a in actors}]
    if entry.type in MUTUAL and entry.mode != "visit":
        actors += [p for p in recipients if p.id not in {q.id for q in actors}]
        recipients = []
    if entry.type in MUTUAL:  # talking to the press is no consultation
        actors = [p for p in actors if p.kind is not ActorKind.MEDIA]
    if not recipients and len(actors) > 1 and entry.type in JOINT:
        recipients = actors  # "A and B signed a treaty": each with the other
    actor_ids = {p.id for p in actors}
    recipients = [p for p in recipients if p.id not in actor_ids or entry.type == "ASSAULT" or recipients == actors]
    if len(actors) == 1 and [p.id for p in recipients] == [actors[0].id]:
        recipients = []  # nobody attacks or accuses himself: a name was taken up wrongly
    counts = find_counts(tree, trigger, lexicon)
    if entry.type in HARMING:
        counts |= told_toll(tree, trigger.i, lexicon)
    return Draft(
        trigger,
        entry.type,
        entry.mode,
        entry.contexts,
        actors,
        recipients,
        frozenset(actor_heads),
        frozenset(recipient_heads),
        counts,
        inferred=inferred,
    )


def _wielders(tree: Tree, i: int, cast: Cast, lexicon: Lexicon) -> list[Participant]:
    """Whose the thing is that acts: "Russian warplanes struck"; "shootings at a hotel" are not the hotel's."""
    through = OWN if tree.lemma(i) in lexicon.nouns else COLLECTIVE_OF
    return [p for p in cast.owners(tree, i, through=through) if p.kind is not ActorKind.PERSON][:2]


def _owns(tree: Tree, i: int, noun: int) -> bool:
    return tree.tokens[i].head == noun and tree.tokens[i].dep in {"nmod:poss", "compound", "nmod"} and i < noun


def _people_only(parties: list[Participant]) -> bool:
    return bool(parties) and all(p.kind in {ActorKind.PERSON, ActorKind.GROUP, ActorKind.PEOPLE} for p in parties)


def _people(tree: Tree, heads: list[int], cast: Cast) -> list[Participant]:
    found: dict[str, Participant] = {}
    for i in heads:
        for party in cast.parties(tree, i):
            if party.id not in found or (party.title and not found[party.id].title):
                found[party.id] = party
    return list(found.values())


def fuse(tree: Tree, drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """Bring together drafts of one type that tell one happening in one sentence ("the blast killed five and wounded
    ten", "died in an attack by rebels"). A coordinated clause with other victims and actors stays its own."""
    kept: list[Draft] = []
    for item in drafts:
        partner = next(
            (
                d
                for d in kept
                if d.type == item.type and d.status_key == item.status_key and _one(tree, d, item, lexicon)
            ),
            None,
        )
        if partner is None:
            kept.append(item)
        else:
            _absorb(partner, item)
    return kept


def _one(tree: Tree, a: Draft, b: Draft, lexicon: Lexicon) -> bool:
    if any(tree.case(i) in LASTING for item in (a, b) for i in item.tokens):
        return False  # "killed six during its offensive": a part and its whole
    if any(_set_against(tree, item.trigger.i) for item in (a, b)):
        return False
    if any(_answers(tree, one, other, lexicon) for one, other in ((a, b), (b, a))):
        return False
    if any(_linked(tree, i, j) for i in a.tokens for j in b.tokens):
        return not _contradict(tree, a, b, lexicon)
    return False


def _answers(tree: Tree, deed: Draft, occasion: Draft, lexicon: Lexicon) -> bool:
    """Whether one is what the other was done after or for: "the army shelled the town after an attack by rebels".

    What only suffered by it is one with it: "two died after an attack by rebels". So is a deed told twice, with its
    parties once: "killed four soldiers after an ambush".
    """
    told = bool(deed.actor_tokens) and bool(occasion.actors or (occasion.recipients and not occasion.inferred))
    for i in occasion.tokens:
        if deed.tokens.isdisjoint(tree.ancestors(i)):
            continue
        answered = any(case and tree.lemma(case - 1) in lexicon.causes for case in tree.children(i, "case"))
        if answered or (told and tree.case(i) in AFTER):
            return True
    return False


def _set_against(tree: Tree, i: int) -> bool:
    """Whether a clause with a subject of its own tells another happening: "…, while rebels took the town"."""
    marks = {tree.lemma(mark) for mark in tree.children(i, "mark")}
    return tree.tokens[i].dep.startswith("advcl") and not marks.isdisjoint(OTHER_DEED) and bool(subjects_of(tree, i))


def _linked(tree: Tree, i: int, j: int) -> bool:
    """One governs the other directly, or through one word between."""
    for low, high in ((i, j), (j, i)):
        relation = tree.tokens[low].dep.split(":")[0]
        for steps, at in enumerate(tree.ancestors(low)):
            if relation not in JOINED:
                break
            if at == high:
                return True
            if steps >= 1:
                break
            relation = tree.tokens[at].dep.split(":")[0]
    shared = tree.tokens[i].head == tree.tokens[j].head and tree.tokens[i].head not in {i, j}
    relations = {tree.tokens[i].dep.split(":")[0], tree.tokens[j].dep.split(":")[0]}
    return shared and relations <= {"nsubj", "obl", "obj"} and tree.is_verbal(tree.tokens[i].head)


def _contradict(tree: Tree, a: Draft, b: Draft, lexicon: Lexicon) -> bool:
    first, second = a.trigger.i, b.trigger.i
    coordinated = tree.tokens[second].dep == "conj" or tree.tokens[first].dep == "conj"
    addressed = a.type in {"REQUEST", "ACCUSE", "AGREE", "THREATEN", "REJECT"} and a.recipients and b.recipients
    if addressed and not {p.id for p in a.recipients} & {p.id for p in b.recipients}:
        return True
    clash = set(a.counts) & set(b.counts)
    if any((a.counts[k].low, a.counts[k].high) != (b.counts[k].low, b.counts[k].high) for k in clash):
        return True
    if not coordinated:
        return bool(a.actors and b.actors and not {p.id for p in a.actors} & {p.id for p in b.actors}
                    and a.trigger.verbal and b.trigger.verbal)  # fmt: skip
    casualties = all(tree.lemma(i) in lexicon.casualties for i in (first, second))
    same_victims = {p.id for p in a.recipients} & {p.id for p in b.recipients}
    return not casualties and not same_victims and bool(b.recipients)


def _absorb(into: Draft, item: Draft) -> None:
    known = {p.id for p in into.actors}
    vague = all(p.country is None and p.id.startswith("group:") for p in into.actors)
    if not into.actors or vague:
        into.actors = item.actors or into.actors
    elif item.trigger.verbal == into.trigger.verbal:
        into.actors += [p for p in item.actors if p.id not in known and item.type in MUTUAL]
    known = {p.id for p in (*into.recipients, *into.actors)}
    added = [p for p in item.recipients if p.id not in known]
    told_later = into.inferred and not item.inferred  # what is told goes before what is inferred
    into.recipients = added + into.recipients if told_later else into.recipients + added
    into.inferred = into.inferred and item.inferred
    into.counts = {**item.counts, **into.counts}
    specific = item.mode and (not into.mode or into.mode in {"destroy", "targeted"})
    into.mode = item.mode if specific else into.mode
    into.contexts = tuple(dict.fromkeys(into.contexts + item.contexts))
    into.actor_tokens |= item.actor_tokens
    into.recipient_tokens |= item.recipient_tokens
    into.merged.append(item.trigger)
    if item.trigger.verbal and not into.trigger.verbal:
        into.trigger, into.merged[-1] = item.trigger, into.trigger
