"""Dating the undated: reports whose date is taken away, and with it every stamp of it that stands in the text.

`answered`: the share of reports that get an answer; `inside`: the true date lies in the answer, of those answered;
`median_days`: how many days the answers hold; `median_span`: how many lie from their first to their last, as an answer
may leave days out between the two ("a Thursday or Friday of that spring"). The true date is the row's, unless the text
bears a full stamp of its own at its head or foot: where the two differ it is the text's that is right (see the data's
README).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.result import Outcome, ratio, say
from benchmarks.rows import rows
from whimbrel.almanac import Almanac
from whimbrel.clean import to_report
from whimbrel.clean.dates import read_date
from whimbrel.dating import Dating, date_report
from whimbrel.dating.days import count, holds, span_of
from whimbrel.errors import SetAside
from whimbrel.gather import RawPage
from whimbrel.model import Report

HEAD, FOOT = 400, 300  # characters in which a date of its own stands
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s)?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
ZONE = r"(?:GMT|UTC|KSA|E[SD]?T|CES?T|P[SD]T|BST|IST|EET|MSK|local time)"
CLOCK = rf"(?:[\s,|@–-]{{0,3}}(?:at\s)?(?:{ZONE}\s)?\d{{1,2}}[:.]?\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?{ZONE})?)?"
FULL = (
    rf"(?:{WEEKDAY}(?:{MONTH}\s{{1,2}}{DAY},?\s{{0,2}}{YEAR}|{DAY}[\s-]{{1,2}}{MONTH},?[\s-]{{1,2}}{YEAR}"
    rf"|\d{{1,2}}[-./]\d{{1,2}}[-./]{YEAR}|{YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}))"
)
LABEL = (
    r"(?:(?:last\s|first\s)?(?:updated?|modified|published|posted|date of publication|date|dated|filed)"
    r"(?:\son|\sat)?\s?:?\s{0,2})"
)
STAMP = re.compile(rf"{LABEL}?{FULL}(?!\d){CLOCK}(?:\s-\s{ZONE}\s\d\d:\d\d)?", re.IGNORECASE)
LABELLED = re.compile(rf"{LABEL}(?:{FULL}|{WEEKDAY}{MONTH}\s{DAY}\b|{DAY}\s{MONTH}){CLOCK}", re.IGNORECASE)
RUN_TOGETHER = re.compile(r"(?<=[a-z.]\s\d\d)(?=(?:19|20)\d\d)")  # "Jul 042016", where a page lost its comma
UPDATED = re.compile(r"(?:This post was )?(?:last )?updated at \d{1,2}:\d\d[^.\n]{0,40}", re.IGNORECASE)
DATELINE = re.compile(
    rf"(?P<town>[A-Z][A-Z.'’-]{{2,}}(?:[ /][A-Z][A-Z.'’-]+){{0,3}}(?:,\s[A-Z][A-Za-z. ]{{1,20}})?),\s{WEEKDAY}"
    rf"(?:{MONTH}\s{DAY}|{DAY}\s{MONTH})(?:,?\s{YEAR})?(?=\s?(?:\([A-Z][A-Za-z/ .-]{{1,24}}\))?\s{{0,2}}[-–—:])"
)
AGENCY = re.compile(
    rf"(?:{MONTH}\s{DAY}|{DAY}\s{MONTH})(?:,?\s{YEAR})?(?=\s\((?:Reuters|AFP|AP|Xinhua|UPI|IANS|DPA)\))"
)
ADDRESS = re.compile(rf"\S*/{YEAR}/(?:[a-z]{{3}}|\d\d?)/\d\d?\S*", re.IGNORECASE)
IN_PROSE = re.compile(
    r"\b(?:on|in|since|until|till|by|from|to|of|after|before|between|and|through|the|dated|than|until|last|for|as)\s?$",
    re.IGNORECASE,
)


def run(data: Path) -> Outcome:
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    widths: list[int] = []
    spans: list[int] = []
    examples: list[tuple[str, str]] = []
    almanac = Almanac.load()
    for number, row in enumerate(rows(data)):
        true, text = without_date(row["text"], date.fromisoformat(row["date"][:10]))
        counts["rows"] += 1
        report = undated(text)
        if report is None:
            errors["not read"] += 1
            continue
        found = date_report(report, almanac)
        if found.when is None:
            errors[why_none(found)] += 1
            continue
        counts["answered"] += 1
        widths.append(count(found.days))
        spans.append(span_of(found.days))
        if holds(found.days, true):
            counts["inside"] += 1
        else:
            fault = blame(found, true)
            errors[fault] += 1
            examples.append((fault, told(number, true, found)))
        if counts["rows"] % 100 == 0:
            say(f"dating: {counts['rows']} reports")
    metrics = {
        "answered": ratio(counts["answered"], counts["rows"]),
        "inside": ratio(counts["inside"], counts["answered"]),
        "median_days": float(median(widths)) if widths else 0.0,
        "median_span": float(median(spans)) if spans else 0.0,
    }
    return Outcome(metrics, counts["rows"], errors, examples)


def without_date(text: str, filed: date) -> tuple[date, str]:
    """The true date, and the text without its stamps: datelines lose their day, stamps go whole, prose stays."""
    true = own_stamp(text) or filed
    text = DATELINE.sub(lambda found: found["town"], text)
    for pattern in (LABELLED, UPDATED, AGENCY, ADDRESS):
        text = pattern.sub(" ", text)
    kept: list[str] = []
    at = 0
    for found in STAMP.finditer(text):
        margin = found.start() < HEAD or found.end() > len(text) - FOOT
        if (margin or true in read_date(found[0])) and not IN_PROSE.search(
            text[max(0, found.start() - 12) : found.start()]
        ):
            kept.append(text[at : found.start()])
            at = found.end()
    return true, " ".join([*kept, text[at:]])


def own_stamp(text: str) -> date | None:
    """The full date that stands by itself near the head of the text, or labelled or last at its foot."""
    for found in STAMP.finditer(text):
        margin = found.start() < HEAD // 2 or found.end() > len(text) - 60
        bare = RUN_TOGETHER.sub(" ", re.sub(rf"\A{LABEL}", "", found[0], flags=re.IGNORECASE))
        days = read_date(bare)
        if margin and len(days) == 1 and not IN_PROSE.search(text[max(0, found.start() - 12) : found.start()]):
            return days[0]
    return None


def undated(text: str) -> Report | None:
    """The text as a report that has no date; None when it cannot be read at all."""
    try:
        report = to_report(RawPage("dating", "", "text", text, {}))
    except SetAside:
        return None
    return replace(report, published=None)


def why_none(found: Dating) -> str:
    if found.conflict:
        return "no answer: constraints conflict"
    if found.earliest is None or found.latest is None:
        return (
            "no answer: open"
            + (" before" if found.earliest is None else "")
            + (" after" if found.latest is None else "")
        )
    return "no answer: too wide"


def blame(found: Dating, true: date) -> str:
    """The kind of constraint that shuts the true date out."""
    kinds = sorted({c.kind for c in found.used if not holds(c.allowed, true)})
    return "wrong: " + ", ".join(kinds)


def told(number: int, true: date, found: Dating) -> str:
    guilty = "; ".join(f"{c.text!r} ({c.words})" for c in found.used if not holds(c.allowed, true))
    return f"{number} {true} not in {found.when.edtf if found.when else None}: {guilty}"
