"""Bytes to try: sound pages, feeds and rules, and what becomes of them when pieces are cut, doubled and mixed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

LONGEST: Final = 60_000  # bytes of a case
KEPT: Final = 400  # cases that further ones are made from
_WORDS: Final = "The ministers of Ghana and Togo met in Accra on 9 May 2021 and signed an agreement on fishing rights. "
_DATA: Final = (
    '{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Crane falls","datePublished":'
    '"2021-05-04T23:10:00Z","author":{"@id":"#a"},"articleBody":"' + _WORDS * 6 + '"},{"@id":"#a","name":"A. Mensah"}]}'
)
PAGE: Final = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Crane falls | The Ledger</title>"
    '<meta property="article:published_time" content="2021-05-04T10:00:00+00:00"><meta name=author content="A. Mensah">'
    f'<link rel=canonical href="/world/1"><script type="application/ld+json">{_DATA}</script>'
    "<style>p {}</style></head>"
    "<body><nav><ul><li><a href=/>Home</a></ul></nav><!-- ad --><article class='post-content' itemprop=articleBody>"
    f"<h1>Crane falls</h1><div class=byline>By A. Mensah <time datetime=2021-05-04>4 May 2021, 10:00</time></div>"
    f"<figure><img src=a><figcaption>A crane. Photo: Harbour</figcaption></figure><p>{_WORDS * 3}</p><p>{_WORDS}</p>"
    f"<blockquote>{_WORDS}</blockquote><table><tr><td>{_WORDS}</table><br><br>ACCRA (News Agency) &mdash; {_WORDS}"
    f"<noscript>{_WORDS}</noscript><svg><path d='M0 0'/></svg></article><aside class=related>More: {_WORDS}</aside>"
    f"<div id=comments><p>{_WORDS}</p></div><footer>&copy; 2021 The Ledger</footer></body></html>"
)
RSS: Final = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    "<title>The Ledger</title><link>https://www.ledger.example/</link><language>en</language><item>"
    "<title>Crane &amp; quay</title><link>https://www.ledger.example/world/1</link>"
    "<guid isPermaLink='true'>https://www.ledger.example/world/1</guid>"
    "<pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate><dc:creator><![CDATA[A. Mensah]]></dc:creator></item>"
    "</channel></rss>"
)
ATOM: Final = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.ledger.example/"><title>Ledger</title><entry>'
    '<title type="html">Crane</title><link rel="alternate" href="/world/1"/><published>2021-05-04T10:00:00Z</published>'
    "<updated>2021-05-05T10:00:00Z</updated><author><name>A. Mensah</name></author></entry></feed>"
)
SITEMAP: Final = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/'
    'schemas/sitemap-news/0.9"><url><loc>https://www.ledger.example/world/1</loc><lastmod>2021-05-04</lastmod><news:news>'
    "<news:title>Crane</news:title><news:publication_date>2021-05-04</news:publication_date></news:news></url></urlset>"
)
JSON_FEED: Final = (
    '{"version":"https://jsonfeed.org/version/1.1","title":"Ledger","items":[{"id":"1","url":"https://www.ledger.example/1",'
    '"title":"Crane","date_published":"2021-05-04T10:00:00Z","authors":[{"name":"A. Mensah"}]}]}'
)
LIST: Final = "url,title,date\nhttps://www.ledger.example/world/1,Crane,2021-05-04\nhttps://www.ledger.example/2,,\n"
RULES: Final = (
    "User-agent: *\nDisallow: /in/*.html$\nAllow: /in/a\nCrawl-delay: 2.5\nSitemap: https://a.example/s.xml\n"
)
TOKENS: Final = [
    *(f"<{name}>" for name in "p div article table tr td ul li a br h1 script style svg noscript iframe title".split()),
    *(f"</{name}>" for name in "p div article table tr td ul a script style svg noscript body html item feed".split()),
    "<!--", "-->", "<!-->", "--!>", "<![CDATA[", "]]>", "<?xml version='1.0' encoding='utf-16'?>", "<!DOCTYPE x [",
    "]>", "<!ENTITY a 'bbbbbbbb'>", "&a;", "&#0;", "&#xD800;", "&#x110000;", "&amp;amp;lt;", "&nbsp;", "\u200b",
    "\u00ad", "\ufeff", "\ud800", "\0", "\x85", "\u2028", "\u202e", "İ", "ﬀ", "e\u0301\u0301", "\U0001f600", "'",
    '"', "=", ">", "<", "/", "{", "[", "}]", "\\u0000", "\\ud800", ":1e999", "NaN", '"@graph":[', "null", "-1",
    '"@type":"NewsArticle",', '"datePublished":', " class=comment", ' class="article-body"', " hidden",
    " datetime=2021-05-04", " style='display:none'", " itemprop=datePublished",
    "4 May 2021", "31.02.2021", "2021-13-45", "/2021/05/04/",
    "0000-00-00", "9999-12-31T24:00:00Z", "20210504", "1/2/21", "May 99, 2021",
    "<link href='//[::1'/>", "<guid>http://[</guid>", "http://a.example:99999/", "https://é.example/ü?ä",
    "javascript:0", "\t", "\r", "\n\n", "%00", "%", "*" * 50, "$", _WORDS, _WORDS * 40, "x" * 5000,
]  # fmt: skip
SEEDS: Final[dict[str, tuple[str, ...]]] = {
    "html": (PAGE,),
    "fetched": (PAGE, _WORDS * 5, RSS, "%PDF-1.4\n"),
    "feed": (RSS, ATOM, SITEMAP, JSON_FEED, LIST),
    "robots": (RULES,),
}


def cases(name: str, seed: int) -> Iterator[bytes]:
    """Endless cases for an entry point; the same for the same seed."""
    random = Random(seed)
    pool = [text.encode("utf-8", "surrogatepass") for text in SEEDS[name]]
    yield from pool
    while True:
        case = random.choice(pool)
        for _ in range(random.choice((1, 1, 2, 4, 8, 30))):
            case = changed(case, random, pool)
        yield case
        if random.random() < 0.2:
            if len(pool) < KEPT:
                pool.append(case)
            else:
                pool[random.randrange(len(SEEDS[name]), KEPT)] = case


def changed(case: bytes, random: Random, pool: list[bytes]) -> bytes:
    """A case with one change."""
    at = random.randint(0, len(case))
    to = min(len(case), at + random.choice((1, 3, 10, 100, 1000)))
    token = random.choice(TOKENS).encode("utf-8", "surrogatepass")
    other = random.choice(pool)
    begin = random.randint(0, len(other))
    match random.randrange(9):
        case 0:
            made = case[:at] + case[to:]
        case 1:
            made = case[:to] + case[at:]
        case 2:
            made = case[:at] + case[at:to] * random.choice((2, 10, 200)) + case[to:]
        case 3:
            made = case[:at] + other[begin : begin + random.choice((10, 300, 5000))] + case[to:]
        case 4:
            made = case[:at] + bytes(random.randrange(256) for _ in range(random.choice((1, 2, 8)))) + case[to:]
        case 5:
            made = case[:at] if random.random() < 0.3 else case.replace(token, b"", 3)
        case 6:
            made = case[:at] + token * random.choice((1, 2, 50, 1000)) + case[at:]
        case _:
            made = case[:at] + token + case[at:]
    return made[:LONGEST]
