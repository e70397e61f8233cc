"""The command-line reference, written from the commands: `python -m whimbrel.cli.reference` prints it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from typer.main import get_command

HEAD = """# Command line

Written from the program by `python -m whimbrel.cli.reference`; a test fails when this page is out of date.

Exit codes: 0 done, 1 nothing found, 2 the request or the chronicle cannot be used (one line on standard error says why
and what to do), 130 stopped with Ctrl-C, 141 nobody reads the output any more (`| head`).
Ids may be cut short as long as they stay unique.
Dates are days, months or years.
"""


def reference() -> str:
    """The whole page in Markdown."""
    from whimbrel.cli.app import app  # noqa: PLC0415 - the commands are loaded when asked for

    return "\n".join([HEAD, *(_section(name, command) for name, command in every_command(get_command(app)))])


def every_command(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its name, those of groups behind their group's ("watch add")."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from every_command(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _section(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join(["whimbrel", name, *(_usage(p) for p in arguments), "[OPTIONS]" if options else ""]).strip()
    rows = [f"| `{_metavar(p)}` | {_cell(p.help)} | |" for p in arguments]
    rows += [f"| {_flags(p)} | {_cell(p.help)} | {_default(p)} |" for p in options]
    table = "\n".join(["| | | default |", "|---|---|---|", *rows])
    return f"## whimbrel {name}\n\n{command.help}\n\n    {usage}\n\n{table}\n"


def _usage(argument: Any) -> str:
    return _metavar(argument) if argument.required else f"[{_metavar(argument)}]"


def _metavar(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def _flags(option: Any) -> str:
    flags = ", ".join(f"`{flag}`" for flag in sorted(option.opts, key=len))
    choices = "|".join(type(option.default)) if isinstance(option.default, StrEnum) else ""
    value = "" if option.is_flag else (choices or option.metavar or "")
    return f"{flags} `{value}`".replace("|", "\\|") if value else flags


def _default(option: Any) -> str:
    known = option.default
    said = "" if known in (None, "", False, 0) else f"`{getattr(known, 'value', known)}`"
    named = f"`${option.envvar}`" if option.envvar else ""
    return ", else ".join(part for part in (named, said) if part)


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    print(reference(), end="")
