"""The container file and the units: what they say of our commands is true, and they stay as closed as they are."""

from __future__ import annotations

import configparser
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from whimbrel.cli.app import app
from whimbrel.cli.reference import every_command

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
INSTRUCTIONS = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
UNITS = sorted(DEPLOY.glob("*.service"))
CLOSED = ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "RestrictNamespaces", "LockPersonality")


def instructions() -> list[tuple[str, str]]:
    text = re.sub(r"\\\n", " ", (DEPLOY / "Containerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1].strip()) for line in lines]


def check_command(words: list[str]) -> None:
    """Fails for a command or an option that we do not have."""
    commands = dict(every_command(get_command(app)))
    known = {flag for parameter in commands[words[0]].params for flag in parameter.opts}
    assert {word for word in words[1:] if word.startswith("--")} <= known


def test_the_container_file() -> None:
    found = instructions()
    assert {name for name, _ in found} <= INSTRUCTIONS
    for name, rest in found:
        if name == "COPY" and not rest.startswith("--from"):
            assert [path for path in rest.split()[:-1] if not (ROOT / path).exists()] == []
        if name == "FROM":
            assert ":" in rest.split()[0]
            assert "latest" not in rest
    (extras,) = re.findall(r"'\.\[([a-z,]+)\]'", (DEPLOY / "Containerfile").read_text("utf-8"))
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert set(extras.split(",")) <= known.keys()
    users = [at for at, (name, rest) in enumerate(found) if name == "USER" and rest not in ("0", "root")]
    assert users
    assert users[0] < next(at for at, (name, _) in enumerate(found) if name == "ENTRYPOINT")
    (command,) = [rest for name, rest in found if name == "CMD"]
    check_command([word.strip('" ') for word in command.strip("[]").split(",")])


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_a_unit(path: Path) -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(path.read_text("utf-8"))
    service = unit["Service"]
    program, *words = shlex.split(service["ExecStart"])
    assert program.endswith("/whimbrel")
    check_command(words)
    assert service["User"] != "root"
    assert service["ProtectSystem"] == "strict"
    assert [name for name in CLOSED if service[name] != "yes"] == []
    assert service["CapabilityBoundingSet"] == ""


def test_there_is_one_for_each_long_run() -> None:
    assert [path.stem for path in UNITS] == ["whimbrel-follow", "whimbrel-serve"]
