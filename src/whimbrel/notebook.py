"""Events, claims and dossiers shown as cards in a notebook.

`import whimbrel` inside IPython or Jupyter is enough; `%load_ext whimbrel.notebook` or `enable()` does the same where
whimbrel was imported before. The nouns themselves know nothing of HTML: IPython is told how each is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


def enable(shell: Any = None) -> bool:
    """Has this IPython shell, or the running one, show whimbrel's nouns as cards; False where none runs."""
    running = shell or _running()
    if running is None:
        return False
    html = running.display_formatter.formatters["text/html"]
    for module, noun, shown in _CARDS:
        html.for_type_by_name(module, noun, shown)
    return True


def load_ipython_extension(shell: Any) -> None:
    """What `%load_ext whimbrel.notebook` calls."""
    enable(shell)


def _running() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None and hasattr(ipython, "get_ipython") else None


def _card(name: str) -> Callable[[Any], str]:
    """The function of this name in `whimbrel.export.cards`, loaded when something is first shown."""

    def show(noun: Any) -> str:
        from whimbrel.export.cards import cards  # noqa: PLC0415 - Jinja and the almanac

        return str(getattr(cards, name)(noun))

    return show


_CARDS = (
    ("whimbrel.model", "Event", _card("event_card")),
    ("whimbrel.model", "Claim", _card("claim_card")),
    ("whimbrel.export.dossier", "Dossier", _card("dossier_card")),
)
