"""What tests of the whole way share."""

from __future__ import annotations

from pathlib import Path

import pytest
from runs import Whimbrel

from whimbrel.cli import run


@pytest.fixture
def whimbrel(capsys: pytest.CaptureFixture[str]) -> Whimbrel:
    """Runs one command in this process: exit code, standard output, standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return call
