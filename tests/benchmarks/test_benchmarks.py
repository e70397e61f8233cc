"""The scorers on small data of our own, the runner's contract, and the floors' verdicts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import floors, grammar, ner
from benchmarks.__main__ import main
from benchmarks.result import Outcome, measure
from training.conllu import read_conllu

TREEBANK = """\
# newdoc id = own_1
# newpar id = own_1-p1
# sent_id = 1
# text = The army doesn't rest.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tarmy\tarmy\tNOUN\tNN\t_\t5\tnsubj\t_\t_
3-4\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdoes\tdo\tAUX\tVBZ\t_\t5\taux\t_\t_
4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
5\trest\trest\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

# sent_id = 2
# text = It won.
1\tIt\tit\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\twon\twin\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "own.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


def test_conllu_gives_the_text_back(treebank: Path) -> None:
    (document,) = read_conllu(treebank)
    running = grammar.running_text(document)
    assert running.text == "The army doesn't rest. It won. "
    assert [running.text[a:b] for a, b in sorted(running.sentence_spans())] == ["The army doesn't rest.", "It won."]
    assert [word.head for word in document.sentences[0].words] == [1, 4, 4, 4, 4, 4]


def test_broken_conllu_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.conllu"
    path.write_text("1\tThe\tthe\n\n", encoding="utf-8")
    with pytest.raises(ValueError, match="ten columns"):
        read_conllu(path)


def test_grammar_is_right_on_plain_sentences(treebank: Path) -> None:
    outcome = grammar.run(treebank)
    assert outcome.n == 9
    assert set(outcome.metrics) >= {"upos", "uas", "las", "lemma", "sentence_f1"}
    assert outcome.metrics["las"] >= 0.8
    assert outcome.metrics["sentence_f1"] == 1


def test_words_between_sentence_beginnings_stay_together(treebank: Path) -> None:
    running = grammar.running_text(read_conllu(treebank)[0])
    assert grammar.cuts_of(running, [0, 23]) == [0, 6]
    assert grammar.cuts_of(running, []) == [0]


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        (["B-PER", "I-PER", "O"], {(0, 2, "PER")}),
        (["I-ORG", "I-ORG", "I-LOC"], {(0, 2, "ORG"), (2, 3, "LOC")}),
        (["B-Location", "B-Location"], {(0, 1, "LOC"), (1, 2, "LOC")}),
        (["B-GPE", "B-FAC", "I-FAC"], {(0, 1, "LOC"), (1, 3, "LOC")}),
        (["B-NORP", "B-Misc", "O"], set()),
        (["B-corporation", "B-politician"], {(0, 1, "ORG"), (1, 2, "PER")}),
    ],
)
def test_spans_of_tags(tags: list[str], wanted: set[tuple[int, int, str]]) -> None:
    assert ner.spans(tags) == wanted


def test_name_errors_have_classes() -> None:
    gold = {(0, 2, "PER"), (4, 5, "LOC"), (7, 9, "ORG"), (11, 12, "LOC")}
    ours = {(0, 2, "ORG"), (7, 8, "ORG"), (14, 15, "PER")}
    assert sorted(ner.classes(gold, ours)) == [
        "LOC missed", "LOC missed", "ORG with other bounds", "PER taken for ORG", "PER where there is none",
    ]  # fmt: skip


def test_both_name_schemas_are_read() -> None:
    rows = [{"tokens": ["A"], "ner": ["O"]}, {"sents": [[["B"], ["O"]], [["C"], ["O"]]]}]
    assert list(ner.texts(rows)) == [[(["A"], ["O"])], [(["B"], ["O"]), (["C"], ["O"])]]
    with pytest.raises(ValueError, match="sents"):
        list(ner.texts([{"text": "x"}]))


def test_the_last_line_is_the_contract(treebank: Path) -> None:
    command = [sys.executable, "-m", "benchmarks", "grammar", "--data", str(treebank), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    record = json.loads(done.stdout.splitlines()[-1])
    assert set(record) == {"benchmark", "metrics", "n", "data_sha256", "seconds_cpu"}
    assert record["benchmark"] == "grammar"
    assert len(record["data_sha256"]) == 64


def test_missing_data_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ner", "--data", "nowhere.jsonl"]) == 1
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_floors_fall_and_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("x", encoding="utf-8")
    limits = tmp_path / "floors.toml"

    def fake(_: str):
        return lambda path: Outcome({"f1": 0.5, "rss_mb": 900.0}, 1)

    limits.write_text('[ner."a.txt"]\nf1 = 0.5\nmax_rss_mb = 1000\n[ner."absent.txt"]\nf1 = 1\n', encoding="utf-8")
    assert floors.check(limits, tmp_path, fake) == 0
    assert "skipped ner absent.txt" in capsys.readouterr().err
    limits.write_text('[ner."a.txt"]\nf1 = 0.51\nmax_rss_mb = 800\n', encoding="utf-8")
    assert floors.check(limits, tmp_path, fake) == 1
    said = capsys.readouterr().err
    assert "f1 0.5000 is below 0.51" in said
    assert "rss_mb 900.0000 is above 800" in said
    limits.write_text('[ner."a.txt"]\nsha256 = "0"\nf1 = 0.9\n', encoding="utf-8")
    assert floors.check(limits, tmp_path, fake) == 0


def test_a_run_carries_the_digest_of_its_data(treebank: Path) -> None:
    run = measure("none", lambda path: Outcome({}, 0), treebank)
    assert run.data_sha256 == __import__("hashlib").sha256(treebank.read_bytes()).hexdigest()
