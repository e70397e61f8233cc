"""`whimbrel explain` and `chronicle.explain`, on reports that were really read."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from runs import Whimbrel

from whimbrel.api import Chronicle, read
from whimbrel.errors import UsageError

STORY = (
    "Police arrest lawmaker\n\nNAIROBI, 16 March 2022\n\n"
    "Police arrested two lawmakers in Nairobi on Tuesday, aides said.\n"
)
HOSTILE = "Bandits [bold]strike[/bold]\n\nGunmen killed \x1b[31mthree farmers\x1b[0m \u202enear Goma[/] on Monday.\n"
HEAD = "pattern,type,mode,actor,recipient,contexts,example\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain")
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    read([folder / "story.txt", folder / "hostile.txt"], folder / "c.db").close()
    return folder / "c.db"


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return shutil.copyfile(made, tmp_path / "c.db")


def claim_of(path: Path, type: str) -> str:
    with Chronicle.open(path, create=False) as chronicle:
        return next(claim.id for claim in chronicle.claims(type=type) if claim.passage != "headline")


def test_a_claim_is_explained_as_tables_and_as_json(path: Path, whimbrel: Whimbrel) -> None:
    id = claim_of(path, "COERCE")
    code, out, err = whimbrel("explain", id[:10], "-c", path)
    assert (code, err) == (0, "")
    for heading in ("Read as", "Lexicon entries that fired", "Confidence", "Parse"):
        assert heading in out
    assert "⟦arrested⟧" in out
    assert "verbs/coerce.csv:" in out
    code, out, _ = whimbrel("explain", id, "-c", path, "--format", "json")
    record = json.loads(out)
    assert code == 0
    assert record["claim"] == id
    assert {step["what"] for step in record["steps"]} >= {
        "type",
        "actor",
        "recipient",
        "status",
        "says",
        "when",
        "place",
    }


def test_a_narrow_terminal_gets_stacked_entries(
    path: Path, whimbrel: Whimbrel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    code, out, _ = whimbrel("explain", claim_of(path, "COERCE"), "-c", path)
    assert code == 0
    assert "rule:" in out


def test_hostile_words_are_shown_and_not_obeyed(path: Path, whimbrel: Whimbrel) -> None:
    for format in ("table", "json"):
        code, out, _ = whimbrel("explain", claim_of(path, "ASSAULT"), "-c", path, "--format", format)
        assert code == 0
        assert "farmers" in out
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)


def test_a_claim_that_no_longer_comes_out_is_told_plainly(path: Path, tmp_path: Path, whimbrel: Whimbrel) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "verbs.csv").write_text(HEAD + "arrest <person>,NONE,,,,,\n", encoding="utf-8")
    code, out, err = whimbrel("explain", claim_of(path, "COERCE"), "-c", path, "--lexicon", words)
    assert code == 1
    assert "no longer reads this claim" in err
    assert "Lexicon entries" not in out


def test_words_of_ones_own_are_named_by_their_file(path: Path, tmp_path: Path, whimbrel: Whimbrel) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "verbs.csv").write_text(HEAD + "nab,COERCE,arrest,,obj,legal,Police nabbed two lawmakers.\n")
    (tmp_path / "nab.txt").write_text(STORY.replace("arrested", "nabbed"), encoding="utf-8")
    other = tmp_path / "own.db"
    assert whimbrel("read", tmp_path / "nab.txt", "-c", other, "--lexicon", words)[0] == 0
    code, out, _ = whimbrel("explain", claim_of(other, "COERCE"), "-c", other, "--lexicon", words, "--format", "json")
    assert code == 0
    assert json.loads(out)["entries"][0]["where"] == f"{words}/verbs.csv:2"


def test_what_cannot_be_explained_is_one_line(path: Path, tmp_path: Path, whimbrel: Whimbrel) -> None:
    for arguments in (
        ("explain", "nonsense"),
        ("explain", claim_of(path, "COERCE"), "--lexicon", tmp_path / "nowhere"),
    ):
        code, out, err = whimbrel(*arguments, "-c", path)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1


def test_the_api_explains_several_claims(path: Path) -> None:
    with Chronicle.open(path, create=False) as chronicle:
        for claim in chronicle.claims():
            assert chronicle.explain(claim.id).again == claim
        with pytest.raises(UsageError):
            chronicle.explain("nonsense")
