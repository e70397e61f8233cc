"""From an expression to a `When`: against a known day of publication, an uncertain one, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from whimbrel.coder.times.anchored import on
from whimbrel.coder.times.expression import Form, Offset, Stamp, Step, Stretch, TimeExpression
from whimbrel.coder.times.reading import Reading
from whimbrel.coder.times.stamps import absolute, no_such_day
from whimbrel.coder.times.wording import in_words
from whimbrel.model import When

MOST_ANCHOR_DAYS = 400  # a publication known less well than this ties nothing
MOST_LISTED = 12
UNTIMED = frozenset({"since", "until", "by", "before", "after"})  # prepositions that open one end


def resolve(
    expression: TimeExpression, anchor: When | date | None, tense: str = "past", reference: When | None = None
) -> When:
    """The expression as a `When`.

    `anchor` is the day of publication; it may be a `When` that is only an interval (the answer is then the set or
    interval of what each of its days gives) or None. `tense` ("past", "present", "future") says which way an
    expression such as "Saturday" points. `reference` is the time told of before, for "two days later" and "that day".

    `how` is "stated" (the words give the date), "relative" (tied through the anchor), "partial" (a day or month whose
    year is not known: EDTF "XXXX-05-01") or "unresolved". Words that contradict the calendar or themselves are told
    in `relative`, beginning "conflict:", and not repaired.
    """
    form = expression.form
    fixed = fixed_reading(form)
    days = anchor_days(anchor)
    if fixed is not None:
        return when(expression, bounded(expression, fixed, days[-1] if days else None, tense), "stated")
    if not days:
        return unanchored(expression, tense, reference)
    told = as_reading(reference)
    readings = [found for day in days if (found := on(form, expression.clock, day, tense, told))]
    if len(readings) < len(days):
        return unanchored(expression, tense, None)
    merged = bounded(expression, unified(readings), days[-1], tense)
    words = in_words(form, expression.clock, tense) if len(days) > 1 else ""
    inferred = isinstance(anchor, When) and anchor.how == "inferred"
    how = "inferred" if inferred else "relative"  # reckoned from a day that is itself reckoned
    return when(expression, merged, how if merged.edtf else "unresolved", words)


def anchor_days(anchor: When | date | None) -> list[date]:
    """Every day publication may have been; none when it is not known, open, or known too poorly to tie anything."""
    if anchor is None:
        return []
    if isinstance(anchor, date):
        return [date(anchor.year, anchor.month, anchor.day)]
    if anchor.earliest is None or anchor.latest is None:
        return []
    size = (anchor.latest - anchor.earliest).days
    if not 0 <= size < MOST_ANCHOR_DAYS:
        return []
    return [anchor.earliest + timedelta(days=k) for k in range(size + 1)]


def as_reading(reference: When | None) -> Reading | None:
    if reference is None or (reference.earliest is None and reference.latest is None):
        return None
    return Reading(reference.edtf, reference.earliest, reference.latest, reference.edtf or "")


def fixed_reading(form: Form) -> Reading | None:
    """The reading of a form that needs no anchor."""
    if isinstance(form, Stamp):
        return absolute(form)
    if isinstance(form, Stretch) and all(fixed_reading(end) for end in (form.first, form.last)):
        return on(form, None, date(2000, 1, 1), "past")
    if isinstance(form, Offset) and not isinstance(form.base, str) and fixed_reading(form.base):
        return on(form, None, date(2000, 1, 1), "past")
    return None


def unified(readings: Sequence[Reading]) -> Reading:
    """What several readings, one of which is right, say together: the one, a set, or an interval."""
    distinct = list({reading.edtf: reading for reading in readings}.values())
    if len(distinct) == 1:
        return distinct[0]
    firsts = [r.first for r in distinct]
    lasts = [r.last for r in distinct]
    first = min((d for d in firsts if d), default=None) if None not in firsts else None
    last = max((d for d in lasts if d), default=None) if None not in lasts else None
    plain = [r.edtf for r in distinct if r.edtf and not set(r.edtf) & set("/[]{}.~?%")]
    if len(plain) == len(distinct):
        whole = sorted(plain)
        run = len(distinct) > MOST_LISTED or (len(distinct) > 2 and is_run(distinct))
        return Reading(f"[{whole[0]}..{whole[-1]}]" if run else f"[{','.join(whole)}]", first, last)
    a = first.isoformat() if first else ""
    b = last.isoformat() if last else ""
    return Reading(f"[{a}..{b}]", first, last)


def is_run(readings: Sequence[Reading]) -> bool:
    """Whether single days follow each other without a gap."""
    days = sorted(r.first for r in readings if r.first and r.first == r.last)
    return len(days) == len(readings) and (days[-1] - days[0]).days == len(days) - 1


def bounded(expression: TimeExpression, found: Reading, published: date | None, tense: str) -> Reading:
    """The reading as its preposition has it: since and after run on, until, by and before run up."""
    first, last = found.first, found.last
    plain = found.edtf if found.edtf and not set(found.edtf) & set("/[") else None
    if expression.bound in ("since", "after") and first:
        start = plain or first.isoformat()
        open_end = tense != "past" or published is None or published < first
        end = None if open_end else published
        if end == first == last:
            return found
        return Reading(f"{start}/{end.isoformat() if end else '..'}", first, end, found.timex, found.note)
    if expression.bound in ("until", "by", "before") and last:
        return Reading(f"../{plain or last.isoformat()}", None, last, found.timex, found.note)
    return found


def when(expression: TimeExpression, found: Reading, how: str, words: str = "") -> When:
    relative = "; ".join(part for part in (words, found.note) if part)
    return When(
        found.edtf,
        found.first,
        found.last,
        how,
        expression.text,
        relative,
        named_weekday(expression.form),
        expression.span,
    )


def named_weekday(form: Form) -> int | None:
    return form.weekday if isinstance(form, Stamp) else None


def unanchored(expression: TimeExpression, tense: str, reference: When | None) -> When:
    """What can be said without the day of publication: words, a weekday, a day without its year."""
    form = expression.form
    if reference is not None and points_back(form):
        told = as_reading(reference)
        found = on(form, expression.clock, date(2000, 1, 1), tense, told) if told else None
        if found:
            return when(expression, found, "relative")
    words = in_words(form, expression.clock, tense)
    if expression.bound in UNTIMED:
        return When(
            None,
            None,
            None,
            "unresolved",
            expression.text,
            f"{expression.bound} {words}",
            named_weekday(form),
            expression.span,
        )
    if isinstance(form, Stamp) and form.year_which is None and form.which is None and form.month and not form.edge:
        partial = f"XXXX-{form.month:02}" + (f"-{form.day:02}" if form.day else "")
        impossible = (
            no_such_day(2000, form.month, form.day) if form.day and form.day > days_at_most(form.month) else None
        )
        if impossible is None:
            return When(partial, None, None, "partial", expression.text, words, form.weekday, expression.span)
        words = f"{words}; conflict: that month never has {form.day} days"
    return When(None, None, None, "unresolved", expression.text, words, named_weekday(form), expression.span)


def days_at_most(month: int) -> int:
    return 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31


def points_back(form: Form) -> bool:
    """Whether a form counts from the time told of before rather than from publication."""
    return (isinstance(form, Step) and form.free) or (isinstance(form, Offset) and form.base == "then")
