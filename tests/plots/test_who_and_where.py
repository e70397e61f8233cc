"""Networks, maps and outlets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import samples

from whimbrel.model import ActorKind, Origin, Precision
from whimbrel.plots import map as map_picture
from whimbrel.plots import network, outlets, outlines
from whimbrel.plots.map_extent import extent_of
from whimbrel.plots.map_names import placed
from whimbrel.plots.material import Material
from whimbrel.plots.ring import around
from whimbrel.plots.sheet import Sheet

from .conftest import Make, party, place


def told(sheet: Sheet) -> list[str]:
    inside = [text.get_text() for axes in sheet.figure.axes for text in axes.texts]
    return [text.get_text() for text in sheet.figure.texts] + inside


# ---- network


def test_hundreds_of_actors_leave_those_with_most_events(make: Make) -> None:
    hub = party("Hub")
    events = [
        make(f"e{at}-{again}", actors=(hub,), recipients=(party(f"Group {at:03}"),))
        for at in range(300)
        for again in range(1 + (at < 5))
    ]
    sheet = network.draw(Material(events))
    names = [text for text in told(sheet) if text.startswith("Group")]
    assert len(names) == network.MOST - 1
    assert {f"Group {at:03}" for at in range(5)} <= set(names)
    assert f"Left out: {301 - network.MOST} actors with fewer such events." in sheet.caption


def test_too_many_ties_leave_the_strongest(make: Make) -> None:
    groups = [party(f"Group {at}") for at in range(20)]
    events = [
        make(f"{a.id}{b.id}", actors=(a,), recipients=(b,)) for a in groups for b in groups if a.id != b.id
    ]  # fmt: skip
    sheet = network.draw(Material(events))
    assert f"Left out: {20 * 19 - network.TIES} ties of fewest events." in sheet.caption


def test_who_fights_has_a_direction_and_who_meets_none(make: Make) -> None:
    one, other, crowd = party("One"), party("Other"), party("gunmen", ActorKind.GROUP)
    events = [
        make("a", actors=(one,), recipients=(other,)),
        make("b", type="CONSULT", mode="", actors=(other, one), recipients=()),
        make("c", actors=(crowd,), recipients=(one,)),
        make("d", actors=(one,), recipients=(one,)),
    ]
    sheet = network.draw(Material(events))
    (axes,) = sheet.figure.axes
    styles = [type(patch.get_arrowstyle()).__name__ for patch in axes.patches]
    assert styles == ["Curve", "CurveFilledB"]
    assert "2 of 2 actors, 2 events with two sides" in told(sheet)
    assert "gunmen" not in told(sheet)


def test_neighbours_on_the_ring_are_those_with_most_ties() -> None:
    order = around({("a", "b"): 9, ("c", "d"): 9, ("a", "c"): 1, ("b", "e"): 5})
    assert sorted(order) == ["a", "b", "c", "d", "e"]
    at = {id: place for place, id in enumerate(order)}
    for pair in (("a", "b"), ("c", "d"), ("b", "e")):
        assert abs(at[pair[0]] - at[pair[1]]) in (1, len(order) - 1)
    assert around({}) == []


# ---- map


def test_what_is_known_by_country_alone_is_listed_and_never_a_pin(make: Make) -> None:
    centre = place("Somalia", 6.0, 48.0, Precision.COUNTRY)
    events = [make("a", place=samples.MOGADISHU), make("b", place=samples.SOMALIA), make("c", place=centre),
              make("d", place=None)]  # fmt: skip
    sheet = map_picture.draw(Material(events))
    (axes,) = sheet.figure.axes
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    assert [tuple(float(one[0]) for one in line.get_data()) for line in dots] == [(45.3438, 2.0371)]
    texts = told(sheet)
    assert texts[texts.index("Known by country or region alone") + 1 :][:2] == ["Somalia", "2"]
    assert "Not drawn: 1 event whose place is not told." in sheet.caption


def test_an_area_is_as_wide_as_its_kind(make: Make) -> None:
    events = [make("a", place=samples.TIGRAY), make("b", place=place("Jubba", 1, 42, Precision.DISTRICT)),
              make("c", place=samples.MOGADISHU), make("d", place=place("Sahel", 9, 9, Precision.REGION))]  # fmt: skip
    sheet = map_picture.draw(Material(events))
    (axes,) = sheet.figure.axes
    assert sorted(round(disc.get_height() * 111.2) for disc in axes.patches) == [30, 100]
    assert len([line for line in axes.lines if line.get_marker() == "o"]) == 1
    texts = told(sheet)
    assert texts[texts.index("Known by country or region alone") + 1] == "Sahel"


def test_far_places_are_listed_where_they_would_make_the_map_small(make: Make) -> None:
    near = [make(f"n{at}", place=place(f"Near {at}", 10 + at / 10, 40 + at / 10)) for at in range(20)]
    sheet = map_picture.draw(Material([*near, make("f", place=place("Far", -45, 170))]))
    texts = told(sheet)
    assert texts[texts.index("Beyond the map") + 1 :][:2] == ["Far", "1"]
    assert any("1 event beyond the map" in text for text in texts)


def test_the_extent_holds_everything_that_is_not_far() -> None:
    points = {(10.0, 50.0): 5, (11.0, 51.0): 5, (-70.0, -30.0): 1}
    extent = extent_of(points, 0)
    assert [extent.holds(point) for point in points] == [True, True, False]
    assert all(extent_of({(10.0, 50.0): 1, (30.0, 50.0): 1}, 0).holds(p) for p in ((10.0, 50.0), (30.0, 50.0)))
    assert extent_of({}, 0).east == 180


def test_no_name_covers_another_or_a_dot() -> None:
    dots = [(x / 5, 2.0, x / 5 + 0.1, 2.1) for x in range(20)]
    names = [(f"Some Town {at} 12", (dot[0] + 0.05, 2.05), 0.05) for at, dot in enumerate(dots)]
    boxes = [one.box for one in placed(names, dots, (6.0, 4.0))]
    assert len(boxes) > 10
    both = [(a, b) for a in boxes for b in [*boxes, *dots] if a is not b]
    assert not [1 for a, b in both if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]
    assert all(box[0] > 0 and box[2] < 6 and box[1] > 0 and box[3] < 4 for box in boxes)


@pytest.mark.parametrize("broken", [None, "{", '{"features": [{"geometry": null}]}', '{"features": 3}'])
def test_a_map_needs_no_outlines(
    broken: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Make
) -> None:
    file = tmp_path / "countries.json"
    if broken is not None:
        file.write_text(broken)
    monkeypatch.setattr(outlines, "SHAPES", (str(file),))
    outlines.outlines.cache_clear()
    (axes,) = map_picture.draw(Material([make("a")])).figure.axes
    assert not axes.collections
    outlines.outlines.cache_clear()


def test_outlines_are_drawn_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Make) -> None:
    square = [[[40, 0], [50, 0], [50, 10], [40, 10], [40, 0]]]
    far = [[[-100, 0], [-90, 0], [-90, 10], [-100, 0]]]
    shapes = [{"type": "Polygon", "coordinates": square}, {"type": "MultiPolygon", "coordinates": [far, square]}]
    features = [{"type": "Feature", "geometry": shape} for shape in (*shapes, None)]
    (tmp_path / "c.json").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    monkeypatch.setattr(outlines, "SHAPES", (str(tmp_path / "c.json"),))
    outlines.outlines.cache_clear()
    (axes,) = map_picture.draw(Material([make("a")])).figure.axes
    assert [len(one.get_paths()) for one in axes.collections] == [2]
    outlines.outlines.cache_clear()


# ---- outlets


def parts(sheet: Sheet) -> list[list[float]]:
    """Lengths of the bars of each row: told by an independent origin too, copied, alone."""
    (axes,) = sheet.figure.axes
    widths = [patch.get_width() for patch in axes.patches]
    rows = len(widths) // 3
    return [widths[row::rows] for row in range(rows)]


def test_independent_tellings_copies_and_lone_ones_are_told_apart(make: Make) -> None:
    names = {"r1": "Wire", "r2": "Post", "r3": "Radio", "r4": "", "r5": ""}
    events = [
        make("a", reports=("r1",), origins=(Origin(("r1",), "r1"),)),
        make("b", reports=("r1", "r2"), origins=(Origin(("r1", "r2"), "r1"),)),
        make("c", reports=("r1", "r3"), origins=(Origin(("r1",), "r1"), Origin(("r3",), "r3"))),
        make("d", reports=("r4", "r5"), origins=(Origin(("r4",), "r4"), Origin(("r5",), "r5"))),
    ]
    sheet = outlets.draw(Material(events, names))
    assert parts(sheet) == [[1, 1, 1], [0, 1, 0], [1, 0, 0], [1, 0, 0]]  # Wire, Post, Radio, not known
    assert "4 events told by 3 outlets and reports of no known outlet" in told(sheet)


def test_a_long_tail_is_folded(make: Make) -> None:
    events = [make(f"e{at}", reports=(f"r{at}",), origins=(Origin((f"r{at}",), f"r{at}"),)) for at in range(100)]
    sheet = outlets.draw(Material(events, {f"r{at}": f"Outlet {at:03}" for at in range(100)}))
    assert "76 others" in told(sheet)
    assert "76 in 76 reports" in told(sheet)
