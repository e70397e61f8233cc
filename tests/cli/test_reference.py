from __future__ import annotations

from pathlib import Path

from typer.main import get_command

from whimbrel.cli.app import app
from whimbrel.cli.reference import every_command, reference

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def test_the_reference_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), (
        "run: python -m whimbrel.cli.reference > docs/reference/cli.md"
    )


def test_every_command_and_option_is_described() -> None:
    for name, command in every_command(get_command(app)):
        assert command.help, name
        assert f"## whimbrel {name}\n" in reference()
        for param in command.params:
            assert getattr(param, "help", None), (name, param.name)


def test_every_command_takes_a_chronicle_and_every_listing_a_format() -> None:
    for name, command in every_command(get_command(app)):
        flags = {flag for param in command.params for flag in param.opts}
        if name.startswith("import-") or name == "copy":
            continue  # makes a file beside any chronicle; takes two
        assert {"-c", "--chronicle"} <= flags, name
        if name not in ("read", "page", "serve", "mcp", "watch feed", "export", "token"):
            assert "--format" in flags, name
