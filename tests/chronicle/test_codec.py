from __future__ import annotations

import json
import typing
from collections.abc import Mapping
from datetime import date

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.chronicle.codec import clean_json, clean_text, dumps, loads
from whimbrel.errors import ChronicleError
from whimbrel.model import Claim, Event, Problem, Report

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
st.register_type_strategy(str, WORDS)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


def nouns(kind: type) -> st.SearchStrategy:
    """Any value of a noun, built from its type hints."""
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{name: values(hint) for name, hint in hints.items()})


def values(hint: typing.Any) -> st.SearchStrategy:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(WORDS, values(inner[1]), max_size=2)
    if hasattr(hint, "__dataclass_fields__"):
        return nouns(hint)
    if inner:
        return st.one_of(*(values(part) for part in inner))
    return st.from_type(hint)


@pytest.mark.parametrize("kind", [Report, Claim, Event, Problem])
def test_every_noun_comes_back_as_it_was(kind: type) -> None:
    @settings(max_examples=tried(40), deadline=None)
    @given(nouns(kind))
    def check(noun: object) -> None:
        text = dumps(noun)
        back = loads(kind, text)
        assert back == noun
        assert dumps(back) == text

    check()


def test_dates_and_enums_keep_their_types() -> None:
    back = loads(Claim, dumps(samples.BOMB[0]))
    assert back.when is not None
    assert type(back.when.earliest) is date
    assert back.status is samples.BOMB[0].status


def test_mapping_order_does_not_matter() -> None:
    one = samples.BOMB[0].confidence
    other = type(one)(one.value, dict(reversed(list(one.parts.items()))))
    assert dumps(one) == dumps(other)


@given(st.text())
def test_what_no_store_holds_is_replaced_one_for_one(text: str) -> None:
    cleaned = clean_text(text)
    assert len(cleaned) == len(text)
    assert "\0" not in cleaned
    cleaned.encode()


@given(st.lists(st.sampled_from(["\0", "\\", "\\u0000", "u0000", "a", '"', "\ud800"])).map("".join))
def test_nul_leaves_json_and_what_only_looks_like_it_stays(text: str) -> None:
    assert json.loads(clean_json(json.dumps(text, ensure_ascii=False))) == clean_text(text)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"id": 3, "nonsense": 1}', '{"id":"x"}'])
def test_broken_text_is_a_chronicle_error(text: str) -> None:
    with pytest.raises(ChronicleError):
        loads(Claim, text)
