"""The kinds of passages, on plain text. All texts are written for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
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
    assert [kind for kind, _ in found] == ["headline", "timestamp", "furniture", "lead", "body", "body", "notice"]


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
    assert [kind for kind, _ in found][:4] == ["timestamp", "caption", "credit", "lead"]
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
    ("line", "kind"),
    [
        ("Ann Poe contributed to this report.", "byline"),
        ("Reporting by Ann Poe in Oslo; editing by John Roe", "byline"),
        ("(Additional reporting by Ann Poe; Writing by John Roe)", "byline"),
        ("Contributing: The Associated Press", "byline"),
        ("Ann Poe reported from Oslo.", "byline"),
        ("Compiled by Ann Poe", "byline"),
        ("Ann Poe is a reporter in Oslo.", "byline"),
        ("Source: Agencies", "credit"),
        ("AFP", "credit"),
        ("Reuters/AP", "credit"),
        ("Translated by Ann Poe", "origin"),
        ("This article was first published in Danish by the Example Post.", "origin"),
        ("This article was amended on 3 May 2021 to correct the name of the minister.", "correction"),
        ("Correction: An earlier version of this report gave the wrong day.", "correction"),
        ("Editor's note: The number of dead was changed.", "correction"),
        ("Read more: Traders wait for the gate to open", "related"),
        ("READ ALSO | Ten years of the crossing", "related"),
        ("SEE ALSO: Ministers to meet again", "related"),
        ("Follow us on Twitter", "prompt"),
        ("Sign up for our morning newsletter and never miss a story.", "prompt"),
        ("Subscribe to unlock this article", "prompt"),
        ("This website uses cookies to improve your experience.", "notice"),
        ("Error! Error occured!", "notice"),
        ("Please enable JavaScript to view this page.", "notice"),
        ("© 2021 Example News. All rights reserved.", "notice"),
        ("Updated 14:05 GMT", "timestamp"),
        ("Updated 3 hours ago", "timestamp"),
        ("Mon 3 May 2021 15.02 BST", "timestamp"),
        ("Advertisement", "furniture"),
        ("ADVERTISEMENT", "furniture"),
        ("Share this article", "furniture"),
        ("Facebook Twitter WhatsApp", "furniture"),
        ("Tags: border, trade", "furniture"),
        ("Home » World » Europe", "furniture"),
        ("3 min read", "furniture"),
        ("1 of 7", "furniture"),
        ("https://example.org/a/b", "furniture"),
        ("* * *", "furniture"),
        ("Loading comments…", "comment"),
    ],
)
def test_lines_that_are_none_of_the_story(line: str, kind: str) -> None:
    assert kind_of(article(line, at=3), line) == kind
    assert not PassageKind(kind).told


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to neither account, the widow tells all who come to the gate with a notebook.",
        "Related families had hired the bus together.",
        "Translated, the last words on the tape were a prayer for the town of his birth.",
        "Help us, a woman shouted from the roof of the bank as the water rose.",
        "The site was closed to the public after the second shooting.",
        "The rebels hold about 230 people, by the government's count.",
        "What happens next is anybody's guess.",
        "Shells by night. Silence by day.",
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
    assert ("subhead", "Waiting since spring") in found
    assert ("subhead", "Army opposes plan to open the gate again") in found


def test_bylines_below_the_headline() -> None:
    text = "Ministers agree to reopen crossing\n\n{}\n\n" + "\n\n".join(BODY)
    for line in ("By Ann Poe and John Roe", "Ann Poe, and John Q. Roe", "BY ANN POE"):
        assert kind_of(text.format(line), line) == "byline"


def test_one_line_with_everything_in_it() -> None:
    text = (
        "Ministers agree to reopen crossing AFP Tuesday 11 May 2021 Print Tweet Views 371 "
        + " ".join(BODY)
        + " Additional reporting"
        " by Ann Poe; Editing by John Roe"
    )
    found = kinds(text, "Ministers agree to reopen crossing - Region - Example Online")
    assert [kind for kind, _ in found] == ["headline", "credit", "timestamp", "furniture", "lead", "byline"]
    assert found[4][1].startswith("The foreign minister met")


def test_headline_told_twice_and_author_in_one_line() -> None:
    text = "Tue May 11 2021 Ministers agree to reopen crossing. Ann Poe John Roe. " + " ".join(BODY)
    found = kinds(text, "Ministers agree to reopen crossing")
    assert [kind for kind, _ in found][:4] == ["timestamp", "headline", "byline", "lead"]


def test_dateline_and_agency_signature() -> None:
    found = kinds("OSLO, May 11 (Reuters) - " + BODY[0] + "\n\n" + BODY[1] + " -AFP")
    assert [kind for kind, _ in found] == ["dateline", "lead", "body", "credit"]


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO (AP) —", "(Oslo) –", "Oslo, Nov 19 (EFE).-", "NEW DELHI:", "TEHRAN –", "BERGEN / OSLO, 12 June 2023 –",
        "LONG TOWN, Norway (AW) _", "Patna (Bihar) [India], August 3 (ANI):",
    ],
)  # fmt: skip
def test_datelines(dateline: str) -> None:
    found = kinds(f"Ministers agree to open crossing\n\n{dateline} {BODY[0]}\n\n{BODY[1]}")
    assert found[1:3] == [("dateline", dateline), ("lead", BODY[0])]


@pytest.mark.parametrize(
    "caption",
    [
        "Protesters wave flags in Oslo on Friday.",
        "A woman carries bread past a line of riot police on Bridge Street.",
        "Minister Ann Poe with army commanders at the crossing on Sunday.",
        "Lorries seen from the eastern side of the bridge.",
        "FILE PHOTO: The old bridge in winter",
    ],
)
def test_captions_told_by_their_scene(caption: str) -> None:
    assert kind_of(article(caption), caption) == "caption"


def test_a_paragraph_above_the_credit_of_a_picture_is_its_caption() -> None:
    found = kinds(article("The burnt-out bus was towed away in the night", "Jane Roe/AFP"))
    assert [kind for kind, _ in found] == ["lead", "caption", "credit", "body", "body"]


def test_headlines_below_the_head_of_a_list() -> None:
    found = kinds(article("Related stories", "Ten years of the crossing", "Why do lorries wait?", at=1))
    assert [kind for kind, _ in found] == ["lead", "related", "related", "related", "body", "body"]


def test_entries_of_a_live_blog() -> None:
    entries = "\n\n".join(
        f"1{hour}:05 GMT\n\nGate shut for hour {hour} of the day\n\n{BODY[hour]}" for hour in range(3)
    )
    found = kinds(f"Crossing opens: live updates\n\n{entries}")
    assert [kind for kind, _ in found] == [
        "headline",
        *["timestamp", "subhead", "lead"],
        *["timestamp", "subhead", "body"] * 2,
    ]


def test_every_kind_has_a_broad_kind_that_old_chronicles_know() -> None:
    old = {"headline", "lead", "body", "caption", "credit", "quote", "furniture", "comment", "subhead"}
    assert {kind.broad.value for kind in PassageKind} == old
    assert all(kind.told is kind.broad.told for kind in PassageKind)


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


@settings(max_examples=tried(200), deadline=None)
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
