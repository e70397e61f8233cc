"""`whimbrel check`, `backup` and `restore`: is the chronicle whole, and a copy of it for the day when it is not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from whimbrel.cli import CANNOT, options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE, Detail

if TYPE_CHECKING:
    from whimbrel.checking import Checked
    from whimbrel.safekeeping import Manifest

ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite what is there.")]
_TOLD = 50  # findings for people; JSON has all


def check(
    *,
    deep: Annotated[
        bool, typer.Option("--deep", help="Read raw copies too, and make all events again in a copy: none may change.")
    ] = False,
    mend: Annotated[
        bool, typer.Option("--mend", help="Make anew what follows from reports, claims and decisions, then check.")
    ] = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Check that the chronicle is whole: the file, texts, spans, claims, decisions, events, the word index, raw copies.

    Ends with 0 when it is, with 2 when it is not; notes are no faults.
    """
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.checking import check as look  # noqa: PLC0415
    from whimbrel.checking import check_file  # noqa: PLC0415
    from whimbrel.chronicle import opening  # noqa: PLC0415

    where = opening.locate(chronicle)
    checked = check_file(where, deep=deep and not mend)
    if mend and checked.looked_at:
        from whimbrel.checking.mending import mend as make_anew  # noqa: PLC0415 - merging

        with open_chronicle(chronicle) as opened:
            output.note(f"{make_anew(opened, checked.findings):,} events changed by being made anew")
            checked = look(opened, deep=deep)
    if format is Detail.json:
        output.record(_checked_record(checked))
    else:
        _tell(checked, opening.shown(where))
    if checked.faults:
        raise typer.Exit(CANNOT)


def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to write it.")],
    *,
    force: ForceOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Write the chronicle with its raw copies into one file, while others work with it, and read that file again.

    It can be restored on any machine. It holds all that the chronicle holds, the secrets of webhooks too.
    """
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.safekeeping import backup as write  # noqa: PLC0415

    with open_chronicle(chronicle) as opened:
        written = write(opened, Path(file), force=force)
    _tell_backup(written, file, "is a backup", format)


def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file that `whimbrel backup` wrote.")],
    *,
    force: ForceOption = False,
    only_try: Annotated[bool, typer.Option("--try", help="Restore it into nothing: is it whole?")] = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Make a chronicle of a backup, check it, and put it in its place; what was there stays until that moment."""
    from whimbrel.chronicle import opening  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.safekeeping import restore as make  # noqa: PLC0415
    from whimbrel.safekeeping import try_restore  # noqa: PLC0415

    if only_try:
        _tell_backup(try_restore(Path(file)), file, "makes a whole chronicle", format)
        return
    target = opening.locate(chronicle)
    _tell_backup(make(Path(file), target, force=force), target, "is restored", format)


def _tell(checked: Checked, where: str) -> None:
    for finding in checked.findings[:_TOLD]:
        print(f"{'note' if finding.note else 'fault'}  {finding.code}  {output.plain(finding.line())}")
    if len(checked.findings) > _TOLD:
        output.note(f"and {len(checked.findings) - _TOLD} more; `--format json` has them all")
    looked_at = ", ".join(f"{number:,} {noun}" for noun, number in checked.looked_at.items())
    faults = len(checked.faults)
    told = f"{faults} fault{'' if faults == 1 else 's'}" if faults else "whole"
    print(f"{output.plain(where)}: {told}" + (f" ({looked_at})" if looked_at else ""))


def _checked_record(checked: Checked) -> dict[str, Any]:
    found = [
        {"code": one.code, "where": one.where, "message": one.message, "remedy": one.remedy, "fault": not one.note}
        for one in checked.findings
    ]
    return {"whole": not checked.faults, "looked_at": checked.looked_at, "findings": found}


def _tell_backup(manifest: Manifest, where: str, what: str, format: Detail) -> None:
    from whimbrel.chronicle import opening  # noqa: PLC0415 - SQLAlchemy

    counted = {noun: manifest.rows(noun) for noun in ("reports", "claims", "events", "decisions")}
    path = Path(where)
    size = {"bytes": path.stat().st_size} if path.is_file() else {}  # a database has none that could be told
    if format is Detail.json:
        told = {"file": opening.shown(where), **size, "schema": manifest.schema, "made": manifest.made, **counted}
        output.record(told)
        return
    numbers = ", ".join(f"{number:,} {noun}" for noun, number in counted.items())
    sized = "".join(f"{number:,} bytes, " for number in size.values())
    print(f"{output.plain(opening.shown(where))} {what}: {numbers}; {sized}of {manifest.made}")
