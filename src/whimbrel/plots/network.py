"""Who meets and who fights whom: actors on a ring, those with most to do with each other side by side.

A ring shows every name and every tie whatever their number, which a free layout does not; beyond `MOST` actors and
`TIES` ties those with fewest events are left out, and the caption says how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from math import cos, degrees, hypot, pi, sin

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch

from whimbrel.model import ActorKind, Event, Participant
from whimbrel.ontology import placing
from whimbrel.plots.lettering import fitted
from whimbrel.plots.material import Material, events_words
from whimbrel.plots.ring import around
from whimbrel.plots.sheet import MARGIN, WIDTH, Sheet, bare
from whimbrel.plots.style import BLUE, INK, ORANGE, VERMILION

MOST = 28
TIES = 90
_MEETS, _SAYS, _FIGHTS = "meets, agrees, helps", "accuses, demands, threatens", "attacks, arrests, sanctions"
_MANNERS = {"verbal cooperation": _MEETS, "material cooperation": _MEETS,
            "verbal conflict": _SAYS, "material conflict": _FIGHTS}  # fmt: skip
_LOOKS = {_MEETS: (BLUE, "-", 0.10), _SAYS: (ORANGE, (0, (4, 2)), 0.20), _FIGHTS: (VERMILION, "-", 0.30)}
_BODY = 9.9
_REACH = 1.85  # half the width of the picture, in radii of the ring
_FEW = 6  # so many events make the widest line, where no two have more
_NAMES_AT, _LONGEST = 1.07, 2.3  # radii, inches

Tie = tuple[str, str, str]  # who, whom, how; for those who meet, in order of their ids


def draw(material: Material) -> Sheet:
    """The actors with most events that have two sides, and the strongest ties between them."""
    ties, names, number = _counted(material)
    weight: Counter[str] = Counter()
    for (who, whom, _), events in ties.items():
        weight[who] += events
        weight[whom] += events
    order = sorted(weight, key=lambda id: (-weight[id], id))
    kept = set(order[:MOST])
    within = {tie: events for tie, events in ties.items() if tie[0] in kept and tie[1] in kept}
    strongest = sorted(within, key=lambda tie: (-within[tie], tie))[:TIES]
    drawn = {tie: within[tie] for tie in strongest}
    shown = {id for tie in drawn for id in tie[:2]}
    sheet = Sheet(
        material.title or "Who meets and who fights whom",
        _heading(len(shown), len(order), number),
        [
            f"Left out: {len(order) - len(shown):,} actors with fewer such events." if len(order) > len(shown) else "",
            f"Left out: {len(within) - len(drawn):,} ties of fewest events." if len(within) > len(drawn) else "",
            "The wider a line, the more events; an arrow points at the one to whom it is done. The larger a dot, the"
            " more events with another actor.",
            material.left_out_words,
        ],
        body=_BODY if shown else 1.0,
    )
    sheet.key([(words, colour, "") for words, (colour, _, _) in _LOOKS.items()])
    _ring(sheet, drawn, names, {id: weight[id] for id in shown})
    return sheet


def _heading(shown: int, all: int, number: int) -> str:
    if not shown:
        return "No event has two known sides"
    return f"{shown} of {all:,} actors" + f", {events_words(number)} with two sides"


def _counted(material: Material) -> tuple[Counter[Tie], dict[str, str], int]:
    """The ties with their numbers of events, what each actor is called most often, and how many events there are."""
    ties: Counter[Tie] = Counter()
    called: dict[str, Counter[str]] = {}
    number = 0
    for event in material.facts():
        found = _ties(event)
        ties.update(found)
        number += bool(found)
        for who in (*event.actors, *event.recipients) if found else ():
            called.setdefault(who.id, Counter())[who.name] += 1
    return ties, {id: min(names, key=lambda name: (-names[name], name)) for id, names in called.items()}, number


def _ties(event: Event) -> set[Tie]:
    """Between each actor and each recipient; where those who meet are told side by side, between all of them."""
    manner = _MANNERS.get(placing(event.type, event.mode, event.contexts).quad)
    if manner is None:
        return set()
    actors, recipients = ([who.id for who in side if _is_one(who)] for side in (event.actors, event.recipients))
    if manner == _MEETS:
        pairs = [(a, b) for a in actors for b in recipients] or list(combinations(actors, 2))
        return {(*sorted(pair), manner) for pair in pairs if pair[0] != pair[1]}  # type: ignore[misc]
    return {(a, b, manner) for a in actors for b in recipients if a != b}


def _is_one(who: Participant) -> bool:
    """Described parties ("protesters", "gunmen") are not one actor; whoever a name may stand for is not known."""
    return who.kind is not ActorKind.GROUP and not who.id.startswith(("group:", "unsure:"))


def _ring(sheet: Sheet, ties: Mapping[Tie, int], names: Mapping[str, str], weight: Mapping[str, int]) -> None:
    axes = bare(sheet.axes(MARGIN, MARGIN, bottom=0.1, top=0.3))
    if not weight:
        return
    strength: Counter[tuple[str, str]] = Counter()
    for (who, whom, _), events in ties.items():
        strength[min(who, whom), max(who, whom)] += events
    order = around(strength)
    places = {id: pi / 2 - 2 * pi * at / len(order) for at, id in enumerate(order)}
    tall = _REACH * (sheet.body - 0.4) / (WIDTH - 2 * MARGIN)
    axes.set_xlim(-_REACH, _REACH)
    axes.set_ylim(-tall, tall)
    most = max(_FEW, *ties.values())
    for tie in sorted(ties, key=lambda tie: (list(_LOOKS).index(tie[2]), ties[tie], tie)):
        _line(axes, tie, places, ties[tie] / most)
    heaviest = max(weight.values())
    for id, angle in places.items():
        axes.plot(
            [cos(angle)], [sin(angle)], "o", color=INK, markersize=4 + 9 * (weight[id] / heaviest) ** 0.5, zorder=5
        )
    _names(axes, places, names)


def _line(axes: Axes, tie: Tie, places: Mapping[str, float], share: float) -> None:
    who, whom, manner = tie
    colour, dashes, bend = _LOOKS[manner]
    start, end = ((cos(places[id]), sin(places[id])) for id in (who, whom))
    near = hypot(end[0] - start[0], end[1] - start[1]) < 0.9
    bend = _side(start, end) * (bend + (0.25 if near else 0) + (0.12 if who > whom else 0))
    line = FancyArrowPatch(
        start, end, arrowstyle="-" if manner == _MEETS else "-|>", mutation_scale=9 + 5 * share,
        connectionstyle=f"arc3,rad={bend}", linestyle=dashes, color=colour,
        linewidth=0.8 + 3.7 * share, alpha=0.75, shrinkA=4, shrinkB=8, zorder=2, capstyle="butt",
    )  # fmt: skip
    axes.add_patch(line)


def _side(start: tuple[float, float], end: tuple[float, float]) -> int:
    """The sign with which a curve between two points of the ring bends towards its middle."""
    return -1 if start[0] * end[1] - start[1] * end[0] > 0 else 1


def _names(axes: Axes, places: Mapping[str, float], names: Mapping[str, str]) -> None:
    """Each name outside the ring, along its radius: they never meet."""
    inches = (WIDTH - 2 * MARGIN) / (2 * _REACH)
    edges = (axes.get_xlim()[1], axes.get_ylim()[1])
    for id, angle in places.items():
        across, up = cos(angle), sin(angle)
        room = min(edge / max(abs(part), 1e-9) for edge, part in zip(edges, (across, up), strict=True)) - _NAMES_AT
        right = across >= -1e-9
        words = fitted(names[id], min(room * inches - 0.1, _LONGEST), 8.5)
        axes.text(
            _NAMES_AT * across, _NAMES_AT * up, words, fontsize=8.5,
            rotation=degrees(angle) + (0 if right else 180), rotation_mode="anchor",
            horizontalalignment="left" if right else "right", verticalalignment="center",
        )  # fmt: skip
