from __future__ import annotations

import stat
from pathlib import Path

import pytest

from whimbrel.cli import run
from whimbrel.errors import UsageError
from whimbrel.web.tokens import Keys, add_token, digest, read_tokens, remove_token


def test_a_token_is_shown_once_and_only_its_hash_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "tokens.toml"
    made = add_token(path, "Zoë “Z” Ng")
    assert made not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (kept,) = read_tokens(path)
    assert (kept.name, kept.sha256) == ("Zoë “Z” Ng", digest(made))
    assert len(made) > 40 and made != add_token(path, "other")


def test_whose_token_is_removed_can_write_no_more_at_once(tmp_path: Path) -> None:
    path = tmp_path / "tokens.toml"
    keys = Keys((), path)
    assert not keys
    made = add_token(path, "ana")
    assert keys.reviewer(digest(made)) == "ana" and keys.reviewer(digest("guessed")) == ""
    add_token(path, "ben")
    remove_token(path, "ana")
    assert keys.reviewer(digest(made)) == "" and keys


@pytest.mark.parametrize("name", ["", "   ", "a\x1b[31m", "x" * 61, "\u202eana"])
def test_names_that_cannot_be_shown_get_no_token(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        add_token(tmp_path / "tokens.toml", name)
    assert not (tmp_path / "tokens.toml").exists()


def test_one_name_has_one_token(tmp_path: Path) -> None:
    add_token(tmp_path / "tokens.toml", "ana")
    with pytest.raises(UsageError, match="has a token"):
        add_token(tmp_path / "tokens.toml", " ana ")
    with pytest.raises(UsageError, match="has no token"):
        remove_token(tmp_path / "tokens.toml", "ben")


@pytest.mark.parametrize("text", ["token = 3\n[[token]", '[[token]]\nname = "a"\n', '[[token]]\nname="a"\nsha256="zz"'])
def test_a_file_that_is_no_list_of_tokens_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tokens.toml"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(UsageError):
        read_tokens(path)


def test_a_file_that_others_may_write_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tokens.toml"
    add_token(path, "ana")
    path.chmod(0o622)
    with pytest.raises(UsageError, match="others may write"):
        read_tokens(path)


def test_the_command_makes_lists_and_removes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "chronicle.db")
    assert run(["token", "list", "-c", file]) == 1
    assert run(["token", "add", "ana", "-c", file]) == 0
    made = capsys.readouterr().out.strip()
    assert read_tokens(tmp_path / "chronicle.db.tokens.toml")[0].sha256 == digest(made)
    assert run(["token", "list", "-c", file]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith("ana\t20") and made not in listed
    assert run(["token", "add", "-c", file]) == 2
    assert run(["token", "remove", "ana", "-c", file]) == 0
    assert run(["token", "list", "-c", file]) == 1
    assert run(["token", "add", "ana", "--tokens", str(tmp_path / "else.toml")]) == 0
    assert read_tokens(tmp_path / "else.toml")


def test_a_site_that_nobody_could_read_is_not_served(copied_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "-c", copied_file, "--host", "::", "--port", "0"]) == 2
    assert "--public" in capsys.readouterr().err
    assert run(["serve", "-c", copied_file, "--port", "0", "--address", "ftp://x"]) == 2
