"""The markers of lines that are none of the story: what they match, and how their file is checked."""

from __future__ import annotations

from importlib.resources import files

import pytest

from whimbrel.clean.markers import markers, parse
from whimbrel.clean.patterns import line_key
from whimbrel.errors import DataError
from whimbrel.model import PassageKind

SOURCE = files("whimbrel.clean").joinpath("markers.toml").read_text("utf-8")


def kind_of(line: str) -> PassageKind | None:
    return markers().kind(line_key(line), line)


def test_begins_and_mentions_go_together_and_nobody_says_it() -> None:
    assert kind_of("Join us on Telegram for more") is PassageKind.PROMPT
    assert kind_of("Join the march on Friday for bread and peace.") is None
    assert kind_of("Join me on Telegram from Friday, the general told his men.") is None


def test_what_opens_a_line_is_no_sentence() -> None:
    assert kind_of("More from the Example Post") is PassageKind.RELATED
    assert kind_of("More from the union is expected on Tuesday, when its committee meets.") is None


def test_names_follow_some_phrases_only() -> None:
    key, line = line_key("Sign up for Morning Post"), "Sign up for Morning Post"
    assert markers().kind(key, line, lambda rest: rest == "Evening Post") is None
    assert markers().kind(key, line, lambda rest: rest == "Morning Post") is PassageKind.PROMPT


def test_labels_may_bear_a_day() -> None:
    assert kind_of("Clarification (28 October): the laboratory is in Oslo.") is PassageKind.CORRECTION
    assert kind_of("Correction at 06:30: the quarter lies in the south.") is PassageKind.CORRECTION


@pytest.mark.parametrize(
    "broken",
    [
        SOURCE.replace('"thank you for reading"', '"Thank you for reading"'),
        SOURCE.replace('"thank you for reading"', '"thank you for reading!"'),
        SOURCE.replace('"thank you for reading"', '"thank you for reading", "thank you for reading"'),
        SOURCE.replace("[prompt]", "[prompts]"),
        SOURCE.replace("[prompt]", "[body]"),
        SOURCE.replace("mentions = [", "says = ["),
        "[prompt]\nbegins = ['join']\n",
        "[prompt]\nwhole = 'join'\n",
        "not toml",
    ],
)
def test_the_file_is_checked(broken: str) -> None:
    assert broken != SOURCE
    with pytest.raises(DataError):
        parse(broken)
