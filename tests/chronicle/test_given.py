"""Any number of values goes into one statement."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, select

from whimbrel.chronicle.given import GIVEN, given
from whimbrel.chronicle.schema import metadata, sketch_values, telling_links


@pytest.mark.parametrize("many", [0, 1, 40_000])
def test_every_value_is_looked_for(many: int) -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine, [telling_links, sketch_values])
    keys = [f"k'\u00e9\"{n:05}" for n in range(many)]
    numbers = [(-1) ** n * (2**63 - 1 - n) for n in range(many)]
    with engine.begin() as connection:
        if many:
            connection.execute(telling_links.insert(), [{"low": key, "high": "z"} for key in keys])
            connection.execute(sketch_values.insert(), [{"value": value, "report": 1} for value in numbers])
        low = select(telling_links.c.low).where(telling_links.c.low.in_(GIVEN))
        assert sorted(connection.scalars(low, given([*keys, "nobody"]))) == keys
        value = select(sketch_values.c.value).where(sketch_values.c.value.in_(GIVEN))
        assert sorted(connection.scalars(value, given([*numbers, 7]))) == sorted(numbers)
    engine.dispose()
