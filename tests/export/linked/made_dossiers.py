"""Dossiers for the formats: the hand-made chronicle, every status, time, place and kind of actor, and hostile text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import samples
from hypothesis import strategies as st

from whimbrel.api import Chronicle, dossiers
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.format import Edition
from whimbrel.export.formats.registry import find_format
from whimbrel.model import (
    ActorKind,
    Claim,
    Event,
    Participant,
    Passage,
    PassageKind,
    Place,
    Precision,
    Report,
    Span,
    Speaker,
    Status,
    When,
)

NAMES = ("annotations", "ftm", "geojson", "html", "icalendar", "markdown", "schema-org", "stix", "timelinejs")
EDITION = Edition("Chronicle & <tests>", datetime(2026, 11, 28, 9, 30, tzinfo=UTC), "0.1.0")
LATER = replace(EDITION, made=datetime(2026, 12, 24, tzinfo=UTC))
SERVED = replace(EDITION, address="https://chronicle.example/base")
HAPPENED = (Status.HAPPENED, Status.ONGOING, Status.HISTORICAL)
OBEYED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

TIMES = {
    "day": When("2022-11-02", date(2022, 11, 2), date(2022, 11, 2), "stated"),
    "days": When("2022-11-02/2022-11-05", date(2022, 11, 2), date(2022, 11, 5), "relative"),
    "month": When("2022-11", date(2022, 11, 1), date(2022, 11, 30), "stated"),
    "autumn": When("2022-23", date(2022, 9, 1), date(2022, 12, 21), "relative"),
    "year": When("2022", date(2022, 1, 1), date(2022, 12, 31), "stated"),
    "one of": When("[2022-11-02,2022-11-09]", date(2022, 11, 2), date(2022, 11, 9), "relative"),
    "about": When("2022-11-02~", date(2022, 10, 30), date(2022, 11, 5), "relative"),
    "before": When("../2022-11-02", None, date(2022, 11, 2), "publication"),
    "after": When("2022-11-02/..", date(2022, 11, 2), None, "publication"),
    "unknown": When(None, None, None, "unresolved", "on Saturday", "Saturday before publication", 5),
}


def of_samples() -> list[Dossier]:
    with Chronicle.open() as chronicle:
        samples.fill(chronicle)
        return list(dossiers(chronicle, chronicle.events()))


def dossier(
    *,
    id: str = "e0",
    status: Status = Status.HAPPENED,
    when: When | None = TIMES["day"],
    place: Place | None = samples.PRETORIA,
    actors: tuple[Participant, ...] = (samples.ETHIOPIA,),
    recipients: tuple[Participant, ...] = (),
    type: str = "AGREE",
    report: Report = samples.TRUCE_TOO,
    words: str = "",
) -> Dossier:
    """An event with one claim of one report. `words` is what was read, else the report's lead."""
    told = words or report.text.split("\n\n")[1]
    claim = samples.claim(report, told, "", type, "", actors, recipients, (place,) if place else (), when, status)
    claim = replace(claim, id=f"c{id}")
    return Dossier(replace(samples.event(claim), id=id, fields={}), (claim,), {report.id: report})


def every_status() -> list[Dossier]:
    return [dossier(id=f"e{number}", status=status) for number, status in enumerate(Status)]


def every_time() -> dict[str, Dossier]:
    return {name: dossier(id=f"e{number}", when=when) for number, (name, when) in enumerate(TIMES.items())}


def every_place() -> dict[Precision, Dossier]:
    return {
        precision: dossier(id=f"e{number}", place=replace(samples.PRETORIA, id=f"place:{number}", precision=precision))
        for number, precision in enumerate(Precision)
    }


def every_kind() -> list[Dossier]:
    return [
        dossier(id=f"e{number}", actors=(Participant(f"one:{number}", f"The {kind} of Ghana", kind, "GHA", "GOV"),))
        for number, kind in enumerate(ActorKind)
    ]


def of_victims() -> Dossier:
    """A bombing by a known group of a private person, whose name is in the sentence only."""
    return dossier(
        id="e0", type="ASSAULT", actors=(samples.SHABAAB,), recipients=(samples.BYSTANDER,),
        report=samples.POST, words="Amina Warsame, a tea seller, was among the wounded.",
    )  # fmt: skip


def everything() -> list[Dossier]:
    """All of the above with ids of their own, as one export."""
    groups = (of_samples(), every_status(), every_time().values(), every_place().values(), every_kind(), [of_victims()])
    return [
        replace(
            one, event=replace(one.event, id=f"e{number}{at}x"), claims=tuple(_own(c, number, at) for c in one.claims)
        )
        for number, group in enumerate(groups)
        for at, one in enumerate(group)
    ]


def _own(claim: Claim, number: int, at: int) -> Claim:
    return replace(claim, id=f"{claim.id}{number}{at}")


MARKS = "\\`*_{}[]()<>#+-.!|~^$@&:;\"'=\r\n\t\x00\x1b\x85\u2028\u202e\u2066\ud800\U0001f600 aא1"
hostile_text = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from(MARKS), max_size=60),
    st.sampled_from(
        (
            "</title><script>alert(1)</script>",
            "![x](javascript:alert(1)) [a](http://evil.example)",
            "x\r\nATTENDEE:mailto:evil@example.com\r\nEND:VEVENT\r\nBEGIN:VEVENT",
            "--- \n# heading\n* * *\n1. one\n    code",
            "{{ site.secrets }} {% include x %} $\\rm x$ ^[note] [^e0-1] @nobody",
            "www.evil.example http://evil.example/?a=b&c=d a@evil.example",
            "<!-- <![CDATA[ ]]> --> &lt;b&gt; &#60;",
            "a | b\n--- | ---\n~~c~~ __d__ `e`",
        )
    ),
)  # fmt: skip


@st.composite
def hostile_dossiers(draw: st.DrawFn) -> Dossier:
    """One event whose every text from outside is hostile."""
    words = draw(hostile_text) or "x"
    text = f"{draw(hostile_text)}{words}"
    report = Report(
        id="r0",
        file=draw(hostile_text),
        text=text,
        outlet=draw(hostile_text),
        url=draw(st.one_of(hostile_text, st.just("https://news.example/a b>c\r\n\"'"))),
        title=draw(hostile_text),
        byline=draw(hostile_text),
        published=draw(st.sampled_from([*TIMES.values(), None])),
        passages=(Passage(PassageKind.BODY, Span(0, len(text))),),
        agency=draw(hostile_text),
    )
    who = Participant(f"local:{draw(hostile_text)}", draw(hostile_text), draw(st.sampled_from(list(ActorKind))),
                      "SOM", "GOV", draw(hostile_text), draw(hostile_text))  # fmt: skip
    place = replace(samples.NAIROBI, id=f"place:{draw(hostile_text)}", name=draw(hostile_text))
    made = dossier(
        status=draw(st.sampled_from(list(Status))), when=draw(st.sampled_from([*TIMES.values(), None])),
        actors=(who,), place=place, report=report, words=words,
    )  # fmt: skip
    says = tuple(Speaker(draw(hostile_text)) for _ in range(draw(st.integers(0, 2))))
    return replace(made, claims=tuple(replace(claim, says=says) for claim in made.claims))


def written(name: str, told: Iterable[Dossier], edition: Edition = EDITION) -> bytes:
    out = io.BytesIO()
    find_format(name).write(iter(told), out, edition)
    return out.getvalue()


def ids(told: Iterable[Dossier]) -> list[str]:
    return [one.event.id for one in told]


def events(told: Iterable[Dossier], *statuses: Status) -> list[Event]:
    return [one.event for one in told if one.event.status in statuses]
