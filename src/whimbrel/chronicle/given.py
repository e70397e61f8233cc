"""Lists of values in a statement: however many there are, it is one statement, put together and compiled once.

The values go as one JSON text, which SQLite spreads (https://www.sqlite.org/json1.html#jeach).
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import bindparam, func, select

GIVEN = select(func.json_each(bindparam("given")).table_valued("value").c.value)
"""The values that `given` passes, to be looked for with `in_`."""


def given(values: Iterable[str] | Iterable[int]) -> dict[str, str]:
    """The parameters of a statement that looks for these values."""
    return {"given": json.dumps(list(values))}
