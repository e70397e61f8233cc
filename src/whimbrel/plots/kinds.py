"""Which pictures there are, and where. Modules are loaded when asked for: matplotlib is not everybody's."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from whimbrel.errors import UsageError

if TYPE_CHECKING:
    from whimbrel.plots.material import Material
    from whimbrel.plots.picture import Picture

KINDS = {  # what each shows
    "timeline": "the events that most sources tell, each at its days",
    "weeks": "events per week by type",
    "network": "actors: who meets and who fights whom",
    "map": "where events took place, as exactly as is known",
    "outlets": "what each outlet covers, alone and with others",
}


def draw(kind: str, material: Material) -> Picture:
    """A picture of these events. Raises UsageError for another kind, or where matplotlib is not installed."""
    if kind not in KINDS:
        raise UsageError(f"there is no picture {kind!r}", remedy=f"one of {', '.join(KINDS)}")
    try:
        import_module("matplotlib")
    except ImportError as error:
        raise UsageError("matplotlib is not installed", remedy="pip install 'whimbrel[plots]'") from error
    from whimbrel.plots.picture import Picture  # noqa: PLC0415 - matplotlib
    from whimbrel.plots.style import whimbrel_style  # noqa: PLC0415

    with whimbrel_style():
        sheet = import_module(f"whimbrel.plots.{kind}").draw(material)
    return Picture(sheet.title, sheet.caption, sheet.figure)
