"""Runs the console blocks of a Markdown page, checks what they show, and writes their output anew.

    python tests/docs/console.py docs/tutorial.md    # refresh the printed output after a change of what Whimbrel prints

A block is fenced with ```console; a line that starts with `$ ` is a command. In a command, `ID` stands for the first id
that the last listing printed, `ID2` for the second; before `whimbrel` may stand `WHIMBREL_NAME=value`. A comment behind
a block, `<!-- shows: … -->`, holds what must be found in the output, one thing a line: words in their order within a
few lines of it, with `…` for anything between them; what a line that begins with `not ` names must not be found.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"```console\n(?P<body>.*?)```\n(?:\n?<!-- shows:\n(?P<shows>.*?)-->\n)?", re.DOTALL)
ID = re.compile(r"\b[0-9a-f]{12}\b|\b[ce][0-9a-f]{11}\b")
NARROW, WIDE = 120, 500
LONGEST_LINE, LONGEST_OUTPUT, ROW = 160, 40, 3


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its commands with the output printed below each, and what the output must show."""

    line: int
    commands: tuple[tuple[str, str], ...]
    shows: tuple[str, ...]


def blocks(page: str) -> list[Block]:
    """The console blocks of a page in order."""
    found = []
    for match in BLOCK.finditer(page):
        parts = re.split(r"^\$ (.*)\n", match["body"], flags=re.MULTILINE)[1:]
        commands = tuple(zip(parts[::2], parts[1::2], strict=True))
        shows = tuple(line.strip() for line in (match["shows"] or "").splitlines() if line.strip())
        found.append(Block(page.count("\n", 0, match.start()) + 1, commands, shows))
    return found


class Session:
    """A folder with the examples in it, an empty chronicle, and the memory of the last ids seen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: list[str] = []
        for name in ("examples", "docs"):
            (folder / name).symlink_to(ROOT / name)

    def run(self, command: str, width: int) -> str:
        """The output of one command, standard output and standard error together."""
        known = dict(zip(("ID", "ID2"), self.seen, strict=False))
        words = [known.get(word, word) for word in shlex.split(command, comments=True)]
        env = os.environ | {"COLUMNS": str(width), "WHIMBREL_CHRONICLE": "chronicle.db", "NO_COLOR": "1", "TZ": "UTC"}
        while words[0].startswith("WHIMBREL_"):
            name, _, value = words.pop(0).partition("=")
            env[name] = value
        assert words[0] == "whimbrel", f"only whimbrel is run here, not {words[0]!r}"
        done = subprocess.run(
            [sys.executable, "-m", "whimbrel.cli", *words[1:]],
            cwd=self.folder, env=env, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        output = "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines())
        assert done.returncode in (0, 1), f"{command}: exit code {done.returncode}\n{output}"
        if not {"ID", "ID2"} & set(shlex.split(command, comments=True)) and (seen := ID.findall(output)):
            self.seen = seen
        return output


def found_in(wanted: str, output: str) -> bool:
    """Whether a row of the output, over three lines at most, has the wanted words in their order."""
    parts = [re.escape(" ".join(part.split())) for part in wanted.split("…")]
    pattern = re.compile(".*?".join(parts))
    lines = output.splitlines()
    return any(pattern.search(" ".join(" ".join(lines[i : i + ROW]).split())) for i in range(len(lines)))


def faults(block: Block, outputs: list[str]) -> Iterator[str]:
    """What a block promises and its output does not keep."""
    whole = "\n".join(outputs)
    for wanted in block.shows:
        if wanted.startswith("not "):
            if found_in(wanted.removeprefix("not "), whole):
                yield f"line {block.line}: shows {wanted.removeprefix('not ')!r}, and must not"
        elif not found_in(wanted, whole):
            yield f"line {block.line}: does not show {wanted!r}; it shows\n{whole}"
    printed = " ".join(output for _, output in block.commands).split()
    real = set(whole.split())
    if printed and sum(word in real or word == "…" for word in printed) < 0.8 * len(printed):
        yield f"line {block.line}: prints output that is out of date; run `python tests/docs/console.py` on the page"


def refresh(page: str, folder: Path) -> str:
    """The page with the output of every command written anew; long output is cut."""
    session = Session(folder)

    def rewrite(match: re.Match[str]) -> str:
        block = blocks(match.group())[0]
        lines: list[str] = []
        for command, _ in block.commands:
            output = [_cut(line) for line in session.run(command, NARROW).strip("\n").splitlines()]
            lines += [f"$ {command}", *output[:LONGEST_OUTPUT], *(["…"] if len(output) > LONGEST_OUTPUT else [])]
        return match.group().replace(match["body"], "\n".join(lines) + "\n", 1)

    return BLOCK.sub(rewrite, page)


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE].rsplit(" ", 1)[0] + " …"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as temporary:
            path = Path(name)
            path.write_text(refresh(path.read_text(encoding="utf-8"), Path(temporary)), encoding="utf-8")
