"""`whimbrel copy`: a chronicle from one store into another."""

from __future__ import annotations

from typing import Annotated

import typer

from whimbrel.cli import options, output
from whimbrel.cli.options import Detail

_TOLD = ("reports", "claims", "events", "decisions", "problems")


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A chronicle: a file, or a postgresql:// address.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where it goes: one that is new or empty.")],
    format: options.DetailOption = Detail.text,
) -> None:
    """Copy a chronicle whole, decisions included, from a file to PostgreSQL or back; every row is compared."""
    from whimbrel.api import Chronicle, open_chronicle  # noqa: PLC0415 - SQLAlchemy

    with open_chronicle(source) as here, Chronicle.open(target) as there:
        copied = here.copy_to(there)
        if format is Detail.json:
            output.record({"rows": dict(copied.rows), "mended": copied.mended})
        else:
            counted = ", ".join(f"{copied.rows[name]:,} {name}" for name in _TOLD)
            print(f"{counted}; {sum(copied.rows.values()):,} rows of {len(copied.rows)} tables are the same in both")
        if copied.mended:
            output.note(f"{copied.mended} texts held NUL or half a character, which became U+FFFD")
        output.note(f"tokens and raw copies of pages lie beside {here.where} and were left there")
