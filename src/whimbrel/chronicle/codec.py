"""Nouns to JSON and back, exactly, driven by the type hints of `whimbrel.model`.

Values equal to a field's default are left out, mappings are written in key order and dates as ISO 8601, so that equal
nouns give equal bytes. Lone surrogates, which no UTF-8 store can hold, and NUL, which PostgreSQL cannot, become U+FFFD
one for one: offsets stay true.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from whimbrel.errors import ChronicleError

Noun = TypeVar("Noun")
Walk = Callable[[Any], Any]
LeftOut = frozenset[tuple[type[Any], str]]  # fields of nouns
EVERYTHING: LeftOut = frozenset()
REMEMBERED = 8192


_UNSTORABLE = re.compile("[\ud800-\udfff\0]")
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
_PLAIN = (str, int, float, bool)


def clean_text(text: str) -> str:
    """The same text, one U+FFFD for each lone surrogate and each NUL."""
    if text.isascii() and "\0" not in text:
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def clean_json(text: str) -> str:
    """The same JSON, its texts cleaned."""
    text = clean_text(text)
    return _ESCAPED_NUL.sub("\\1\ufffd", text) if "\\u0000" in text else text


def dumps(noun: object) -> str:
    """A noun as compact JSON; equal nouns give equal strings."""
    plain = encoder(noun.__class__)(noun)
    return clean_json(json.dumps(plain, ensure_ascii=False, separators=(",", ":")))


def loads(kind: type[Noun], text: str, without: LeftOut = EVERYTHING) -> Noun:
    """The noun that `dumps` wrote, some fields that have a default left out. Raises ChronicleError when the text is not
    one of these."""
    try:
        noun: Noun = decoder(kind, without)(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ChronicleError(
            f"a stored {kind.__name__.lower()} cannot be read: {error}",
            remedy="the chronicle was changed by another program; restore a copy or read the reports again",
        ) from error
    return noun


def encoder(kind: Any) -> Walk:
    """The function that turns values of this type into what `json` can write."""
    return _encoder(kind)


@cache
def _encoder(kind: Any) -> Walk:
    if kind in _PLAIN or kind is type(None):
        return _same
    if kind is date:
        return date.isoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return str
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _or_none(encoder(_unwrap(kind)))
    if origin is tuple:
        item = encoder(inner[0])
        return lambda values: [item(value) for value in values]
    if origin is Mapping:
        item = encoder(inner[1])
        return lambda mapping: {key: item(mapping[key]) for key in sorted(mapping)}
    if is_dataclass(kind):
        return _encode_dataclass(kind)
    raise TypeError(f"no JSON form for {kind}")


def decoder(kind: Any, without: LeftOut = EVERYTHING) -> Walk:
    """The function that turns what `json` read back into values of this type, some fields left out."""
    return _decoder(kind, without)


@cache
def _decoder(kind: Any, without: LeftOut) -> Walk:
    if kind is float:
        return float
    if kind in _PLAIN or kind is type(None):
        return _same
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _or_none(decoder(_unwrap(kind), without))
    if origin is tuple:
        item = decoder(inner[0], without)
        return lambda values: tuple([item(value) for value in values])
    if origin is Mapping:
        item = decoder(inner[1], without)
        return lambda mapping: {key: item(value) for key, value in mapping.items()}
    if is_dataclass(kind):
        return _decode_dataclass(kind, without)
    raise TypeError(f"no JSON form for {kind}")


def is_a(kind: Any, value: Any) -> bool:
    """Whether a value that was read back is of this type to its last part: `decoder` takes plain values as they are."""
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(kind, type) and not is_dataclass(kind):
        return type(value) is kind
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return value is None or is_a(_unwrap(kind), value)
    if origin is tuple:
        return isinstance(value, tuple) and all(is_a(inner[0], one) for one in value)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(isinstance(k, str) and is_a(inner[1], v) for k, v in value.items())
    hints = get_type_hints(kind)
    return isinstance(value, kind) and all(is_a(hints[f.name], getattr(value, f.name)) for f in fields(kind))


def _same(value: Any) -> Any:
    return value


def _or_none(walk: Walk) -> Walk:
    return lambda value: None if value is None else walk(value)


def _unwrap(kind: Any) -> Any:
    chosen = [part for part in get_args(kind) if part is not type(None)]
    if len(chosen) != 1:
        raise TypeError(f"no JSON form for {kind}")
    return chosen[0]


def _encode_dataclass(kind: Any) -> Walk:
    hints = get_type_hints(kind)
    plan = [(f.name, encoder(hints[f.name]), _default(f)) for f in fields(kind)]

    def encode(noun: Any) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for name, walk, default in plan:
            value = getattr(noun, name)
            if value is not default and value != default:
                out[name] = value if walk is _same else walk(value)
        return out

    return encode


def _decode_dataclass(kind: Any, without: LeftOut) -> Walk:
    hints = get_type_hints(kind)
    plan = {f.name: decoder(hints[f.name], without) for f in fields(kind)}
    gone = [name for name in plan if (kind, name) in without]
    walked = [(name, walk) for name, walk in plan.items() if walk is not _same and name not in gone]

    def decode(plain: dict[str, Any]) -> Any:
        values = plain.copy()
        for name in gone:
            values.pop(name, None)
        for name, walk in walked:
            if name in values:
                values[name] = walk(values[name])
        return kind(**values)

    return _remembering(decode) if any(owner is kind for owner, _ in without) else decode


def _remembering(walk: Walk) -> Walk:
    """The same function, which gives one object for equal values: small parts without spans come again and again."""
    known = lru_cache(maxsize=REMEMBERED)(lambda items: walk(dict(items)))

    def remember(plain: dict[str, Any]) -> Any:
        try:
            return known(tuple(plain.items()))
        except TypeError:  # a list within cannot be looked up
            return walk(plain)

    return remember


def _default(field: Any) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default
