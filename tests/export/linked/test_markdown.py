"""The Markdown chronology, read by markdown-it, which knows nothing of ours."""

from __future__ import annotations

import re
from dataclasses import replace

import made_dossiers as made
import samples
from hypothesis import example, given, settings
from lxml import html
from markdown_it import MarkdownIt

from examples import tried
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.account import web_address
from whimbrel.export.formats.markdown_text import escaped, link
from whimbrel.export.safe import one_line
from whimbrel.model import Conflict, FieldValue, Origin, Status

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
REFERENCE, DEFINITION = (
    re.compile(r"(?<!^)\[\^([a-z0-9-]+)\](?!:)", re.MULTILINE),
    re.compile(r"^\[\^([a-z0-9-]+)\]: ", re.MULTILINE),
)


def text_of(told: list[Dossier]) -> str:
    return made.written("markdown", told).decode()


def rendered(markdown: str) -> html.HtmlElement:
    return html.fragment_fromstring(READER.render(markdown), create_parent="div")


def entries(markdown: str) -> list[str]:
    """The sentences as a reader sees them, without the marks of footnotes."""
    items = [" ".join(item.text_content().split()) for item in rendered(markdown).iter("li")]
    return [re.sub(r"\[\^[a-z0-9-]+\]", "", item) for item in items]


def test_the_oldest_comes_first_and_the_undated_last() -> None:
    heads = [head.text for head in rendered(text_of(made.of_samples())).iter("h2")]
    assert heads == [
        "5 May 2020",
        "29 October 2022",
        "On or before 30 October 2022",
        "1 November 2022",
        "2 November 2022",
        "7 November 2022",
        "Date not known",
    ]


def test_what_was_before_a_day_stands_before_it_and_what_was_after_behind() -> None:
    times = {name: one for name, one in made.every_time().items() if name in ("before", "day", "after", "days")}
    newest = [times[name] for name in ("days", "day", "before", "after")]
    assert [head.text for head in rendered(text_of(newest)).iter("h2")] == [
        "On or before 2 November 2022",
        "2 November 2022",
        "On or after 2 November 2022",
        "2–5 November 2022",
    ]


def test_every_sentence_has_footnotes_and_every_footnote_its_sentence() -> None:
    everything = made.everything()
    text = text_of(everything)
    assert len(entries(text)) == len(everything)
    referred, defined = REFERENCE.findall(text), DEFINITION.findall(text)
    assert sorted(referred) == sorted(defined)
    assert len(set(defined)) == len(defined) == sum(len(one.event.reports) for one in everything)
    for line in text.splitlines():
        assert not line.startswith("- ") or REFERENCE.search(line), line


def test_a_footnote_names_outlet_headline_day_address_and_words() -> None:
    (note,) = [line for line in text_of([made.of_victims()]).splitlines() if DEFINITION.match(line)]
    assert note == (
        "[^e0-1]: *Gulf Morning Post*, “Mogadishu toll rises to 120”, 1 November 2022, <https://gulfmorning.example/a/2>:"
        " “Amina Warsame, a tea seller, was among the wounded.”"
    )


def test_conflicts_are_said_in_words_with_who_says_what() -> None:
    (bomb,) = [entry for entry in entries(text_of(made.of_samples())) if "bombing" in entry]
    assert bomb == (
        "Al-Shabaab killed at least 100 people in a bombing in Mogadishu. Sources differ on how many were killed:"
        " at least 100 in The Harbour Wire; 120 in Gulf Morning Post; about 90 in إذاعة الساحل."
    )


def test_denials_of_a_value_are_told_from_its_silence() -> None:
    told = next(one for one in made.of_samples() if len(one.claims) == 3)
    first, second, third = told.event.claims
    values = (
        FieldValue("a", "al-Shabaab", (first, second), True, "", (third,)),
        FieldValue("b", "Gunmen", (), False, "", (second,)),
    )
    event = replace(told.event, conflicts=(Conflict("actors", values),), origins=(Origin(told.event.reports, "x"),))
    assert entries(text_of([replace(told, event=event)])) == [
        "Al-Shabaab killed at least 100 people in a bombing in Mogadishu. Sources differ on who did it: al-Shabaab in"
        " The Harbour Wire and Gulf Morning Post, denied in إذاعة الساحل; not Gunmen in Gulf Morning Post."
        " Its 3 reports go back to one origin."
    ]


def test_a_report_at_odds_with_itself_is_called_that() -> None:
    told = made.dossier()
    (claim,) = told.event.claims
    values = (FieldValue("happened", "happened", (claim,), True), FieldValue("negated", "negated", (claim,), False))
    event = replace(told.event, conflicts=(Conflict("status", values),))
    (entry,) = entries(text_of([replace(told, event=event)]))
    assert entry.endswith("The report has more than one answer to whether it happened: happened and did not happen.")


def test_the_status_stands_before_what_is_not_told_as_having_happened() -> None:
    found = dict(zip(Status, entries(text_of(made.every_status())), strict=True))
    assert found[Status.HAPPENED] == "The Government of Ethiopia made a commitment in Pretoria."
    assert found[Status.PLANNED] == "Planned: The Government of Ethiopia planned to make a commitment in Pretoria."
    assert found[Status.DENIED].startswith("Denied: Someone denied that ")
    assert all(": " in sentence for status, sentence in found.items() if status is not Status.HAPPENED)


def test_quotes_tell_whose_words_they_are_and_stand_once() -> None:
    told = made.dossier()
    (claim,) = told.claims
    speaker = samples.Speaker("He", actor=samples.ETHIOPIA.id)
    said = replace(claim, id="c1", says=(samples.Speaker("The envoy"), speaker), status=Status.CALLED_FOR)
    other = replace(claim, id="c2", text="to stop fighting", status=Status.DENIED, says=(replace(speaker, actor=""),))
    (note,) = [
        line for line in text_of([replace(told, claims=(claim, said, other))]).splitlines() if DEFINITION.match(line)
    ]
    assert note.endswith(
        "to stop fighting.” (according to the envoy, citing Government of Ethiopia); “to stop fighting” (denied)"
    )
    assert note.count("signed a deal") == 1


@given(text=made.hostile_text)
@example(text="1. one")
@example(text="1.")
@example(text="- x")
@example(text="=== ")
@example(text="a!")
@example(text="+ &copy; \\")
@settings(max_examples=tried(400), deadline=None)
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    shown = " ".join(one_line(text).split())
    for before in ("", "# ", "- ", "x "):
        markdown = f"{before}{escaped(text)}"
        tree = rendered(markdown)
        content = " ".join(tree.text_content().split())
        assert content == " ".join(f"{before if before == 'x ' else ''}{shown}".split())
        assert {element.tag for element in tree.iter()} <= {"div", "p", "h1", "ul", "li"}
    footnote = rendered(f"x{escaped(text)}[^a]")
    assert not list(footnote.iter("img", "a"))
    assert not re.search(r"(?<!\\)[*_`\[\]<>{}$|@#~^]", escaped(text))
    assert not re.search(r"https?://|www\.", escaped(text), re.IGNORECASE)


@given(text=made.hostile_text)
def test_a_link_is_one_link_and_nothing_else(text: str) -> None:
    address = web_address(f"https://news.example/{text}")
    tree = rendered(f"see {link(address)}, there")
    (anchor,) = tree.iter("a")
    assert {element.tag for element in tree.iter()} == {"div", "p", "a"}
    assert anchor.get("href").startswith("https://news.example/")
    assert tree.text_content().strip().endswith(", there")
    assert address.isascii()
    assert web_address(address) == address
    assert link(web_address("javascript:alert(1)")) == ""


@settings(max_examples=tried(100), deadline=None)
@given(told=made.hostile_dossiers())
def test_a_hostile_event_is_one_entry_with_its_footnote(told: Dossier) -> None:
    text = text_of([told])
    assert len(re.findall(r"^- ", text, re.MULTILINE)) == 1
    assert REFERENCE.findall(text) == DEFINITION.findall(text) == ["e0-1"]
    tree = rendered(text)
    assert {element.tag for element in tree.iter()} <= {"div", "h1", "h2", "p", "ul", "li", "strong", "em", "a"}
    assert all(a.get("href").startswith(("http://", "https://")) for a in tree.iter("a"))
    assert len(list(tree.iter("h1", "h2"))) == 2
