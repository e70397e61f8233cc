"""`whimbrel token`: who may write to a chronicle that is served."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from whimbrel.cli import FOUND_NOTHING, options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE
from whimbrel.errors import UsageError

TokensOption = Annotated[
    str,
    typer.Option(
        "--tokens", envvar="WHIMBREL_TOKENS", metavar="FILE",
        help="Where the tokens' hashes are kept; by default beside the chronicle.",
    ),
]  # fmt: skip


class Action(StrEnum):
    """What is done with tokens."""

    add = "add"
    list = "list"
    remove = "remove"


def token(
    action: Annotated[Action, typer.Argument(metavar="add|list|remove", help="What to do.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The reviewer whose token it is.")] = "",
    tokens: TokensOption = "",
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
) -> None:
    """Give a reviewer a token to write with (shown once), list who has one, or take one back."""
    from whimbrel.export.safe import one_line  # noqa: PLC0415
    from whimbrel.web import tokens as kept  # noqa: PLC0415

    path = tokens_path(tokens, chronicle)
    if action is Action.list:
        found = kept.read_tokens(path)
        for one in found:
            print(f"{one_line(one.name)}\t{one_line(one.made)}")
        if not found:
            output.note(f"nobody may write; `whimbrel token add NAME` makes a token in {path}")
            raise typer.Exit(FOUND_NOTHING)
        return
    if not name:
        raise UsageError(f"whose token to {action} is not said", remedy=f"whimbrel token {action} NAME")
    if action is Action.add:
        print(kept.add_token(path, name))
        output.note(f"give it to {name}: it is shown this once; {path} keeps its hash alone")
        return
    kept.remove_token(path, name)
    output.note(f"{name} can write no more")


def tokens_path(given: str, chronicle: str) -> Path:
    """The file of tokens that an option names, or the chronicle's own."""
    from whimbrel.web.tokens import tokens_file  # noqa: PLC0415

    return Path(given) if given else tokens_file(chronicle)
