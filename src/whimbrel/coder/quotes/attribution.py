"""What is found: who is said to say, think or want what, and the words that tell it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whimbrel.model import Participant, PassageKind, Span, Speaker


class Kind(StrEnum):
    """How the content is given."""

    DIRECT = "direct"  # all of it in quotation marks
    INDIRECT = "indirect"  # none of it
    MIXED = "mixed"  # reported speech with quoted words


class Stance(StrEnum):
    """What sort of attribution the cue makes."""

    SPEECH = "speech"
    BELIEF = "belief"
    INTENTION = "intention"
    PERCEPTION = "perception"
    JUDGEMENT = "judgement"  # praises, condemns, supports, opposes
    EVIDENCE = "evidence"  # a document, poll or picture shows


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution of a report. Every span is exact: `report.text[span.start:span.end]` are its words.

    `source` is the whole noun phrase as written ("the minister, a former general", "who", "he"), None where nobody is
    named ("was expected to"). `cue` is the verb with its auxiliaries and particles, a noun ("claim"), "according to",
    or the colon of a headline. `content` are the runs of what is attributed, quotation marks included, in order.
    `verb` is the cue's dictionary form. `speaker` is the source as a party, None where nobody can be told.
    `chain` is who passes it on, outermost first: the outlet where the report names one, whoever reports the reporting,
    the source itself last. `within` is the id of the attribution whose content this one stands in, or "".
    """

    id: str
    report: str
    passage: PassageKind
    kind: Kind
    stance: Stance
    verb: str
    cue: Span
    content: tuple[Span, ...]
    source: Span | None = None
    addressee: Span | None = None
    speaker: Participant | None = None
    chain: tuple[Speaker, ...] = ()
    within: str = ""

    @property
    def span(self) -> Span:
        """From the first to the last character of source, cue and content."""
        parts = [self.cue, *self.content, *([self.source] if self.source else [])]
        return Span(min(part.start for part in parts), max(part.end for part in parts))
