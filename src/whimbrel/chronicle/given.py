"""Lists of values in a statement: however many there are, it is one statement, put together and compiled once.

The values go as one JSON text, which the database spreads (https://www.sqlite.org/json1.html#jeach,
https://www.postgresql.org/docs/current/functions-json.html).
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import BigInteger, bindparam, cast, select

from whimbrel.chronicle.dialects import spread

_VALUE = spread(bindparam("given")).table_valued("value").c.value

GIVEN = select(_VALUE)
"""The texts that `given` passes, to be looked for with `in_`."""

GIVEN_NUMBERS = select(cast(_VALUE, BigInteger))
"""The numbers that `given` passes, to be looked for with `in_`."""


def given(values: Iterable[str] | Iterable[int]) -> dict[str, str]:
    """The parameters of a statement that looks for these values."""
    return {"given": json.dumps(list(values))}
