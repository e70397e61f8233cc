"""Feeds of every format, beside what a reader not written by us makes of them."""

from __future__ import annotations

import json
import time
from xml.sax.saxutils import escape

import feedparser
import pytest
from following.web import item, rss
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.errors import SetAside
from whimbrel.gather.feeds import Entry, Feed, looks_feed, read_feed
from whimbrel.gather.net.links import absolute, ascii_url

BASE = "https://ledger.example/feeds/world.xml"
RSS2 = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
     xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Harbour Ledger</title><atom:link rel="self" href="https://ledger.example/feeds/world.xml"/>
<language>en</language>
<item><title>Ministers meet &amp; sign</title><link>https://ledger.example/a/1</link>
  <media:title>A picture</media:title><dc:creator>Ama Mensah</dc:creator>
  <pubDate>Tue, 11 May 2021 10:00:00 GMT</pubDate></item>
<item><title><![CDATA[Rebels <b>free</b> twelve]]></title><link>/a/2</link>
  <author>desk@ledger.example (The Desk)</author></item>
<item><title>Only a guid</title><guid>https://ledger.example/a/3</guid></item>
<item><title>No link</title><guid isPermaLink="false">tag:ledger,2021:4</guid></item>
<item><title>Again</title><link>https://ledger.example/a/1</link></item>
</channel></rss>"""
RSS1 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Northern Lantern</title></channel>
<item rdf:about="https://lantern.example/1"><title>A strike ends</title><link>https://lantern.example/1</link>
<dc:date>2021-05-11T10:00:00Z</dc:date></item></rdf:RDF>"""
ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://courier.example/" xml:lang="en"><title>Delta Courier</title>
<entry><title>Talks open</title><link rel="enclosure" href="https://courier.example/a.mp3"/>
<link rel="alternate" type="text/html" href="news/1"/><author><name>Rosa Duarte</name></author>
<published>2021-05-11T10:00:00Z</published><updated>2021-05-12T08:00:00Z</updated></entry>
<entry><title>Sound only</title><link rel="enclosure" href="https://courier.example/b.mp3"/></entry></feed>"""
SITEMAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://ledger.example/about</loc></url>
<url><loc>https://ledger.example/a/1</loc><lastmod>2021-05-12</lastmod><news:news><news:publication><news:name>Ledger
</news:name><news:language>en</news:language></news:publication><news:publication_date>2021-05-11</news:publication_date>
<news:title>Ministers meet</news:title></news:news></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://ledger.example/old.xml</loc><lastmod>2019-01-01</lastmod></sitemap>
<sitemap><loc>https://ledger.example/new.xml.gz</loc><lastmod>2021-05-11</lastmod></sitemap></sitemapindex>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Plain Gazette",
        "items": [
            {
                "id": "1",
                "url": "https://gazette.example/1",
                "title": "A flood",
                "date_published": "2021-05-11T10:00:00Z",
            },
            {"id": "2", "external_url": "https://other.example/2", "authors": [{"name": "Jo Nkosi"}]},
        ],
    }
)


def feed(text: str) -> Feed:
    return read_feed(text.encode(), BASE)


def urls(text: str) -> list[str]:
    return [entry.url for entry in feed(text).entries]


def test_rss_2() -> None:
    found = feed(RSS2)
    assert (found.kind, found.title) == ("rss", "Harbour Ledger")
    assert found.entries == (
        Entry(
            "https://ledger.example/a/1",
            "Ministers meet & sign",
            "Tue, 11 May 2021 10:00:00 GMT",
            "",
            "Ama Mensah",
            "en",
        ),
        Entry("https://ledger.example/a/2", "Rebels <b>free</b> twelve", "", "", "The Desk", "en"),
        Entry("https://ledger.example/a/3", "Only a guid", "", "", "", "en"),
    )


def test_rss_1_and_atom() -> None:
    assert feed(RSS1).entries == (Entry("https://lantern.example/1", "A strike ends", "2021-05-11T10:00:00Z"),)
    (entry,) = feed(ATOM).entries
    assert (entry.url, entry.byline, entry.language) == ("https://courier.example/news/1", "Rosa Duarte", "en")
    assert (entry.date, entry.updated) == ("2021-05-11T10:00:00Z", "2021-05-12T08:00:00Z")


def test_sitemaps() -> None:
    assert feed(SITEMAP).entries == (
        Entry("https://ledger.example/a/1", "Ministers meet", "2021-05-11", "2021-05-12", language="en"),
    )
    assert feed(INDEX).more == ("https://ledger.example/new.xml.gz", "https://ledger.example/old.xml")


def test_json_feeds_and_lists() -> None:
    found = feed(JSON_FEED)
    assert (found.kind, found.title) == ("json", "Plain Gazette")
    assert [entry.url for entry in found.entries] == ["https://gazette.example/1", "https://other.example/2"]
    assert found.entries[1].byline == "Jo Nkosi"
    gdelt = {
        "articles": [{"url": "https://a.example/1", "title": "One", "seendate": "20210511T101500Z", "domain": "a"}]
    }
    assert feed(json.dumps(gdelt)).entries[0].date == "20210511T101500Z"
    assert urls("# mine\nhttps://a.example/1\n\nhttps://a.example/2 # good\n") == [
        "https://a.example/1",
        "https://a.example/2",
    ]
    media_cloud = 'id,url,title,publish_date\n7,https://a.example/7,"Floods, again",2021-05-11\n'
    (entry,) = feed(media_cloud).entries
    assert entry == Entry("https://a.example/7", "Floods, again", "2021-05-11")
    gkg = "20210511-1\t20210511\t1\ta.example\thttps://a.example/9\t\thttps://a.example/9.jpg\n"
    assert urls(gkg) == ["https://a.example/9"]


@pytest.mark.parametrize("text", [RSS2, RSS1, ATOM])
def test_feedparser_finds_the_same(text: str) -> None:
    other = feedparser.parse(text.encode(), response_headers={"content-location": BASE, "content-type": "text/xml"})
    wanted = [entry.link for entry in other.entries if entry.get("link", "").startswith("http")]
    assert urls(text) == list(dict.fromkeys(link for link in wanted if not link.endswith(".mp3")))
    assert feed(text).title == other.feed.title


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{("&" + before + ";") * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><rss><channel><item><title>&i;</title><link>https://a.example/</link></item></channel></rss>"
)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("before", ["", "<!-- \n" + "x" * 100_000 + "-->\n<?a b?>"])
def test_an_entity_bomb_is_refused_before_it_is_parsed(charset: str, before: str) -> None:
    began = time.monotonic()
    bomb = BOMB.replace("<!DOCTYPE", f"{before}<!DOCTYPE")
    with pytest.raises(SetAside, match="entities of its own"):
        read_feed(bomb.encode(charset), BASE)
    assert time.monotonic() - began < 1


def test_nothing_is_fetched_or_read_from_outside(tmp_path: object) -> None:
    outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
    with pytest.raises(SetAside, match="entities of its own"):
        feed(outside)
    external = '<!DOCTYPE rss PUBLIC "-//X" "http://127.0.0.1:1/x.dtd"><rss><channel><title>T</title></channel></rss>'
    assert feed(external).title == "T"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("<html><body>Hello</body></html>", "a web page"),
        ("<opml><body/></opml>", "no feed: its root is <opml>"),
        ("just words", "no list of addresses"),
        ('{"title": "x"}', "no list of pages"),
        ("{", "not valid JSON"),
        ("<", "no "),
    ],
)
def test_what_is_no_feed_says_so(text: str, said: str) -> None:
    with pytest.raises(SetAside, match=said):
        feed(text)


def test_a_broken_feed_gives_what_can_be_read() -> None:
    broken = rss(
        [item("https://a.example/1"), "<item><title>AT&T & more &nbsp;</title><link>https://a.example/2</link></item>"]
    )
    assert urls(broken) == ["https://a.example/1", "https://a.example/2"]
    assert urls(broken[: broken.index("AT&T")]) == ["https://a.example/1"]


def test_what_an_article_quotes_is_no_declaration() -> None:
    quoted = "<item><title><![CDATA[How <!DOCTYPE a [<!ENTITY b 'c'>]> works]]></title><link>https://a.example/1</link></item>"
    assert urls(rss([quoted])) == ["https://a.example/1"]


def test_a_charset_that_lies() -> None:
    told = rss([item("https://a.example/1", "Café")]).replace('version="1.0"', 'version="1.0" encoding="iso-8859-1"')
    assert read_feed(told.encode("utf-8"), BASE).entries[0].title == "Café"
    assert read_feed(told.encode("iso-8859-1"), BASE).entries[0].title == "Café"


def test_halves_of_characters_and_zeros_are_no_part_of_a_title() -> None:
    told = r'{"items": [{"url": "https://a.example/1", "title": "Caf\ud800 \u0000x", "date_published": "\udc00"}]}'
    (entry,) = read_feed(told.encode(), BASE).entries
    assert (entry.title, entry.date) == ("Caf\ufffd \ufffdx", "\ufffd")


@pytest.mark.parametrize("half", ["&#xD800;", "&#x000dfff;", "&#55296;"])
def test_half_a_character_by_its_number_is_no_character(half: str) -> None:
    (entry,) = feed(rss([item("https://a.example/1", f"Crane {half}&#233;&#x10000;")])).entries
    assert entry.title == "Crane \ufffdé\U00010000"


def test_what_looks_like_a_feed() -> None:
    assert all(looks_feed(text.encode()) for text in (RSS2, RSS1, ATOM, SITEMAP, INDEX))
    assert not looks_feed(b"<?xml version='1.0'?><html><body>rss</body></html>")


PIECES = st.sampled_from(
    ["<rss>", "</rss>", "<channel>", "<item>", "</item>", "<link>", "</link>", "https://a.example/é ",
     "<feed>", "<entry>",
     "<!DOCTYPE x [", "]>", "<!ENTITY a 'b'>", "&a;", "<![CDATA[", "]]>", "<?xml version='1.0' encoding='utf-7'?>",
     "<url>",
     "<loc>", "{", "[", '"items":', "\0", "url,title\n", "\t", "<rdf:RDF>",
     "<link href='//[::1'/>", "<guid>http://[</guid>"]
)  # fmt: skip


@settings(max_examples=tried(400), deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join) | st.binary(max_size=200))
def test_anything_is_read_or_refused(data: str | bytes) -> None:
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
    try:
        found = read_feed(raw, BASE)
    except SetAside as reason:
        assert reason.message
        return
    for entry in found.entries:
        assert entry.url.startswith(("http://", "https://"))
        assert ascii_url(entry.url) == entry.url
    assert len({entry.url for entry in found.entries}) == len(found.entries)


@settings(max_examples=tried(200), deadline=None)
@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["C"]), max_size=30), st.integers(0, 999)),
        max_size=12, unique_by=lambda pair: pair[1],
    )
)  # fmt: skip
def test_what_was_written_is_read(rows: list[tuple[str, int]]) -> None:
    written = rss([item(f"https://a.example/{number}", escape(title)) for title, number in rows])
    found = [(entry.title, entry.url) for entry in feed(written).entries]
    assert found == [(" ".join(title.split()), f"https://a.example/{number}") for title, number in rows]


def test_no_host_is_made_of_a_path() -> None:
    link = "https://://other.example/1"
    assert absolute(link, link) == ""


@pytest.mark.parametrize("odd", ["\0", " ", "\xa0", "é\u3000", "<", '"', "\x7f", "\\"])
def test_a_host_is_a_name(odd: str) -> None:
    assert absolute(f"https://a{odd}b.example/1", BASE) == ""
    assert absolute(f"https://me{odd}@b.example/1", BASE) == ""


@settings(max_examples=tried(300), deadline=None)
@given(st.text(max_size=60))
def test_links_are_web_addresses_or_nothing(link: str) -> None:
    found = absolute(link, BASE)
    assert found == "" or (found.isascii() and " " not in found and absolute(found, BASE) == found)
