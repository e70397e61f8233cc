"""What somebody did and underwent, by what reports tell, in order of time.

read_text(report, knowledge) -> Text                    a report parsed
called(name, trees) -> Called                           how texts call the bearer of a name
happened_to(text, who, knowledge) -> list[Happening]    what the one so called does and undergoes in it, dated
line_up(happenings) -> list[Point]                      those of many reports on one line
"""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.coder import Knowledge
from whimbrel.model import Span
from whimbrel.timelines.called import Called, called
from whimbrel.timelines.days import dated, written
from whimbrel.timelines.happenings import Happening, find_happenings
from whimbrel.timelines.line import Point, line_up
from whimbrel.timelines.mentions import find_mentions
from whimbrel.timelines.reading import Text, read_text

__all__ = ["Called", "Happening", "Point", "Text", "called", "happened_to", "line_up", "read_text", "written"]


def happened_to(text: Text, who: Called, knowledge: Knowledge, given: Sequence[Span] | None = None) -> list[Happening]:
    """What the one so called does and undergoes in a report, in order of the text, with times.

    With `given` only these words are taken for events.
    """
    return dated(text, list(find_happenings(text, find_mentions(text, who), knowledge.lexicon, given)))
