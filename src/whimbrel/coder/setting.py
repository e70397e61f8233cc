"""When and where: which of a sentence's times and places belong to what a trigger tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whimbrel.coder.arguments import objects_of
from whimbrel.coder.times import TimeExpression, resolve
from whimbrel.coder.tree import Tree
from whimbrel.model import Place, Precision, Status, When

LOCATIVE = frozenset(
    "in at near on outside inside around across throughout over off along within south north east west between"
    " toward towards into to from through by amid beside opposite".split()
)
STAYING = LOCATIVE - {"to", "from", "by", "towards", "toward", "over", "on", "between"}
GOING: dict[str, set[str]] = {
    "CONSULT/visit": {"to"}, "MOBILIZE": {"to", "into", "toward", "towards"}, "RETREAT": {"from"}, "AID": {"to"},
    "ASSAULT": {"on", "over", "against"}, "COERCE": {"from", "on", "over"}, "PROTEST": {"on"},
}  # fmt: skip
PLACE_IS_OBJECT = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "CONSULT/visit"})
PLACE_NOUNS = frozenset(
    "capital city town village district province state region area camp outskirt suburb part coast border north south"
    " east west center centre neighbourhood neighborhood quarter street island desert valley mountain port side edge"
    " northeast northwest southeast southwest governorate county hamlet republic territory strip airport base"
    " square".split()
)
VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
LAST_DAY_REACH = 400  # code points
FUTURE = frozenset({Status.PLANNED, Status.CALLED_FOR, Status.THREATENED})
BEFORE_DAYS = frozenset("on in at late early earlier later the".split())
TELLING = frozenset({"say", "tell", "report", "state", "add"})  # what others did, or that one agreed, is no telling
JOINT = frozenset({"AGREE", "SUPPORT", "COOPERATE"})
TOWNS = frozenset({Precision.SITE, Precision.TOWN})
FINENESS = {precision: i for i, precision in enumerate(Precision)}


@dataclass(frozen=True, slots=True)
class Timeline:
    """The time expressions of a report, found by offset, and the day from which they are reckoned."""

    expressions: Sequence[TimeExpression]
    anchor: When | None

    def covers(self, offset: int) -> bool:
        """Whether the code point stands in a time expression."""
        return any(e.span.start <= offset < e.span.end for e in self.within(offset - 40, offset + 1))

    def last_day(self, offset: int) -> When | None:
        """The day named last in the text shortly before, though it is nobody's there: "he said on Sunday. A day
        earlier, …"."""
        for expression in reversed(self.within(offset - LAST_DAY_REACH, offset)):
            when = resolve(expression, self.anchor, "past") if expression.kind in {"date", "time"} else None
            if when is not None and when.earliest is not None and when.earliest == when.latest:
                return when
        return None

    def within(self, start: int, end: int) -> list[TimeExpression]:
        first = bisect_left([e.span.start for e in self.expressions], start)
        found = []
        for expression in self.expressions[first:]:
            if expression.span.start >= end:
                break
            found.append(expression)
        return found


def find_when(
    tree: Tree,
    trigger: int,
    others: frozenset[int],
    timeline: Timeline,
    status: Status,
    told: When | None = None,
) -> When | None:
    """The time that the sentence gives for the trigger, resolved; None when it gives none. `others` are the tokens of
    the sentence's other triggers, which keep their own times; `told` is the time told of before ("two days later")."""
    best: tuple[int, TimeExpression] | None = None
    span = tree.sentence.span
    for expression in timeline.within(span.start, span.end):
        if expression.kind not in {"date", "time"}:
            continue
        token = token_at(tree, expression.span.start)
        if token is None or _of_telling(tree, token, trigger) or _of_ending(tree, token, trigger, status):
            continue
        far = _distance(tree, token, trigger, others)
        if far is not None and (best is None or far < best[0]):
            best = (far, expression)
    if best is None:
        return None
    token = token_at(tree, best[1].span.start)
    ahead = token is not None and _under_infinitive(tree, token, trigger)
    tense = "future" if status in FUTURE or ahead else "present" if status is Status.ONGOING else "past"
    found = resolve(best[1], timeline.anchor, tense, told or timeline.last_day(span.start))
    if found.how == "unresolved" and "told of before" in found.relative:
        return None  # "the next day" of a day that is not known says nothing
    return found if found.edtf or found.relative or found.weekday is not None else None


def _of_telling(tree: Tree, i: int, trigger: int) -> bool:
    """ "…, a monitor said on Friday": the day right after a telling verb is the telling's, however it was parsed."""
    at = max(0, i - 1)
    while at > 0 and tree.tokens[at].text.lower() in BEFORE_DAYS:
        at -= 1
    telling = tree.tokens[at]
    return at not in (trigger, i) and telling.tag == "VBD" and telling.lemma in TELLING


def _of_ending(tree: Tree, i: int, trigger: int, status: Status) -> bool:
    """ "hopes to stop the attacks by March": the attacks are there already, the month is that of stopping them."""
    head = tree.tokens[trigger].head
    return (
        status is Status.HAPPENED
        and trigger in objects_of(tree, head)
        and any(tree.tokens[j].text.lower() == "to" for j in tree.children(head, "mark"))
        and head in tree.ancestors(i)
        and trigger not in tree.ancestors(i)
    )


def _under_infinitive(tree: Tree, i: int, trigger: int) -> bool:
    """ "agreed to meet on 1 June": the day is of the meeting to come."""
    for at in (i, *tree.ancestors(i)):
        if at == trigger:
            return False
        if any(tree.lemma(j) == "to" and tree.tokens[j].dep == "mark" for j in tree.children(at, "mark")):
            return tree.tokens[trigger].tag != "VBD" or at not in tree.ancestors(trigger)  # "sought to … when X met Y"
    return False


def token_at(tree: Tree, offset: int) -> int | None:
    """The token that holds the code point at `offset`."""
    for token in tree.tokens:
        if token.start <= offset < token.end:
            return token.i
    return None


def _distance(tree: Tree, i: int, trigger: int, others: frozenset[int]) -> int | None:
    """Steps from a time's word up to the trigger, or to the clause that carries the trigger; None when it belongs to
    another clause."""
    path = [i, *tree.ancestors(i)]
    for steps, at in enumerate(path):
        if at == trigger:
            return steps
        if at in others and steps > 0:
            break
        if tree.tokens[at].dep.startswith("advcl") and tree.children(at, "nsubj") and steps > 0:
            return None  # "spoke after the clashes had ended on Monday": the ending has the day, not the speech
    carriers = {trigger: 0}
    child = trigger
    for steps, head in enumerate(tree.ancestors(trigger), 1):
        relation = tree.tokens[child].dep.split(":")[0]
        if tree.tokens[child].dep == "acl:relcl" or relation in {"ccomp", "parataxis", "acl"}:
            break
        carriers[head] = steps
        if relation == "advcl" and tree.tokens[child].tag != "VBG":
            break
        if head in others and relation not in {"conj", "xcomp", "nsubj", "obl", "obj", "advcl"}:
            break
        child = head
    for steps, at in enumerate(path):
        if at in carriers:
            return 10 + steps + carriers[at]
        if tree.is_verbal(at) and at in others:
            return None
        if steps and tree.tokens[at].dep in {"acl:relcl", "ccomp"}:
            return None
    return None


def find_places(
    tree: Tree,
    trigger: int,
    event_type: str,
    others: frozenset[int],
    places: Mapping[int, Place],
    taken: frozenset[int],
) -> tuple[Place, ...]:
    """Places told for the trigger, finest first. `places` maps the start of a mention to its place; `taken` are tokens
    that are already an actor of the claim (a state that acts is no scene)."""
    found: list[tuple[int, Place]] = []
    for token in tree.tokens:
        place = places.get(token.start)
        country = place is not None and place.precision is Precision.COUNTRY
        if place is None or (country and token.i in taken and event_type not in PLACE_IS_OBJECT):
            continue
        named_by = token.dep == "compound" and token.head == trigger
        if named_by and place.precision in TOWNS and event_type not in JOINT:
            far: int | None = 1  # "the Geneva talks"; those on a region are about it, "the Geneva accord" is old
        else:
            far = _scene(tree, token.i, trigger, event_type, others, taken)
        if far is not None:
            found.append((far, place))
    if not found:
        return ()
    nearest = min(far for far, _ in found)
    close = [place for far, place in found if far <= nearest + 4]
    unique = {place.id: place for place in sorted(close, key=lambda p: FINENESS[p.precision])}
    return tuple(unique.values())


def _scene(
    tree: Tree, i: int, trigger: int, event_type: str, others: frozenset[int], taken: frozenset[int]
) -> int | None:
    """How far a place's word stands from the trigger along a locative path, or None."""
    locative = False
    going = GOING.get(event_type, set())
    for steps, at in enumerate([i, *tree.ancestors(i)]):
        if at == trigger:
            return steps if locative else None
        if at in others and steps:
            break
        token = tree.tokens[at]
        case, relation = tree.case(at).split(" ")[0], token.dep.split(":")[0]
        if case in STAYING or case in going:
            locative = True
        elif not locative and case and not (case == "of" and tree.lemma(token.head) in PLACE_NOUNS):
            return None  # "retaliation for raids on Aden", "talks with officials from Cairo"
        elif not locative and token.dep == "nmod:poss" and tree.lemma(token.head) not in PLACE_NOUNS:
            return None  # "Moscow's offer": an owner is no scene
        if relation == "obj" and not case and steps <= 2 and event_type in PLACE_IS_OBJECT:
            locative = True
        if token.dep == "nsubj:pass" and steps <= 2 and event_type in PLACE_IS_OBJECT:
            locative = True
        if (relation in {"ccomp", "parataxis"} or token.dep == "acl:relcl") and token.head != trigger:
            return None
        topic = relation == "obj" or (relation == "obl" and case in {"for", "about", "over", "of", "against", "to"})
        if topic and steps and event_type in VERBAL and at not in taken:
            return None  # "discussed the situation in Yemen": a topic is no scene
        if relation in {"acl", "xcomp"} and tree.is_verbal(at) and token.head != trigger:
            return None  # "met in an effort to end the war in Yemen": the war is there, not the meeting
    return _shared_scene(tree, i, trigger, locative)


def _shared_scene(tree: Tree, i: int, trigger: int, locative: bool) -> int | None:
    """A place in the clause that carries the trigger: "in Cairo, the two held talks", "killed in an attack in Jos"."""
    if not locative:
        return None
    above: dict[int, int] = {}
    child = trigger
    for steps, head in enumerate(tree.ancestors(trigger), 1):
        relation = tree.tokens[child].dep.split(":")[0]
        if relation in {"ccomp", "parataxis", "acl"} or tree.tokens[child].dep == "acl:relcl":
            break
        above[head] = steps
        child = head
    for steps, at in enumerate([i, *tree.ancestors(i)]):
        if at in above:
            return 8 + steps + above[at]
        relation = tree.tokens[at].dep
        if relation in {"acl:relcl", "ccomp", "advcl", "acl"}:
            return None
    return None
