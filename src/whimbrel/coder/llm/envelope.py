"""The envelope of the chat protocol: out of a response's body, the model's own words."""

from __future__ import annotations

import json
from typing import Any

from whimbrel.errors import AnswerError


def content_of(body: bytes, where: str) -> str:
    """The content of the first choice. Raises AnswerError when there is none, or when it was cut short."""
    try:
        answer = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _not_spoken("the answer is no JSON", where) from None
    choice = _first(_item(answer, "choices"))
    if _item(choice, "finish_reason") == "length":
        raise AnswerError("the answer was cut short", where=where, remedy="ask a model that may answer at length")
    content = _item(_item(choice, "message"), "content")
    if not isinstance(content, str):
        raise _not_spoken("the answer holds no choices[0].message.content", where)
    return content


def _not_spoken(message: str, where: str) -> AnswerError:
    return AnswerError(message, where=where, remedy="is this an OpenAI-compatible endpoint?")


def _item(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else None
