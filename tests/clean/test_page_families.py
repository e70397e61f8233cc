"""Pages of many kinds, each with an article that must come out whole and alone: layouts, languages, ways to tell."""

from __future__ import annotations

import json

import pytest

from whimbrel.clean import html as html_module
from whimbrel.clean.html import read_page

TOLD = [
    "The harbour master closed the northern pier on Tuesday after a crane had fallen into the basin during the storm.",
    "Divers looked for the missing driver until the evening, a spokeswoman for the fire brigade told reporters there.",
    "The port hopes to open the pier again within a week, once engineers have looked at the other four cranes.",
    "Two ships that were to unload grain wait in the roads, and a third has been sent on to the next harbour.",
    "Dockers had warned of the old crane for years, their union said in a letter that it showed to this paper.",
    "The town council will talk about the port on Thursday, and the mayor wants to hear the owner of the cranes.",
]
MANY = [*TOLD, *(f"{words} {hour}." for hour in range(4) for words in TOLD)]
ARABIC = [
    "أغلق مدير الميناء الرصيف الشمالي يوم الثلاثاء بعد سقوط رافعة في الحوض خلال العاصفة التي ضربت المدينة.",
    "بحث الغواصون عن السائق المفقود حتى المساء، وقالت متحدثة باسم الإطفاء للصحفيين إن البحث سيستمر غدا.",
]
CHINESE = [
    "港务局长在暴风雨期间一台起重机倒入港池后，于星期二关闭了北码头，所有船只都被要求离开这里。",
    "潜水员一直搜寻失踪的司机直到傍晚，消防队的女发言人对在场的记者说，搜寻明天将会继续进行下去。",
]
RUSSIAN = [
    "Начальник порта закрыл северный причал во вторник после того, как во время шторма в бассейн упал кран.",
    "Водолазы искали пропавшего водителя до вечера, сообщила журналистам представительница пожарной службы.",
]
GERMAN = [
    "Der Hafenmeister sperrte am Dienstag die nördliche Pier, nachdem im Sturm ein Kran in das Becken gestürzt war.",
    "Taucher suchten bis zum Abend nach dem vermissten Fahrer, sagte eine Sprecherin der Feuerwehr vor Ort am Kai.",
]
TITLE = "Crane falls into the basin"
SHORT = ["He fell.", "No one saw it.", "“It was like thunder,” said Ann Poe.", "Then the lights went out.", *TOLD[:2]]
STEPS = ["Look at the crane from all sides.", "A rope", "Two hooks", "Climb with a second person who watches you."]
NAV = "<div id=nav><ul>" + "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(15)) + "</ul></div>"
FOOT = "<div class=foot><p>Copyright 2021 The Ledger. All rights reserved.</p><a href=/a>About</a></div>"
ELSEWHERE = "Another story of another town altogether, told at some length so that it reads like running text as well."
READER = "I do not think that the crane was old, my brother works there and says that it was new in May of last year."


def paragraphs(told: list[str]) -> str:
    return "".join(f"<p>{words}</p>" for words in told)


def page(body: str, told: list[str] = TOLD) -> tuple[str, list[str]]:
    return body, told


FAMILIES = {
    "paragraphs by two breaks": page(f"{NAV}<div><h1>Crane falls</h1>{'<br /><br />'.join(TOLD)}</div>{FOOT}"),
    "breaks and nothing else": page("<br><br>".join(TOLD)),
    "a layout of tables": page(
        f"<table><tr><td width=150><table><tr><td><a href=a>Home</a><br><a href=b>News</a></td></tr></table></td>"
        f"<td><font size=4><h2>Crane falls</h2></font><br><br>{'<br><br>'.join(TOLD)}</td>"
        f"<td width=120><a href=x>Advert</a></td></tr></table>"
    ),
    "tags that are never closed": page(f"<BODY><TABLE><TR><TD><P>{'<P>'.join(TOLD)}</TABLE>"),
    "lines of their own element": page(f"{NAV}<div>{''.join(f'<div>{words}</div>' for words in TOLD)}</div>{FOOT}"),
    "advertisements between": page(
        f"{NAV}<div>{''.join(f'<div class=t><p>{w}</p></div><div class=ad>Advertisement</div>' for w in TOLD)}</div>"
    ),
    "AMP": page(
        f"<header><a href=/>The Ledger</a></header><amp-sidebar><ul><li><a href=a>Home</a></ul></amp-sidebar><main>"
        f"<article><h1>Crane falls</h1><amp-img src=x></amp-img>{paragraphs(TOLD)}</article></main>"
        f"<amp-consent><div><p>We use cookies to make this page better for you and for others.</p></div></amp-consent>"
    ),
    "Arabic": page(f"{NAV}<div dir=rtl><h1>سقوط رافعة</h1>{paragraphs(ARABIC)}</div>", ARABIC),
    "Chinese": page(f"{NAV}<div><h1>起重机倒塌</h1>{'<br><br>'.join(CHINESE)}</div>", CHINESE),
    "Russian": page(f"{NAV}<div><h1>Упал кран</h1>{paragraphs(RUSSIAN)}</div>", RUSSIAN),
    "German": page(f"{NAV}<div><h1>Kran stürzt</h1>{paragraphs(GERMAN)}</div>", GERMAN),
    "many short paragraphs": page(f"{NAV}<div class=story><h1>Crane falls</h1>{paragraphs(SHORT)}</div>{FOOT}", SHORT),
    "a list of steps": page(
        f"{NAV}<article><h1>How to climb</h1><p>{TOLD[0]}</p><ol>{''.join(f'<li>{step}</li>' for step in STEPS)}</ol>"
        f"<p>{TOLD[1]}</p></article>{FOOT}",
        [TOLD[0], *STEPS, TOLD[1]],
    ),
    "a wall behind the first paragraphs": page(
        f"{NAV}<article><h1>Crane falls</h1><div class=article-body>{paragraphs(TOLD[:3])}</div><div class=paywall>"
        f"<p>You have read all your free articles of this month. Subscribe and read the whole story.</p></div>"
        f"</article>{FOOT}",
        TOLD[:3],
    ),
    "a wall by name around the text": page(
        f"{NAV}<article class='article paywall'><h1>x</h1><div class=paywall-content>{paragraphs(TOLD)}</div></article>"
    ),
    "a thread": page(
        f"{NAV}<div class=thread><h1>Crane fell, what now?</h1>"
        + "".join(f"<div class=post><div class=u>user{n}</div><div>{words}</div></div>" for n, words in enumerate(TOLD))
        + f"</div>{FOOT}"
    ),
    "a log": page(
        f"<div><h1><a href=/>My log</a></h1></div><div id=content><div class=post><h2><a href=p>Crane falls</a></h2>"
        f"<div>4 May 2021</div><div class=entry>{paragraphs(TOLD)}</div><p>Posted in <a href=c>Harbour</a></p>"
        f"</div></div><div id=sidebar><p>{ELSEWHERE}</p></div>"
    ),
    "for readers without scripts": page(f"{NAV}<div id=app></div><noscript><div>{paragraphs(TOLD)}</div></noscript>"),
    "a consent banner on top": page(
        f"<div id=x-consent-layer>{f'<p>{ELSEWHERE}</p>' * 4}</div>{NAV}<div>{paragraphs(TOLD)}</div>"
    ),
    "readers longer than the article": page(
        f"{NAV}<div class=story>{paragraphs(TOLD[:3])}</div><div><h3>12 comments</h3>{f'<p>{READER}</p>' * 12}</div>",
        TOLD[:3],
    ),
    "French readers": page(
        f"<div>{paragraphs(MANY[: 6 * 2])}<p>27 commentaires</p>{f'<p>{READER}</p>' * 4}</div>", MANY[: 6 * 2]
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own extractor only, whatever is installed."""
    monkeypatch.setattr(html_module, "_trafilatura", lambda: None)


def text_of(body: str) -> list[str]:
    return read_page(
        f"<html><head><title>Crane falls into the basin</title></head><body>{body}</body></html>"
    ).text.split("\n\n")


@pytest.mark.parametrize("family", FAMILIES)
def test_the_article_comes_out_whole_and_nearly_alone(family: str) -> None:
    body, told = FAMILIES[family]
    found = text_of(body)
    assert [words for words in found if words in told] == told
    others = [words for words in found if words not in told]
    assert all(len(words) < 30 for words in others), "names and headings at most"
    assert ELSEWHERE not in found


def test_an_entry_told_by_the_hour_is_no_card() -> None:
    posts = "".join(
        f"<div><div>1{n}:05 Ann Poe</div><h3>What was seen at that hour, {n}</h3><p>{words} {n}, they say.</p></div>"
        for n, words in enumerate(TOLD)
    )
    found = text_of(f"<article>{paragraphs(MANY)}<div>{posts}</div></article>")
    assert sum(words.endswith("they say.") for words in found) == len(TOLD)


def test_what_a_page_tells_twice_is_told_once() -> None:
    assert text_of(f"<div>{paragraphs(TOLD)}<div>{paragraphs(TOLD)}</div></div>") == TOLD


def test_slides_of_one_show_are_no_part_of_the_report() -> None:
    show = "".join(
        f"<li><div><h4>Cranes of the world, a show</h4><h2>No. {n}</h2><p>{ELSEWHERE}</p></div>" for n in range(5)
    )
    found = text_of(f"<div>{paragraphs(TOLD[:3])}<ul>{show}</ul>{paragraphs(TOLD[3:])}</div>")
    assert found == TOLD


def test_a_show_that_is_the_page_stays() -> None:
    show = "".join(f"<li><div><h4>Cranes of the world, a show</h4><p>{words}</p></div>" for words in TOLD)
    assert TOLD[0] in text_of(f"<ul>{show}</ul>")


def test_numbers_name_nothing() -> None:
    section = f"<div id=outline-container-org7109ad><h2>Advice</h2><p>{TOLD[1]}</p></div>"
    assert TOLD[1] in text_of(f"<div><p>{TOLD[0]}</p>{section}<p>{TOLD[2]}</p></div>")


def test_a_listing_is_read_whatever_its_colours_are_named() -> None:
    listing = "<pre><code>x = 1 <span class=hljs-comment># the crane</span></code></pre>"
    assert "x = 1 # the crane" in text_of(f"<div><p>{TOLD[0]}</p>{listing}<p>{TOLD[1]}</p></div>")


def test_forms_are_machinery_unless_they_hold_the_page() -> None:
    form = f"<form><p>{ELSEWHERE}</p><input></form>"
    assert text_of(f"<div>{paragraphs(TOLD[:3])}{form}{paragraphs(TOLD[3:])}</div>") == TOLD
    assert text_of(f"<form id=aspnet>{NAV}<div>{paragraphs(TOLD)}</div></form>") == TOLD


def test_a_long_sidebar_goes_where_an_article_is_left() -> None:
    sidebar = f"<div class=sidebar>{f'<p>{ELSEWHERE}</p>' * 16}</div>"
    assert text_of(f"<div>{paragraphs(MANY[: 6 * 3])}</div>{sidebar}") == MANY[: 6 * 3]


def test_the_body_inside_the_body() -> None:
    offer = f"<div class=offer>{f'<p>{ELSEWHERE}</p>' * 3}</div>"
    inner = f"<div class=article-body-content>{paragraphs(TOLD)}</div>"
    assert text_of(f"<div class=article-content>{inner}{offer}</div>") == TOLD
    halves = "".join(f"<div class=body-text>{paragraphs(half)}</div>" for half in (TOLD[:4], TOLD[4:]))
    assert text_of(f"<div class=article-content>{halves}</div>") == TOLD


@pytest.mark.parametrize(
    "line",
    [
        "Crane falls into the basin",
        "Veröffentlicht am 3. Mai 2021, 14:02 Uhr",
        "postado em 04/05/2021 05:49 / atualizado em 04/05/2021 05:50",
        "Posted: Tuesday, May 4, 2021. 10:11 pm CST.",
        "By Ann Poe",
        "Von Ann Poe, Oslo",
        "Temps de lecture : 4 min",
        "Lesedauer: 8 Min.",
        "Divers at the pier on Tuesday (Photo: Ann Poe)",
        "* * *",
        "Diese Website verwendet Cookies, damit sie für Sie und für uns besser läuft als ohne.",
    ],
)
def test_lines_about_the_article_above_it(line: str) -> None:
    head = '<title>Crane falls into the basin</title><meta name=author content="Ann Poe">'
    found = read_page(f"<head>{head}</head><body><article><p>{line}</p>{paragraphs(TOLD)}</article>")
    assert found.text.split("\n\n") == TOLD


@pytest.mark.parametrize(
    "line",
    [
        "It was the third fall of a crane in May 2021.",
        "On 3 May 2021 the pier was shut, and nobody knew for how long it would be.",
    ],
)
def test_sentences_with_a_day_stay(line: str) -> None:
    assert text_of(f"<article><p>{line}</p>{paragraphs(TOLD)}</article>") == [line, *TOLD]


def test_headings_of_the_first_rank_inside_the_article() -> None:
    body = f"<div><h1>Crane falls</h1><p>{TOLD[0]}</p><h1>What was seen</h1><p>{TOLD[1]}</p></div>"
    assert text_of(body) == [TOLD[0], "What was seen", TOLD[1]]


def test_the_word_about_the_author_ends_the_article() -> None:
    about = f"<p><b>About the author</b></p><p>{ELSEWHERE}</p>"
    assert text_of(f"<div>{paragraphs(TOLD)}{about}</div>") == TOLD


def test_posts_that_a_report_shows_are_part_of_it() -> None:
    post = f"<blockquote class=twitter-tweet><p>{ELSEWHERE}</p></blockquote>"
    assert ELSEWHERE in text_of(f"<div>{paragraphs(TOLD[:3])}{post}{paragraphs(TOLD[3:])}</div>")


def test_a_list_of_other_stories_at_the_end() -> None:
    others = (
        "<p>More great stories of the port</p><ul>"
        + "<li>What the town can learn <a href=a>of its old cranes</a></li>" * 4
        + "</ul>"
    )
    assert text_of(f"<div>{paragraphs(MANY[: 6 * 2])}{others}</div>") == MANY[: 6 * 2]
    sources = "<ul>" + "<li>Poe, Ann. The crane. <a href=a>Oslo, 1999</a>.</li>" * 4 + "</ul>"
    assert len(text_of(f"<div>{paragraphs(MANY[: 6 * 2])}{sources}</div>")) == 16


def test_what_stands_above_the_title_in_the_same_box() -> None:
    notice = "<p>Your browser is very old, and so this page may look odd to you on some days.</p>"
    assert text_of(f"<div>{notice}<h1>Crane falls into the basin</h1>{paragraphs(TOLD)}</div>") == TOLD


def test_letters_that_tell_how_a_character_is_read() -> None:
    ruby = CHINESE[0].replace("港务局长", "<ruby>港务局长<rp>(</rp><rt>guan</rt><rp>)</rp></ruby>")
    assert text_of(f"<div><p>{ruby}</p><p>{CHINESE[1]}</p></div>") == CHINESE


def told_for_machines(body: str, *articles: tuple[str, str]) -> list[str]:
    """What is read of a page with `body` whose data hold articles, each a headline and a text."""
    nodes = [{"@type": "NewsArticle", "headline": title, "articleBody": text} for title, text in articles]
    data = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    return read_page(f"<head><title>{TITLE}</title>{data}</head><body>{body}</body>").text.split("\n\n")


def test_a_text_for_machines_that_is_cut_off_cuts_nothing_off() -> None:
    assert told_for_machines(f"<div>{paragraphs(TOLD)}</div>", (TITLE, " ".join(TOLD)[:250] + " ...")) == TOLD


@pytest.mark.parametrize("text", ["\n".join(TOLD), paragraphs(TOLD), paragraphs(TOLD).replace("<", "&lt;")])
def test_a_page_made_by_scripts_is_read_from_its_data(text: str) -> None:
    assert told_for_machines("<div id=app>Loading</div>", ("A crane fell", text)) == TOLD


def test_a_text_of_another_story_is_not_taken_for_the_page() -> None:
    other = (ELSEWHERE + " ") * 20
    assert told_for_machines(f"<div>{paragraphs(TOLD)}</div>", ("Another story", other)) == TOLD
    assert told_for_machines("<div>Loading</div>", ("Another story", other), ("A third", other[:-2])) == [""]


def test_a_page_that_shows_a_teaser_is_read_from_its_data() -> None:
    wall = (
        f"<div><p>{TOLD[0]}</p></div><p>Subscribe to read the rest of this story and of all others, now and ever.</p>"
    )
    assert told_for_machines(wall, (TITLE, "\n".join(TOLD))) == TOLD


ASIDE = f"<div class=box>{f'<p>{ELSEWHERE}</p>' * 4}</div>"


@pytest.mark.parametrize("name", ["comments-open", "community", "consent-given", "share", "tag", "author", "sidebar"])
def test_a_name_on_the_article_itself_takes_nothing_away(name: str) -> None:
    body = f"<div class='post {name}'><h1>{TITLE}</h1>{paragraphs(MANY[: 6 * 2])}</div>"
    assert text_of(body + ASIDE) == MANY[: 6 * 2]


@pytest.mark.parametrize("name", ["share", "tag", "author", "print"])
def test_a_name_on_every_paragraph_takes_nothing_away(name: str) -> None:
    body = "".join(f"<p class={name}>{words}</p>" for words in MANY[: 6 * 2])
    assert text_of(f"<div><h1>{TITLE}</h1>{body}</div>{ASIDE}") == MANY[: 6 * 2]
