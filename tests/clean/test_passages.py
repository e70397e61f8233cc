"""The kinds of passages, on plain text. All texts are written for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whimbrel.clean.headline import locate, tidy_title
from whimbrel.clean.normalise import normalise
from whimbrel.clean.passages import mark_passages
from whimbrel.model import PassageKind

BODY = (
    "The foreign minister met her counterpart in the capital on Tuesday, officials said. They agreed to open it.",
    "Traders on both sides of the border have waited for the decision since spring, when a shooting closed the road.",
    "The talks will go on next week, a spokesman told reporters after the meeting in the old parliament building.",
)


def kinds(text: str, title: str = "") -> list[tuple[str, str]]:
    text = normalise(text)
    found = mark_passages(text, locate(text, title) if title else None)
    return [(passage.kind.value, text[passage.span.start : passage.span.end]) for passage in found]


def kind_of(text: str, words: str, title: str = "") -> str:
    return next(kind for kind, passage in kinds(text, title) if words in passage)


def article(*extra: str, at: int = 1) -> str:
    lines = list(BODY)
    lines[at:at] = extra
    return "\n\n".join(lines)


def test_headline_stamp_copy_lead_and_error() -> None:
    text = "Ministers agree to open crossing\n\n2021-05-11 14:02:10\nMinisters agree to open crossing\n\n"
    found = kinds(text + "\n\n".join(BODY) + "\n\nError! Something went wrong")
    assert [kind for kind, _ in found] == ["headline", "furniture", "furniture", "lead", "body", "body", "furniture"]


CAPTIONS = [
    "Jane Doe (L) shakes hands with John Roe, during their meeting in Oslo, March 3, 2017. (credit: ANN POE/EXAMPLE)",
    "Police stand guard near the crossing on Monday. (Photo by Ann Poe)",
    "A man waits at the closed gate on the eastern side. [AP Photo/Ann Poe]",
    "A woman carries bread across the bridge, May 2, 2021. REUTERS/Ann Poe",
    "MAYOR JOHN ROE speaks to traders at the crossing on Sunday. (credit: ANN POE/FLASH90)",
    "Lorries queue at the gate in April. | Ann Poe/AFP/Getty Images",
    "Soldiers at the gate (AFP photo)",
]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_captions_on_a_line(caption: str) -> None:
    found = kinds(article(caption))
    assert found[1][0] == "caption"
    assert found[2][0] == "credit"
    assert f"{found[1][1]} {found[2][1]}" == caption
    assert [kind for kind, _ in found[3:]] == ["body", "body"]


@pytest.mark.parametrize("caption", CAPTIONS[:3])
def test_captions_glued_to_the_end_of_a_paragraph(caption: str) -> None:
    text = "\n\n".join([BODY[0], f"{BODY[1]} {caption}", BODY[2]])
    found = kinds(text)
    assert [kind for kind, _ in found] == ["lead", "body", "caption", "credit", "body"]
    assert found[1][1] == BODY[1]
    assert found[2][1].startswith(caption[:20])


@pytest.mark.parametrize(
    "caption",
    [
        "FILE PHOTO: Jane Doe speaks at a press conference in Oslo, Norway, March 3, 2017.",
        "Jane Doe, centre (L), walks with her delegation to the talks, May 11, 2021",
        "THE FOREIGN MINISTER walks to the talks with her delegation on Tuesday.",
    ],
)
def test_captions_without_credit(caption: str) -> None:
    assert kind_of(article(caption), caption) == "caption"


def test_a_caption_in_front_of_the_story_in_one_line() -> None:
    text = "Published May 11 2021 Lorries wait at the gate of the crossing May 9 2021. (Reuters Photo) " + " ".join(
        BODY
    )
    found = kinds(text)
    assert [kind for kind, _ in found][:4] == ["furniture", "caption", "credit", "lead"]
    assert found[3][1].startswith("The foreign minister")


def test_a_caption_told_twice() -> None:
    found = kinds(
        article(
            "Police stand guard at the gate. (photo credit: ANN POE)",
            "Police stand guard at the gate.\n(photo credit: ANN POE)",
        )
    )
    assert [kind for kind, _ in found] == ["lead", "caption", "credit", "furniture", "credit", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Ann Poe contributed to this report.",
        "Reporting by Ann Poe in Oslo; editing by John Roe",
        "(Additional reporting by Ann Poe; Writing by John Roe)",
        "Contributing: The Associated Press",
        "Source: Agencies",
        "AFP",
        "Reuters/AP",
        "Ann Poe reported from Oslo.",
        "Compiled by Ann Poe",
    ],
)
def test_credits(line: str) -> None:
    assert kind_of(article(line, at=3), line) == "credit"


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Read more: Traders wait for the gate to open",
        "READ ALSO | Ten years of the crossing",
        "Share this article",
        "Facebook Twitter WhatsApp",
        "Follow us on Twitter",
        "Sign up for our morning newsletter and never miss a story.",
        "This website uses cookies to improve your experience.",
        "Error! Error occured!",
        "© 2021 Example News. All rights reserved.",
        "Tags: border, trade",
        "SEE ALSO: Ministers to meet again",
        "3 min read",
        "Updated 14:05 GMT",
        "https://example.org/a/b",
        "* * *",
        "The crossing",
    ],
)
def test_furniture(line: str) -> None:
    assert kind_of(article(line), line) == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "Read more than once, the agreement leaves the hardest question open, analysts said on Wednesday.",
        "Updated figures show that two people were killed at the gate in March.",
        "The photo, which the ministry released, shows damage to the bridge, a witness said.",
        "Sources who spoke to this newspaper said that the army opposed the deal.",
        "The company deleted the account for breaking its terms of service, the minister said.",
        "Followers of the cleric marched to the gate on Friday and threw stones at the guards.",
        "Comments by the minister angered the opposition, which left the chamber.",
        "(Reuters) reported the deal first, the ministry said.",
        "“We will open the gate,” the minister said.",
        "Two soldiers were killed in May 2019, the army said (AFP).",
        "3 May 2021 was the first day on which lorries could pass.",
    ],
)
def test_sentences_that_only_look_like_something_else(line: str) -> None:
    assert kind_of(article(line), line) == "body"


@pytest.mark.parametrize(
    "head", ["One Response", "3 Comments", "Leave a Reply", "Comments (12)", "2 responses to “Ministers agree”"]
)
def test_everything_behind_a_comment_head_is_comments(head: str) -> None:
    found = kinds(article(head, "Bob says: It was the army that shot them!", "Share this", at=3))
    assert [kind for kind, _ in found] == ["lead", "body", "body", "comment", "comment", "comment"]


def test_a_comment_counter_above_the_story_hides_nothing() -> None:
    found = kinds("Ministers agree to reopen crossing\n\n3 Comments\n\n" + "\n\n".join(BODY))
    assert [kind for kind, _ in found] == ["headline", "furniture", "lead", "body", "body"]


def test_a_pull_quote_repeats_the_body() -> None:
    pull = "Traders on both sides of the border have waited for the decision"
    assert kind_of(article(pull, at=2), f"{pull}", "x") == "body"
    found = kinds(article(pull, at=3))
    assert found[3] == ("quote", pull)


def test_crossheads() -> None:
    found = kinds(
        article("Waiting since spring", at=1) + "\n\nArmy opposes plan to open the gate again\n\nThe army said no."
    )
    assert ("furniture", "Waiting since spring") in found
    assert ("headline", "Army opposes plan to open the gate again") in found


def test_bylines_below_the_headline() -> None:
    text = "Ministers agree to reopen crossing\n\n{}\n\n" + "\n\n".join(BODY)
    for line in ("By Ann Poe and John Roe", "Ann Poe, and John Q. Roe", "BY ANN POE"):
        assert kind_of(text.format(line), line) == "credit"


def test_one_line_with_everything_in_it() -> None:
    text = (
        "Ministers agree to reopen crossing AFP Tuesday 11 May 2021 Print Tweet Views 371 "
        + " ".join(BODY)
        + " Additional reporting"
        " by Ann Poe; Editing by John Roe"
    )
    found = kinds(text, "Ministers agree to reopen crossing - Region - Example Online")
    assert [kind for kind, _ in found] == ["headline", "credit", "furniture", "furniture", "lead", "credit"]
    assert found[4][1].startswith("The foreign minister met")


def test_headline_told_twice_and_author_in_one_line() -> None:
    text = "Tue May 11 2021 Ministers agree to reopen crossing. Ann Poe John Roe. " + " ".join(BODY)
    found = kinds(text, "Ministers agree to reopen crossing")
    assert [kind for kind, _ in found][:4] == ["furniture", "headline", "credit", "lead"]


def test_dateline_and_agency_signature() -> None:
    found = kinds("OSLO, May 11 (Reuters) - " + BODY[0] + "\n\n" + BODY[1] + " -AFP")
    assert [kind for kind, _ in found] == ["furniture", "lead", "body", "credit"]


def test_titles() -> None:
    assert tidy_title("Ministers agree to reopen border - Region - World - Example Online") == (
        "Ministers agree to reopen border - Region - World"
    )
    assert tidy_title("Ministers agree to reopen border | Example Times") == "Ministers agree to reopen border"
    assert tidy_title("Ministers agree to talk - The Example", "example") == "Ministers agree to talk"
    assert tidy_title("Doe: a life in politics - and after") == "Doe: a life in politics - and after"
    span = locate("x. “Ministers agree,” says Doe. More", "Ministers agree, says Doe")
    assert span is not None
    assert (span.start, span.end) == (3, 31)


PIECES = [
    *BODY, *CAPTIONS, "AFP", "One Response", "Read more", "By Ann Poe", "2021-05-11", "OSLO (AP) —", "…", "- -",
    "Ann Poe/AFP",
    "(credit: X)", "[AFP]", "Related The men", "A", "\n", "  ", "Tags A B The C", "“", ")", "(Reuters)", "title:",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(PIECES) | st.text(max_size=40), st.sampled_from(["\n\n", "\n", " ", ""])), max_size=12
    )
)
def test_passages_cover_the_text_and_never_overlap(parts: list[tuple[str, str]]) -> None:
    text = normalise("".join(piece + gap for piece, gap in parts))
    title = locate(text, "Ann Poe contributed")
    position = 0
    for passage in mark_passages(text, title):
        assert passage.span.start >= position
        assert passage.span.end > passage.span.start
        assert not text[position : passage.span.start].strip()
        assert isinstance(passage.kind, PassageKind)
        position = passage.span.end
    assert not text[position:].strip()


def test_tags_that_run_into_the_story() -> None:
    text = f"{BODY[0]} Tags Border Trade Oslo army At least two lorries passed the gate. {BODY[1]}"
    assert ("furniture", "Tags Border Trade Oslo army") in kinds(text)
    assert kind_of(text, "At least two lorries") == "body"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Talks", "Ann Poe and Jon Roe held talks in Oslo on Friday, officials said."),
        ("Talks in Oslo", "Ann Poe and Jon Roe held talks in Oslo on Friday, officials said."),
        ("Gunmen kill nine in Goma", "Gunmen kill nine in Goma, after a night of shooting that woke the town."),
    ],
)
def test_a_title_that_is_part_of_a_sentence_is_no_headline_there(title: str, text: str) -> None:
    assert locate(text, title) is None
    assert locate(f"{title}\n\n{text}", title) is not None
    assert locate(f"{title} By Ann Poe\n\n{text}", title) is not None
