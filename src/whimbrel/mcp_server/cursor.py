"""Where a listing goes on: a short opaque word that carries the place, so that the server need remember nothing."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from whimbrel.errors import UsageError

Place = list[str | int]
_LONGEST = 400


def cursor(kind: str, *place: str | int) -> str:
    """The word for a place in a listing of this kind."""
    return urlsafe_b64encode(json.dumps([kind, *place]).encode()).decode().rstrip("=")


def place(kind: str, word: str, *types: type) -> Place:
    """The place that a word carries. Raises UsageError for what was not given by a listing of this kind."""
    try:
        if len(word) > _LONGEST:
            raise ValueError(word)
        found = json.loads(urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        if not isinstance(found, list) or found[:1] != [kind]:
            raise ValueError(word)
        if [type(one) for one in found[1:]] != list(types):
            raise ValueError(word)
    except ValueError:
        raise UsageError(
            "this cursor is none of this listing", remedy="give `next` of the answer before, or leave it out"
        ) from None
    return found[1:]
