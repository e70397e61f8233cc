"""The publication date of a report, from what its container says and what its text states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from whimbrel.clean.dates import Dateline, Stamp, as_when, dateline_at, find_stamp, read_date, stamp_at
from whimbrel.model import Passage, PassageKind, Span, When

_MARGIN: Final = (PassageKind.FURNITURE, PassageKind.CREDIT)
_SOON: Final = 3  # days within which news reports are usually updated
_TOP: Final = 10  # passages from the top in which a bare stamp may stand


def published_when(text: str, passages: Sequence[Passage], given: str, trusted: bool = False) -> When | None:
    """The day of publication, or None when neither the container nor the text states one.

    A full date that the text carries as its own stamp outweighs the container's field, which is often the day of the
    crawl; with `trusted` (a page's own metadata) the field wins. So does the field over a stamp of a later change,
    unless the change came so late that the field is more likely to be wrong.
    """
    days = read_date(given) if given else ()
    if days and trusted:
        return as_when(days, "metadata", given.strip())
    stamp = _own_stamp(text, passages)
    if stamp and not (stamp.updated and days and 0 <= (max(stamp.days) - min(days)).days <= _SOON):
        common = tuple(day for day in stamp.days if day in days)
        return as_when(common or stamp.days, "stated", stamp.text, stamp.span)
    if days:
        return as_when(days, "metadata", given.strip())
    return _from_dateline(text, passages)


def _own_stamp(text: str, passages: Sequence[Passage]) -> Stamp | None:
    """The stamp at the top or, labelled, anywhere in the margins of the text; publication goes before change."""
    found = own_stamps(text, passages)
    return next((stamp for stamp in found if not stamp.updated), found[0] if found else None)


def own_stamps(text: str, passages: Sequence[Passage]) -> list[Stamp]:
    """The page's own dates: at the top of the text or, labelled, anywhere in its margins."""
    found: list[Stamp] = []
    for number, passage in enumerate(passages):
        if passage.kind.broad not in _MARGIN:
            continue
        span = passage.span
        stamp = stamp_at(text, span.start) if number < _TOP else None
        stamp = stamp or find_stamp(text, span.start, min(span.end, span.start + 300), labelled=True)
        if stamp is None and number < _TOP and span.end - span.start < 120:
            stamp = find_stamp(text, span.start, span.end)
        if stamp and not _is_copyright(text, span):
            found.append(stamp)
    return found


def _is_copyright(text: str, span: Span) -> bool:
    return "©" in text[span.start : span.start + 20] or text[span.start : span.start + 9].lower() == "copyright"


def _from_dateline(text: str, passages: Sequence[Passage]) -> When | None:
    for passage in passages[:_TOP]:
        if (
            passage.kind.broad is PassageKind.FURNITURE
            and (line := dateline_at(text, passage.span.start))
            and line.month
        ):
            return _dateline_when(line, text)
    return None


def _dateline_when(line: Dateline, text: str) -> When | None:
    """A dateline's day; its year is open (EDTF XXXX) when it does not say."""
    words = text[line.span.start : line.span.end]
    if line.year:
        try:
            return as_when((date(line.year, line.month, line.day),), "dateline", words, line.span)
        except ValueError:
            return None
    return When(f"XXXX-{line.month:02d}-{line.day:02d}", None, None, "dateline", words, span=line.span)
