"""What holds for every kind of picture."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from lxml import etree
from runs import Whimbrel

from whimbrel.api import Chronicle
from whimbrel.chronicle import EventFilter
from whimbrel.cli.plot import Kind
from whimbrel.errors import UsageError
from whimbrel.plots.kinds import KINDS, draw
from whimbrel.plots.material import Material

from .conftest import Make, party, place

HOSTILE = "$x_1$ <script>alert(1)</script> \x1b[31m\u202eevil & co \ufffe\\alpha " + "long " * 40
ARABIC, HEBREW = "حركة المقاومة", "ממשלת ישראל"


def svg(kind: str, material: Material) -> bytes:
    return draw(kind, material).image("svg")


def words(picture: bytes) -> str:
    """Everything that is written on a picture."""
    root = etree.fromstring(picture)
    return "\n".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[pytest.mark.slow] * (number > 1)) for number, kind in enumerate(KINDS)]
)
def test_equal_events_give_equal_files(kind: str) -> None:
    outlets = {report.id: report.outlet for report in samples.REPORTS}
    first = draw(kind, Material(samples.EVENTS, outlets))
    again = draw(kind, Material(tuple(reversed(samples.EVENTS)), outlets))
    assert first.image("svg") == again.image("svg")
    assert first.image("png") == again.image("png")
    assert b"dc:date" not in first.image("svg")
    assert first.image("png").startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", KINDS)
def test_names_from_the_net_are_text_and_nothing_else(kind: str, make: Make) -> None:
    names = (HOSTILE, ARABIC, HEBREW, "_hidden")
    events = [
        make(
            f"e{at}", actors=(party(name),), recipients=(party(names[at - 1]),), place=place(name, at, at + 40),
            counts={}, reports=(f"r{at}",),
        )
        for at, name in enumerate(names)
    ]  # fmt: skip
    picture = svg(kind, Material(events, {f"r{at}": name for at, name in enumerate(names)}, HOSTILE))
    root = etree.fromstring(picture)
    assert not [one for one in root.iter() if str(one.tag).endswith(("script", "foreignObject"))]
    told = words(picture)
    assert "$x_1$ <script>alert(1)</script>" in told, "text as text, its dollars no mathematics"
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", picture.decode())
    if kind != "weeks":
        assert ARABIC in told
        assert HEBREW in told
        assert "_hidden" in told


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_draw_is_said(kind: str) -> None:
    assert re.search(r"^No event", words(svg(kind, Material(()))), re.MULTILINE)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"timeline"}))
def test_what_did_not_happen_is_not_counted_and_said(kind: str, make: Make) -> None:
    denied = replace(samples.EVENTS[4], id="denied")
    assert denied.status == "denied"
    wrong = make("wrong", checked="wrong")
    told = draw(kind, Material((make("a"), denied, wrong)))
    assert "Not counted: 2 events that are planned, called for, threatened, alleged or denied" in told.caption
    assert "Not counted" not in draw(kind, Material((make("a"), denied), facts_only=False)).caption


def test_an_unknown_picture_or_format_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="no picture 'pie'"):
        draw("pie", Material(()))
    picture = draw("weeks", Material(()))
    with pytest.raises(UsageError, match="not written as 'gif'"):
        picture.save("weeks.gif")
    with pytest.raises(UsageError, match="without an ending"):
        picture.save("weeks")


def test_a_file_is_replaced_only_by_a_whole_picture(tmp_path: Path) -> None:
    file = tmp_path / "weeks.svg"
    file.write_text("before")
    with pytest.raises(UsageError):
        draw("weeks", Material(())).save(file, "jpeg")
    assert file.read_text() == "before"
    draw("weeks", Material(())).save(file)
    assert file.read_text(encoding="utf-8").startswith("<?xml")
    assert [path.name for path in tmp_path.iterdir()] == ["weeks.svg"]


def test_the_api_draws_what_the_filter_wants(tmp_path: Path) -> None:
    with Chronicle.open() as chronicle:
        samples.fill(chronicle)
        out = io.BytesIO()
        picture = chronicle.plot("timeline", out, EventFilter(type="AGREE"), title="Truces")
        assert picture.title == "Truces"
        assert "1 event, earliest first" in words(out.getvalue())
        chronicle.plot("outlets", tmp_path / "o.png")
        assert (tmp_path / "o.png").read_bytes().startswith(b"\x89PNG")
        assert "Not counted" not in chronicle.plot("map", wanted=EventFilter(status="planned")).caption


def test_the_command_writes_a_file_and_says_what_is_on_it(whimbrel: Whimbrel, tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Chronicle.open(path) as chronicle:
        samples.fill(chronicle)
    code, out, err = whimbrel("plot", "network", "-c", path, "-o", tmp_path / "n.svg", "--place", "Somalia")
    assert (code, out) == (0, "")
    assert "an arrow points at the one to whom it is done" in err
    assert b"Hassan Sheikh Mohamud" in (tmp_path / "n.svg").read_bytes()
    assert whimbrel("plot", "pie", "-c", path, "-o", tmp_path / "n.svg")[0] == 2
    code, _, err = whimbrel("plot", "map", "-c", path, "-o", tmp_path / "n.pdf")
    assert code == 2
    assert "'pdf'" in err


def test_the_command_knows_every_picture() -> None:
    assert [str(kind) for kind in Kind] == list(KINDS)
