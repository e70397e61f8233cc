"""Pages to articles: which text is kept, what a page says of itself, broken and hostile pages."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.clean import html as html_module
from whimbrel.clean.agreed import agreed
from whimbrel.clean.blocks import Block
from whimbrel.clean.html import read_page
from whimbrel.clean.markup import Hint, markup
from whimbrel.clean.markup import parse as parse_markup
from whimbrel.clean.parsed import LONGEST
from whimbrel.clean.structured import Told
from whimbrel.errors import DataError

FIRST = (
    "The harbour master closed the northern pier on Tuesday after a crane had fallen into the basin during the storm."
)
SECOND = (
    "Divers looked for the missing driver until the evening, a spokeswoman for the fire brigade told reporters there."
)
THIRD = "The port hopes to open the pier again within a week, once engineers have looked at the other four cranes."
STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
ELSEWHERE = "Another story of another town altogether, told at some length so that it reads like running text as well."


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own extractor only, whatever is installed."""
    monkeypatch.setattr(html_module, "_trafilatura", lambda: None)


FOLLOW = "Follow us on every network that there is, where we tell of the harbour and of its ships by day and by night."
LONG_STORY = "".join(f"<p>{words} {hour}.</p>" for hour in range(4) for words in (FIRST, SECOND, THIRD))
CARD = f"<div><h4><a href=b>Another story of the day</a></h4><p>{ELSEWHERE}</p><span>4 May 2021, 10:16</span></div>"


def text_of(body: str, head: str = "") -> list[str]:
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>").text.split("\n\n")


@pytest.mark.parametrize(
    "body",
    [
        f"<nav><a href=a>Home</a></nav><article><h1>Crane falls</h1>{STORY}</article><footer>{ELSEWHERE}</footer>",
        f"<div id=x><div>{STORY}</div><div class='related-stories'><p>{ELSEWHERE}</p></div></div>",
        f"<div>{STORY}<h3>More from the harbour</h3><ul><li><a href=a>Another story</a></ul></div>",
        f"<div>{STORY}</div><div class=comments>{f'<p>{ELSEWHERE}</p>' * 20}</div>",
        f"<div class='cookie-consent'>{f'<p>{ELSEWHERE}</p>' * 20}</div><div>{STORY}</div>",
        f"<div>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div><div><p>{ELSEWHERE[:60]}.</p></div>",
        f"<div class='content sidebar-left'><main>{STORY}</main></div>",
        f"<div class='article-body'>{STORY}</div><div class='reader-letters'>{f'<p>{ELSEWHERE}</p>' * 5}</div>",
        f"<noscript>{STORY}</noscript><script>document.write('no')</script>",
        f"<h1>Crane falls</h1><p>{FIRST}</p><div><div><p>{SECOND}</p><p>{THIRD}</p></div></div>",
        f"<nav><div>{STORY}</div></nav>",
        f"<a href=top><div>{STORY}</div>",
        f"<div>{STORY}<div><a href=b><h4>Another story of the day</h4><p>{ELSEWHERE}</p></a></div></div>",
        f"<div>{STORY}<section><header><h2>Top stories</h2></header><p>{ELSEWHERE}</p></section></div>",
        f"<div>{STORY}<p>{FOLLOW}</p><p>Copyright 2021 The Ledger.</p></div>",
    ],
)
def test_the_article_and_nothing_else(body: str) -> None:
    assert text_of(body) == [FIRST, SECOND, THIRD]


def test_words_in_links_stay_in_a_sentence_and_link_lists_go() -> None:
    body = f"<div><p>{FIRST[:40]}<a href=a>{FIRST[40:]}</a> {SECOND}</p><p><a href=b>Crane falls again</a></p></div>"
    assert text_of(body + "<p>" + THIRD) == [f"{FIRST} {SECOND}", THIRD]


def test_what_is_told_in_pieces_with_links_is_a_report() -> None:
    pieces = [f"<div><h4><a href=a>What a piece is about</a></h4><p>{FIRST} {hour}.</p></div>" for hour in range(6)]
    found = text_of(f"<article><h1>Live: crane falls</h1>{''.join(pieces)}</article>")
    assert [words for words in found if words.startswith(FIRST)] == [f"{FIRST} {hour}." for hour in range(6)]
    wanted = "Copyright in the plans of the pier is what the port wants."
    assert wanted in text_of(f"<div>{STORY}<p>{wanted}</p><p>{SECOND}</p></div>")


@pytest.mark.parametrize(
    "body", [f"<div>{LONG_STORY}{CARD * 3}</div>", f"<main><div>{LONG_STORY}</div><section>{CARD * 3}</section></main>"]
)
def test_cards_that_lead_to_other_stories_go(body: str) -> None:
    found = text_of(body)
    assert len(found) == 12
    assert ELSEWHERE not in found


def test_hyphens_that_nobody_sees_are_taken_out() -> None:
    assert text_of(STORY.replace("harbour", "har&shy;bour"))[0] == FIRST


def test_structured_text_trims_what_stands_behind_it() -> None:
    told = f"{FIRST} {SECOND} {THIRD} {FIRST[:-1]} {SECOND}"
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{told}"}}</script>'
    assert text_of(f"<div>{STORY}<p>{ELSEWHERE}</p></div>", head) == [FIRST, SECOND, THIRD]


def test_structured_text_is_the_article_where_the_page_shows_another() -> None:
    blocks = [Block(ELSEWHERE, "p", 0, 0, 0)]
    told = f"{FIRST}\n{SECOND}\n{THIRD}\n{FIRST}\n{SECOND}"
    assert agreed(blocks, Told(told, False)) == [FIRST, SECOND, THIRD, FIRST, SECOND]
    assert agreed(blocks, Told(FIRST, True)) == [ELSEWHERE]
    assert agreed(blocks * 8, Told(told * 4, False)) == [ELSEWHERE] * 8
    assert agreed(blocks * 8, Told(told * 4, True)) != [ELSEWHERE] * 8


def test_what_a_page_says_of_itself() -> None:
    head = """<title>x</title><link rel=canonical href="https://news.example.org/a">
    <meta property=og:site_name content="The Pier">
    <script type="application/ld+json">{"@graph": [{"@type": "Person", "@id": "#p", "name": "Ann Poe"},
    {"@type": "NewsArticle", "headline": "Crane &amp; storm", "author": {"@id": "#p"},
     "datePublished": "2021-05-04T23:30:00-0500", "dateModified": "2021-05-06T08:00:00Z"}]}</script>"""
    figure = "<figure><img src=x><figcaption>The crane in the basin</figcaption></figure>"
    found = read_page(f"<html lang=en-GB><head>{head}</head><body><article>{figure}{STORY}</article></body></html>")
    assert found.fields == {
        "title": "Crane & storm",
        "source": "The Pier",
        "byline": "Ann Poe",
        "url": "https://news.example.org/a",
        "canonical": "https://news.example.org/a",
        "language": "en",
        "date": "2021-05-04T23:30:00-05:00",
        "modified": "2021-05-06T08:00:00+00:00",
        "caption": "The crane in the basin",
    }
    assert (found.captions, found.dated_by) == (("The crane in the basin",), "json-ld")
    assert found.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_the_container_goes_before_the_page() -> None:
    page = f"<title>Crane falls</title><meta name=author content='Ann Poe'>{STORY}"
    found = read_page(page, {"title": "Storm", "date": "2020-01-02", "byline": " "})
    assert (found.fields["title"], found.fields["date"], found.fields["byline"]) == ("Storm", "2020-01-02", "Ann Poe")
    assert found.dated_by == ""


@pytest.mark.parametrize(
    ("marks", "hint"),
    [
        ("articleBody", Hint.BODY),
        ("post_content wide", Hint.BODY),
        ("comment-list", Hint.OUTSIDE),
        ("shareButtons share", Hint.NOISE),
        ("shareholders", Hint.NONE),
        ("", Hint.NONE),
    ],
)
def test_class_names(marks: str, hint: Hint) -> None:
    assert markup().hint(marks)[0] is hint


def test_the_list_of_markup_is_checked() -> None:
    source = files("whimbrel.clean").joinpath("markup.toml").read_text("utf-8")
    parse_markup(source)
    for broken in (
        source.replace('"share"', '"Share"', 1),
        source.replace('"share"', '"share", "share"', 1),
        source.replace("closing = ", "opening = ", 1),
        source.replace("[hints]", "[hint]", 1),
        "not toml",
    ):
        with pytest.raises(DataError):
            parse_markup(broken)


def test_entities_of_a_page_are_not_expanded_and_scripts_not_run() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e SYSTEM "file:///etc/hostname">]>'
    found = read_page(f"{bomb}<html><body>{STORY}<p>{ELSEWHERE} &b; &e;</p></body></html>").text
    assert "aaaa" not in found
    assert "&b;" in found


@pytest.mark.parametrize(
    "unit",
    [
        "<", "<a ", "<div>", '<div class="ad">', "<p>text ", "<br>", "<!--", "<table><tr><td>", "&amp;lt;",
        '<div class="comment"><p>Some words of a reader here. ', " ", '{"@graph":[', "1/2/2020 ",
        "<span>3 May 2021</span>", "<![CDATA[", '<p class="',
        '<div class="ad"><p>Words enough to be looked into, and then some more of the same kind.</p></div>', "a=1 ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "<p ", '<script type="application/ld+json">'])
def test_time_grows_with_length_only(unit: str, before: str) -> None:
    short, long = (spent_on(before + unit * (size // len(unit))) for size in (50_000, 400_000))
    assert long < 30 * max(short, 0.02), "eight times the page may take eight times as long, not sixty-four"


def spent_on(page: str) -> float:
    begin = time.process_time()
    read_page(page)
    return time.process_time() - begin


def test_a_huge_page_is_read_as_far_as_its_bound() -> None:
    begin = time.process_time()
    found = read_page(f"<p>{FIRST}</p>" * (50_000_000 // len(FIRST)))
    assert 0 < len(found.text) < LONGEST
    assert time.process_time() - begin < 20


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "article",
        "h1",
        "ul",
        "li",
        "a",
        "br",
        "span",
        "table",
        "tr",
        "td",
        "script",
        "nav",
        "time",
        "meta",
        "noscript",
        "x-y",
    ]
)
MARKS = st.sampled_from(
    ["", " class=comment", ' class="article-body"', " hidden", " datetime=2021-05-04", " id=share href=a", ' x="']
)
PIECES = st.one_of(
    st.builds(lambda tag, marks: f"<{tag}{marks}>", TAGS, MARKS),
    st.builds(lambda tag: f"</{tag}>", TAGS),
    st.sampled_from(
        [FIRST, SECOND, "4 May 2021", "&amp;", "&#0;", "&#xD800;", "<!--", "-->", "<![CDATA[", "\0", "\ud800"]
    ),
    st.text(max_size=20),
)


@settings(max_examples=tried(300), deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_any_page_is_read(pieces: list[str]) -> None:
    found = read_page("".join(pieces))
    assert "\0" not in found.text.encode("utf-8").decode("utf-8")
    assert all(value.strip() for value in found.fields.values())
    assert "\n\n\n" not in found.text


@pytest.mark.parametrize(
    "unread",
    [
        "<script>var a = '<p>{words}</p><style>';</script>",
        "<script data-x='1>2' type=text/javascript>{words}</SCRIPT >",
        "<style>{words} <!-- </style>",
        "<style>{words}</style bad>",
        "<!-- <script> {words} --><!-->",
        "<svg viewBox='0 0 1 1'><text>{words}</text></svg>",
        "<svg viewBox='0 0 1 1'/>",
    ],
)
def test_what_no_reader_sees_is_cut_out_and_what_follows_is_read(unread: str) -> None:
    page = f"<html><body>{unread.format(words=ELSEWHERE)}<article>{STORY}</article></body></html>"
    assert read_page(page).text == read_page(f"<html><body><article>{STORY}</article></body></html>").text


@pytest.mark.parametrize("kind", ["application/ld+json", "application/ld&#x2B;json", "application&#x2F;ld&#x2b;json"])
def test_data_for_machines_is_no_script(kind: str) -> None:
    told = '{"@type": "NewsArticle", "headline": "Ministers meet", "datePublished": "2021-05-04"}'
    page = f"<html><head><script type='{kind}'>{told}</script></head><body><article>{STORY}</article></body></html>"
    assert read_page(page).fields["date"] == "2021-05-04"


def test_a_script_that_never_ends_takes_no_more_than_a_browser_lets_it() -> None:
    assert read_page(f"<body>{STORY}<script>if (a<b) {{").text == read_page(f"<body>{STORY}").text


def test_zeros_and_halves_of_characters_in_data_are_no_text() -> None:
    body = f"{FIRST} {SECOND} {THIRD} " * 4
    told = f'{{"@type": "NewsArticle", "headline": "Crane\\u0000 falls\\ud800", "articleBody": "{body}\\u0000\\udfff"}}'
    page = f"<html><head><script type='application/ld+json'>{told}</script></head><body><p>Loading.</p></body></html>"
    found = read_page(page)
    assert found.fields["title"] == "Crane\ufffd falls\ufffd"
    assert "\0" not in found.text.encode("utf-8").decode("utf-8")
    assert FIRST in found.text
