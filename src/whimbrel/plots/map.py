"""Where events took place. What is known by country or region alone stands in a list beside, never as a pin.

A town or site is a dot; a district or province a disc about as wide as such areas are, since all that is known is that
it was somewhere in there. Borders are drawn where the web server's shapes of countries (Natural Earth) are in
the installation; without them a grid and the names have to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Ellipse

from whimbrel.export.countries import country_name
from whimbrel.model import Place, Precision
from whimbrel.plots.lettering import fitted
from whimbrel.plots.map_extent import KM, Extent, Point, extent_of, narrowing, widened
from whimbrel.plots.map_names import SIZE, Box, is_short, placed
from whimbrel.plots.material import Material, events_words
from whimbrel.plots.outlines import draw_outlines, outlines
from whimbrel.plots.sheet import MARGIN, WIDTH, Sheet, bare
from whimbrel.plots.style import BLUE, GREY, INK, LINE, SOFT, VERMILION

RADIUS = {Precision.DISTRICT: 15.0, Precision.PROVINCE: 50.0}  # km: half the usual width, as on the web
_TOO_WIDE = (Precision.REGION, Precision.COUNTRY)
LABELS = 40
LISTED = 11
_VAGUE = "Known by country or region alone"
_LIST, _GAP = 2.3, 0.25
_BODY = (5.0, 7.6)
_EDGES = (0.3, 0.08)  # inches below and above the map

Known = list[tuple[Place, int]]


def draw(material: Material) -> Sheet:
    """Every place with its number of events; the countries' list beside, and under it what lies far away."""
    known, countries, nowhere = _counted(material)
    points: Counter[Point] = Counter()
    for place, number in known:
        points[_point(place)] += number
    edge = max((RADIUS.get(place.precision, 0.0) for place, _ in known), default=0.0) / KM
    extent = extent_of(points, edge)
    across = WIDTH - 2 * MARGIN - _LIST - _GAP
    up = min(max(across * extent.shape, _BODY[0]), _BODY[1])
    extent = widened(extent, up / across)
    drawn = [one for one in known if extent.holds(_point(one[0]))]
    total, there = (sum(number for _, number in some) for some in (known, drawn))
    sheet = Sheet(
        material.title or "Where events took place",
        _heading(there, len(drawn), countries.total(), total - there),
        [
            f"Not drawn: {events_words(nowhere)} whose place is not told." if nowhere else "",
            "A dot is a town or site, the larger the more events; a shaded disc is an area somewhere in which it"
            " was, its size that of its kind (district, province), not its borders."
            " Numbers are events; a place without its name had no room for it.",
            "Borders as Natural Earth draws them." if outlines() else "",
            material.left_out_words,
        ],
        body=up + sum(_EDGES),
    )
    axes = bare(sheet.axes(MARGIN, MARGIN + _LIST + _GAP, bottom=_EDGES[0], top=_EDGES[1]))
    _frame(axes, extent)
    draw_outlines(axes, (extent.west, extent.east, extent.south, extent.north))
    _places(axes, drawn, extent, (across, up))
    foot = _list(sheet, _VAGUE, countries, sheet.bottom + sheet.body - 0.2)
    far = Counter({place.name: number for place, number in known if not extent.holds(_point(place))})
    if far:
        _list(sheet, "Beyond the map", far, foot - 0.3)
    return sheet


def _heading(there: int, places: int, in_countries: int, beyond: int) -> str:
    told = [f"{events_words(there)} at {places:,} place{'' if places == 1 else 's'}"] if places else []
    told += [f"{events_words(in_countries)} known by country or region alone"] if in_countries else []
    told += [f"{events_words(beyond)} beyond the map"] if beyond else []
    return ", ".join(told) or "No event of a known place"


def _point(place: Place) -> Point:
    return place.lon or 0.0, place.lat or 0.0


def _counted(material: Material) -> tuple[Known, Counter[str], int]:
    """Places with their events, most first; events known by country or region alone; and how many have no place."""
    known: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    places: dict[str, Place] = {}
    nowhere = 0
    for event in material.facts():
        place = event.place
        if place is None:
            nowhere += 1
        elif place.precision in _TOO_WIDE or place.lat is None or place.lon is None:
            by_country = place.precision is Precision.COUNTRY and place.country
            countries[country_name(place.country) if by_country else place.name] += 1
        else:
            known[place.id] += 1
            if place.id not in places or place.name < places[place.id].name:
                places[place.id] = place  # one name for a place, whatever the order of events
    order = sorted(known, key=lambda id: (-known[id], id))
    return [(places[id], known[id]) for id in order], countries, nowhere


def _frame(axes: Axes, extent: Extent) -> None:
    """The grid of degrees."""
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)
    span = max((extent.east - extent.west) * extent.squeeze, extent.north - extent.south)
    step = next((s for s in (1, 2, 5, 10, 20, 30) if span / s <= 8), 45)
    for ticks, low, high, plus, minus in (
        (axes.set_xticks, extent.west, extent.east, "E", "W"), (axes.set_yticks, extent.south, extent.north, "N", "S"),
    ):  # fmt: skip
        at = [degree for degree in range(-360, 361, step) if low < degree < high]
        ticks(at, [f"{abs(degree)}°{plus if degree > 0 else minus if degree < 0 else ''}" for degree in at])
    axes.tick_params(length=0, labelsize=7, pad=3, labelcolor=GREY)
    axes.tick_params(axis="y", pad=-4)
    for label in axes.get_yticklabels():
        label.set_horizontalalignment("left")
        label.set_verticalalignment("bottom")
    axes.grid(color=LINE, linewidth=0.5)
    for spine in axes.spines.values():
        spine.set_visible(True)


def _places(axes: Axes, known: Known, extent: Extent, paper: tuple[float, float]) -> None:
    """Discs below, dots above them, and names where they fit, those with most events first."""
    most = known[0][1] if known else 1
    degree, up = paper[0] / (extent.east - extent.west), paper[1] / (extent.north - extent.south)  # inches of one
    names: list[tuple[str, tuple[float, float], float]] = []
    dots: list[Box] = []
    for place, number in known:
        x, y = _point(place)
        at = ((x - extent.west) * degree, (y - extent.south) * up)
        half = _disc(axes, place) if place.precision in RADIUS else _dot(axes, place, (number / most) ** 0.5)
        if half:
            dots.append((at[0] - half, at[1] - half, at[0] + half, at[1] + half))
        names.append((f"{fitted(place.name, 1.6, SIZE)} {number:,}", at, half))
    _names(axes, names, dots, paper)


def _disc(axes: Axes, place: Place) -> float:
    high = 2 * RADIUS[place.precision] / KM
    axes.add_patch(
        Ellipse(_point(place), high / narrowing(place.lat or 0), high, facecolor=BLUE + "22", edgecolor=BLUE,
                linewidth=0.8, zorder=2)
    )  # fmt: skip
    return 0.0


def _dot(axes: Axes, place: Place, share: float) -> float:
    """Draws it, and gives half its width in inches."""
    size = 3.0 + 11.0 * share
    x, y = _point(place)
    axes.plot(
        [x], [y], "o", markersize=size, color=VERMILION, alpha=0.8, zorder=3, markeredgecolor="white",
        markeredgewidth=0.6,
    )  # fmt: skip
    return size / 144


def _names(
    axes: Axes, names: Sequence[tuple[str, tuple[float, float], float]], dots: Sequence[Box],
    paper: tuple[float, float],
) -> None:  # fmt: skip
    for one in placed(names[:LABELS], dots, paper):
        axes.text(
            one.box[0] / paper[0], (one.box[1] + 0.03) / paper[1], one.words, fontsize=SIZE, zorder=5, color=INK,
            verticalalignment="baseline", transform=axes.transAxes,
        )  # fmt: skip
        if one.line and not is_short(one.line):
            across, up = zip(*one.line, strict=True)
            axes.plot(
                [x / paper[0] for x in across], [y / paper[1] for y in up], color=SOFT, linewidth=0.6, zorder=4,
                transform=axes.transAxes,
            )  # fmt: skip


def _list(sheet: Sheet, heading: str, counted: Counter[str], y: float) -> float:
    """A list at the right; gives where it ends."""
    left = WIDTH - MARGIN - _LIST
    sheet.write(left, y, heading, weight="bold", size=8.5)
    order = sorted(counted, key=lambda name: (-counted[name], name))
    rows = [(name, f"{counted[name]:,}") for name in order[:LISTED]] or [("none", "")]
    if len(order) > LISTED:
        rest = order[LISTED:]
        rows.append((f"{len(rest)} others", f"{sum(counted[name] for name in rest):,}"))
    for at, (name, number) in enumerate(rows):
        foot = y - 0.22 - at * 0.175
        sheet.write(left, foot, fitted(name, _LIST - 0.5, 8), size=8, colour=SOFT)
        sheet.write(left + _LIST, foot, number, size=8, colour=SOFT, side="right")
    return y - 0.22 - len(rows) * 0.175
