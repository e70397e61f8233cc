"""From page to report: what is set aside, ids, titles, dates, HTML, hostile input."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.clean import html as html_module
from whimbrel.clean import to_report
from whimbrel.clean.patterns import parse, patterns
from whimbrel.errors import DataError, SetAside
from whimbrel.gather import RawPage
from whimbrel.model import PassageKind, Report

STORY = (
    "The foreign minister met her counterpart in the capital on Tuesday, officials said.\n\n"
    "Traders on both sides of the border have waited for the decision since the spring.\n\n"
    "The talks will go on next week, a spokesman told reporters after the meeting."
)


def report(text: str, media: str = "text", **fields: str) -> Report:
    return to_report(RawPage("x.txt", "", "html" if media == "html" else "text", text, fields))


def words(found: Report, kind: PassageKind) -> list[str]:
    return [found.text[item.span.start : item.span.end] for item in found.passages if item.kind is kind]


def test_a_plain_report() -> None:
    found = report(
        STORY, title="Ministers meet", url="https://www.example.org/a?utm_source=x", date="2021-05-12", byline="Ann Poe"
    )
    assert (found.outlet, found.url, found.title) == ("example.org", "https://www.example.org/a", "Ministers meet")
    assert words(found, PassageKind.HEADLINE) == ["Ministers meet"]
    assert found.published is not None
    assert (found.published.edtf, found.published.how) == ("2021-05-12", "metadata")
    assert len(found.id) == 16


def test_the_id_depends_on_outlet_url_and_text_only() -> None:
    assert report(STORY).id == report(STORY, date="2020-01-01", byline="x").id
    assert len({report(STORY).id, report(STORY, source="A").id, report(STORY + " More.").id}) == 3


def test_without_a_date_there_is_none() -> None:
    assert report(STORY).published is None
    assert report(STORY + "\n\nOn 3 May 2019 the crossing was closed after a shooting.").published is None


@pytest.mark.parametrize(
    ("text", "given_date", "edtf", "how"),
    [
        (f"2021-05-11 14:02:10\n\n{STORY}", "", "2021-05-11", "stated"),
        (f" date 2021-05-11 {STORY}", "", "2021-05-11", "stated"),
        (f"{STORY}\n\nPublished: 11 May 2021", "", "2021-05-11", "stated"),
        (f"Tue May 11 2021 {STORY}", "2020-02-02", "2021-05-11", "stated"),
        (f"{STORY}\n\nLast updated: May 12, 2021", "2021-05-11", "2021-05-11", "metadata"),
        (f"03/04/2021\n\n{STORY}", "", "[2021-03-04,2021-04-03]", "stated"),
        (f"03/04/2021\n\n{STORY}", "2021-04-03", "2021-04-03", "stated"),
        (f"OSLO, May 11 (Reuters) — {STORY}", "", "XXXX-05-11", "dateline"),
        (f"OSLO, May 11 (Reuters) — {STORY}", "2021-05-11T09:00:00Z", "2021-05-11", "metadata"),
        (STORY, "gibberish", None, None),
    ],
)
def test_published(text: str, given_date: str, edtf: str | None, how: str | None) -> None:
    published = report(text, date=given_date).published
    assert (published.edtf if published else None) == edtf
    assert (published.how if published else None) == how
    if published and published.span:
        stored = report(text, date=given_date).text
        assert stored[published.span.start : published.span.end] == published.text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n… — \n", "empty"),
        ("Error! Error occurred!\n\nAdvertisement", "empty"),
        ("\ufffd" * 50 + "ab", "binary"),
        (
            "Министр иностранных дел встретился со своим коллегой в столице во вторник, сообщили официальные лица.",
            "not-english",
        ),
        ("اجتمع وزير الخارجية مع نظيره في العاصمة يوم الثلاثاء وفق ما أعلن مسؤولون", "not-english"),
        (
            "Der Außenminister traf am Dienstag seinen Kollegen in der Hauptstadt, wie die Behörden mitteilten."
            " Die beiden einigten sich darauf, den Grenzübergang wieder zu öffnen, der seit dem Frühjahr nach einer"
            " Schießerei geschlossen war.",
            "not-english",
        ),
        (
            "El ministro de Exteriores se reunió el martes con su homólogo en la capital, dijeron las autoridades."
            " Los dos acordaron reabrir el paso fronterizo, cerrado desde la primavera"
            " después de un tiroteo en la carretera principal.",
            "not-english",
        ),
    ],
)
def test_set_aside(text: str, code: str) -> None:
    with pytest.raises(SetAside) as caught:
        report(text)
    assert caught.value.code == code
    assert "x.txt" in str(caught.value)
    assert caught.value.remedy


def test_short_english_and_quoted_foreign_words_stay() -> None:
    assert report("Bomb kills nine in market").passages
    assert report(STORY + "\n\n“Вперёд, товарищи”, the crowd shouted.").language == "en"


PAGE = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html><head><title>Ministers meet | Example News</title>
<meta property="og:site_name" content="Example News"><link rel="canonical" href="https://example.org/a">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ministers meet at the crossing",
"datePublished": "2021-05-11T08:00:00Z", "author": {"name": "Ann Poe"}}</script><style>p {}</style></head>
<body><nav>Home World Sport</nav><article><h1>Ministers meet at the crossing</h1>
<figure><img src="x.jpg"><figcaption>The two ministers at the gate in April</figcaption></figure>
<p>The foreign minister met her counterpart in the capital on Tuesday,
officials said, and the two of them agreed to reopen it.</p>
<p>Traders on both sides of the border have waited for the decision since the spring,
when a shooting closed the main road.</p>
<script>alert('x')</script><aside>Buy our book</aside>
<p>The talks will go on next week, a spokesman told reporters after the meeting
in the old parliament building by the river.</p>
</article><footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize("extractor", ["trafilatura", "own"])
def test_html(extractor: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if extractor == "own":
        monkeypatch.setattr(html_module, "_trafilatura", lambda: None)
    else:
        pytest.importorskip("trafilatura")
    found = report(PAGE, media="html")
    assert (found.title, found.outlet, found.url) == (
        "Ministers meet at the crossing",
        "Example News",
        "https://example.org/a",
    )
    assert found.byline == "Ann Poe"
    assert found.published is not None
    assert (found.published.earliest, found.published.how) == (date(2021, 5, 11), "metadata")
    assert words(found, PassageKind.HEADLINE) == ["Ministers meet at the crossing"]
    assert len(words(found, PassageKind.LEAD) + words(found, PassageKind.BODY)) == 3
    assert "Sport" not in found.text
    assert "Buy our book" not in found.text
    assert "alert" not in found.text
    if extractor == "own":
        assert words(found, PassageKind.CAPTION) == ["The two ministers at the gate in April"]


@pytest.mark.parametrize(
    "source", ["<html></html>", "<", "<p>", "<!-- -->", "<html><body><script>1</script></body></html>", "\0<html>"]
)
def test_pages_without_an_article(source: str) -> None:
    with pytest.raises(SetAside) as caught:
        report(source, media="html")
    assert caught.value.code == "empty"


def test_a_very_deep_page_does_no_harm() -> None:
    source = "<div>" * 5000 + "<p>" + STORY + "</p>" + "</div>" * 5000
    try:
        assert report(source, media="html").text
    except SetAside as aside:
        assert aside.code == "empty"


@settings(max_examples=tried(150), deadline=None)
@given(
    text=st.text(max_size=300) | st.binary(max_size=300).map(lambda data: data.decode("latin-1")),
    media=st.sampled_from(["text", "html"]),
    fields=st.dictionaries(st.sampled_from(["title", "date", "url", "source", "byline"]), st.text(max_size=60)),
)
def test_anything_is_a_report_or_set_aside(text: str, media: str, fields: Mapping[str, str]) -> None:
    try:
        found = report(text, media=media, **fields)
    except SetAside as aside:
        assert aside.code in {"empty", "not-english", "binary"}
        return
    assert found.text.encode("utf-8")
    assert found.passages
    position = 0
    for passage in found.passages:
        assert not found.text[position : passage.span.start].strip()
        assert position <= passage.span.start < passage.span.end
        position = passage.span.end


@pytest.mark.parametrize(
    "unit",
    [
        "A",
        "a ",
        "(",
        "(AP ",
        "A/",
        "REUTERS/A ",
        "Mr. ",
        "Photo: A ",
        "AB CD ",
        "\n",
        "“A ",
        "Tags ",
        "Related A ",
        "1 May 2021 ",
        "[",
        "x.\n",
        "Jan 1 ",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    short, long = (spent_on(unit * (size // len(unit))) for size in (25_000, 200_000))
    assert long < 30 * max(short, 0.05), "eight times the text may take eight times as long, not sixty-four"


def spent_on(text: str) -> float:
    """Seconds of this process."""
    begin = time.process_time()
    with contextlib.suppress(SetAside):
        report("The minister said that it was the end of the war. " + text)
    return time.process_time() - begin


def test_the_word_lists_are_checked() -> None:
    assert patterns().agencies
    source = Path(html_module.__file__).with_name("patterns.toml").read_text("utf-8")
    parse(source)
    for broken in (
        source.replace('"in this photo"', '"In this photo"', 1),
        source.replace("[agency]", "[agencies]"),
        source.replace("roles = [", "offices = ["),
        source + "\n[more]\n",
        "not toml",
    ):
        with pytest.raises(DataError):
            parse(broken)
