from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("whimbrel.export.page").joinpath("templates", "page.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
)
PAIRS = [("ink", "paper"), ("soft", "paper"), ("accent", "paper"), ("ink", "tint"), ("soft", "tint"),
         ("ink", "mark"), ("ink", "mark-strong"), ("warn", "warn-tint"), ("soft", "warn-tint"), ("ink", "warn-tint"),
         ("accent", "tint"), ("calm", "calm-tint"), ("ink", "card")]  # fmt: skip


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_text_stands_out_enough(colours: dict[str, str], front: str, back: str) -> None:
    one, other = sorted((luminance(colours[front]), luminance(colours[back])))
    assert (other + 0.05) / (one + 0.05) >= 4.5  # WCAG 2.1 AA
