"""A lexicon folder of one's own: read before the shipped files, and refused in one line when it breaks the rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from expectations import report_of

from whimbrel.coder import Knowledge, code
from whimbrel.coder.lexicon.load import load_lexicon
from whimbrel.coder.lexicon.validate import main, problems
from whimbrel.coder.sieve import Sieve
from whimbrel.errors import DataError

HEAD = "pattern,type,mode,actor,recipient,contexts,example\n"
WAYLAY = "waylay,ASSAULT,,,obj,,Gunmen waylaid a convoy of traders near Garissa.\n"
SENTENCE = "Gunmen waylaid a convoy of traders near Garissa on Monday."


def own(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read(text: str, folder: Path, knowledge: Knowledge) -> list[str]:
    lexicon = load_lexicon(folder)
    mine = replace(knowledge, lexicon=lexicon, sieve=Sieve(lexicon, knowledge.grammar.lemmas.lemma))
    return [claim.type for claim in code(report_of(text), mine)]


def test_a_new_verb_is_read(tmp_path: Path, knowledge: Knowledge) -> None:
    assert code(report_of(SENTENCE), knowledge) == []
    assert read(SENTENCE, own(tmp_path, verbs=HEAD + WAYLAY), knowledge) == ["ASSAULT"]


def test_files_may_lie_in_folders_of_either_kind(tmp_path: Path, knowledge: Knowledge) -> None:
    folder = own(tmp_path, verbs__road=HEAD + WAYLAY, nouns=HEAD + "palaver,CONSULT,,between,,,Talks of A and B.\n")
    lexicon = load_lexicon(folder)
    assert lexicon.verbs["waylay"][0].where == f"{folder}/verbs/road.csv:2"
    assert lexicon.nouns["palaver"][0].type == "CONSULT"
    assert read(SENTENCE, folder, knowledge) == ["ASSAULT"]


def test_a_folder_named_like_a_kind_holds_either(tmp_path: Path) -> None:
    folder = tmp_path / "verbs"
    folder.mkdir()
    own(folder, nouns=HEAD + "palaver,CONSULT,,between,,,Talks of A and B.\n")
    assert "palaver" in load_lexicon(folder).nouns


def test_an_own_entry_outranks_an_equal_one_of_ours(tmp_path: Path, knowledge: Knowledge) -> None:
    sentence = "The ministers of Kenya and Uganda met in Nairobi on Monday."
    assert [claim.type for claim in code(report_of(sentence), knowledge)] == ["CONSULT"]
    assert read(sentence, own(tmp_path, verbs=HEAD + "meet,NONE,,,,,\n"), knowledge) == []


def test_own_tables_outrank_ours(tmp_path: Path) -> None:
    folder = own(
        tmp_path,
        speech="verb,kind,note\nsay,claim,\n",
        embedding="verb,complement,status,note\nvow,~to,hypothetical,\n",
        casualties="lemma,count,who,note\nwaylay,wounded,obj,\n",
    )
    lexicon = load_lexicon(folder)
    assert lexicon.speech["say"] == "claim"
    assert lexicon.embedding["vow"][0] == ("~to", "hypothetical")
    assert lexicon.casualties["waylay"] == ("wounded", "obj")
    assert lexicon.sources["embedding.csv", "vow", "~to"] == f"{folder}/embedding.csv:2"
    assert load_lexicon().speech["say"] == "say"  # the shipped lexicon is as it was


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("verbs", HEAD + "waylay,AMBUSH,,,obj,,Gunmen waylaid a convoy.\n", "unknown type"),
        ("verbs", HEAD + "waylay,ASSAULT,aerials,,obj,,Gunmen waylaid a convoy.\n", "has no mode"),
        ("verbs", HEAD + "waylay <traders>,ASSAULT,,,obj,,Gunmen waylaid a convoy.\n", "unknown object"),
        ("verbs", HEAD + "waylay,ASSAULT,,sbj,obj,,Gunmen waylaid a convoy.\n", "unknown actor slot"),
        ("verbs", HEAD + "waylay,ASSAULT,,,obj\n", "wrong number of fields"),
        ("verbs", "pattern,type\nwaylay,ASSAULT\n", "columns are"),
        ("verbs", HEAD + '"waylay,ASSAULT', "is no CSV"),
        ("embedding", "verb,complement,status,note\nvow,~to,perhaps,\n", "unknown status"),
        ("verb", HEAD + WAYLAY, "is no file of a lexicon"),
    ],
)
def test_a_broken_folder_is_refused_in_one_line(name: str, text: str, said: str, tmp_path: Path) -> None:
    folder = own(tmp_path, **{name: text})
    with pytest.raises(DataError) as refused:
        load_lexicon(folder)
    assert said in str(refused.value)
    assert str(folder) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert any(said in line for line in problems(folder))


def test_a_folder_that_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(DataError):
            load_lexicon(folder)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "verbs.csv").write_bytes(b"\xff\xfe\x00pattern")
    with pytest.raises(DataError, match="UTF-8"):
        load_lexicon(tmp_path)


def test_the_validator_runs_the_examples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(tmp_path, verbs=HEAD + WAYLAY)
    assert main([str(tmp_path), "--examples"]) == 0
    own(tmp_path, verbs=HEAD + "waylay,ASSAULT,,,obj,,The harvest was good near Garissa.\n")
    assert main([str(tmp_path), "--examples"]) == 1
    assert "not read as ASSAULT but as nothing" in capsys.readouterr().out
