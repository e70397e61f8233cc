"""Who says what in stored reports: found in their texts when asked, never kept, so always true to the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from whimbrel.coder.code import Knowledge
from whimbrel.coder.quotes import Attribution, attributions
from whimbrel.model import Participant, Report


def find_quotes(
    reports: Iterable[Report],
    knowledge: Knowledge,
    *,
    speaker: str = "",
    text: str = "",
    known: Callable[[Participant], Participant] = lambda who: who,
) -> Iterator[tuple[Report, Attribution]]:
    """Each report's attributions, nested ones too, with the report.

    `speaker` keeps those whose speaker has this id or whose name, or the words given for it, hold all these words;
    `text` those whose content holds all these words. Case does not count. `known` tells who a speaker is by what was
    decided of actors.
    """
    for report in reports:
        if not holds(report.text, text):
            continue
        for read in attributions(report, knowledge, nested=True):
            quote = replace(read, speaker=known(read.speaker)) if read.speaker else read
            said = " ".join(report.text[part.start : part.end] for part in quote.content)
            if holds(said, text) and _is_by(report, quote, speaker):
                yield report, quote


def _is_by(report: Report, quote: Attribution, speaker: str) -> bool:
    if not speaker:
        return True
    party = quote.speaker
    if party is not None and (party.id == speaker or holds(f"{party.name} {party.text}", speaker)):
        return True
    return quote.source is not None and holds(report.text[quote.source.start : quote.source.end], speaker)


def holds(text: str, words: str) -> bool:
    """Whether all words occur in the text, in any order."""
    folded = text.casefold()
    return all(word in folded for word in words.casefold().split())
