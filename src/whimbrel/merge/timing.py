"""Do two occurrences agree in time? A day that the words state tells more than the day of publication."""

from __future__ import annotations

from math import log1p

from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.time_overlap import compatible, possible_days, single_weekdays, unbounded, width_days
from whimbrel.model import When

INFERRED_DAYS = 3
NOT_KNOWN = "dates not known"
FEW_WEEKS = 9  # two months of one weekday; of more, one is no better known than of any
WEEKDAY_ALONE = "weekday alone"
OPEN = frozenset({NOT_KNOWN, WEEKDAY_ALONE})  # what forbids, but contradicts nothing
TOGETHER = 0.75  # for reports of one day; those of two days side by side tell nothing, others tell against
WEEK = 7  # days between two publications from which more tell no more
FAR = 4  # days between two times from which more tell no more
ALMOST = 0.25  # likeness of words from which a day may be one off
NEARLY_ONE_TEXT = 0.4
ODD_TOLL = 3  # dead from which a number is not often shared by chance


def see_time(
    a: Occurrence, b: Occurrence, seen: dict[str, float], *, within: bool, copied: bool, like: float, toll: int
) -> str:
    """Note in `seen` how times agree; gives what forbids that they are one, or "". `toll`: the dead both give."""
    if a.historical != b.historical and not (a.stated and b.stated) and not _dated_history(a, b, within=within):
        return "one is history"
    if within:
        return _see_within(a, b, seen)
    if not copied:
        _see_publication(a, b, seen)
    left, right = a.stated or a.assumed, b.stated or b.assumed
    verdict = compatible(left, right)
    if verdict is False:
        excuse = _excuse(a, b, copied=copied, like=like, toll=toll)
        if not excuse:
            return "time"
        seen[f"time: {excuse}"] = 1.0
        return ""
    if left is None or right is None or _broadly_inferred(left) or _broadly_inferred(right):
        return "" if copied else NOT_KNOWN
    if a.stated and b.stated:
        if not verdict and not (width_days(a.stated) and width_days(b.stated)):
            return "" if copied else NOT_KNOWN
        width = max(width_days(a.stated) or 1, width_days(b.stated) or 1)
        name = (
            "same day" if width <= 1 else "same days" if width <= 3 else "same month" if width <= 31 else "same years"
        )
        seen[f"time: {name}"] = 1.0
        return ""
    if unbounded(left) or unbounded(right):
        return "" if copied else NOT_KNOWN  # "Wednesday" of no known week is near no day
    kind = "stated" if a.stated or b.stated else "published"
    seen[f"time: {kind} {_days_between(left, right)} apart"] = 1.0
    return ""


def _dated_history(a: Occurrence, b: Occurrence, *, within: bool) -> bool:
    """Whether what is recalled is told with its day: then it may be what another report told on that day."""
    past = a if a.historical else b
    return not within and width_days(past.stated) == 1


def _see_publication(a: Occurrence, b: Occurrence, seen: dict[str, float]) -> None:
    """News is told within days: the farther apart two reports came out, the less they tell of one happening.

    Not where both give the full date: what is told again years later is still of that day.
    """
    if a.came_out is None or b.came_out is None:
        return
    if a.stated and b.stated and a.stated.how == b.stated.how == "stated":
        return
    gap = min(abs((a.came_out - b.came_out).days), WEEK)
    seen["time: told together"] = TOGETHER - log1p(gap)


def one_of_its_days(a: Occurrence, b: Occurrence) -> bool:
    """Whether one time is a day and the other, reckoned from what an undated report mentions, a few listed days with
    this one among them: "Friday" in a month that is known."""
    if not a.stated or not b.stated:
        return False
    days = sorted((possible_days(a.stated), possible_days(b.stated)), key=len)
    return len(days[0]) == 1 and days[0] < days[1] and len(days[1]) <= FEW_WEEKS


def gives_weekday_alone(when: When | None) -> bool:
    """Whether little more than the weekday is known of a time: it is of any week, or of one of many."""
    if when is None:
        return False
    days = possible_days(when)
    return len(days) > FEW_WEEKS if days else unbounded(when) and bool(single_weekdays(when))


def fits_weekday(a: Occurrence, b: Occurrence) -> bool:
    """Whether of one time the weekday alone is known, and the other is a day that it may be."""
    if not a.stated or not b.stated or gives_weekday_alone(a.stated) == gives_weekday_alone(b.stated):
        return False
    open_one, other = (a.stated, b.stated) if gives_weekday_alone(a.stated) else (b.stated, a.stated)
    listed, days = possible_days(open_one), possible_days(other)
    return len(days) == 1 and (days <= listed if listed else single_weekdays(open_one) == single_weekdays(other))


def _see_within(a: Occurrence, b: Occurrence, seen: dict[str, float]) -> str:
    """In one report: what gives no time takes part in the time of the rest, unless that is long ago."""
    verdict = compatible(a.stated, b.stated)
    if verdict is False:
        return "time"
    if a.stated and b.stated:
        if verdict:
            seen["time: same day"] = 1.0
        elif a.stated.text == b.stated.text:
            seen["time: same words"] = 1.0
    elif compatible(a.stated or a.assumed, b.stated or b.assumed) is False:
        seen["time: one is past"] = 1.0
    return ""


def _broadly_inferred(when: When) -> bool:
    """Whether a time was reckoned from what an undated report mentions, and leaves more than a few days."""
    return when.how == "inferred" and (width_days(when) or INFERRED_DAYS + 1) > INFERRED_DAYS


def _days_between(a: When, b: When) -> int:
    """Days between the last day of each, at most FAR: of a publication window that is the day of publication."""
    return min(abs((a.latest - b.latest).days), FAR) if a.latest and b.latest else FAR


def _excuse(a: Occurrence, b: Occurrence, *, copied: bool, like: float, toll: int) -> str:
    """Why times that contradict each other may yet be one, or "".

    Archives and copies often carry the wrong date: the same words for the day ("on Tuesday") are then counted from
    other dates of publication. And a day may be told for the day on which somebody spoke of it, or a report be dated
    the evening before. Both take nearly the same text, or much the same and an exact toll.
    """
    if a.stated and b.stated:
        if a.stated.how != "relative" or b.stated.how != "relative":
            return ""
        if _same_weekday(a.stated, b.stated) and (copied or (like >= ALMOST and toll >= ODD_TOLL)):
            return "other date of publication"
    one_off = _gap(a.stated or a.assumed, b.stated or b.assumed) == 1
    return "one day off" if one_off and toll >= ODD_TOLL and (copied or like >= ALMOST) else ""


def _same_weekday(a: When, b: When) -> bool:
    """Whether two days are counted from dates of publication by the same words, or are the same day of their weeks."""
    if a.text.lower() == b.text.lower():
        return True
    left, right = ({day.weekday() for day in possible_days(when)} for when in (a, b))
    return len(left) == 1 and left == right and a.weekday is not None and b.weekday is not None


def _gap(a: When | None, b: When | None) -> int | None:
    if a is None or b is None or not (a.earliest and a.latest and b.earliest and b.latest):
        return None
    return max((a.earliest - b.latest).days, (b.earliest - a.latest).days)
