"""The benchmark of passage kinds, on small pages of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import passages
from benchmarks.floors import OWN_DATA
from whimbrel.model import PassageKind

HEAD = {"kind": "headline", "text": "Harbour master closes northern pier"}
BODY = (
    "The harbour master closed the northern pier on Tuesday after a crane had fallen into the basin.",
    "Nobody was hurt, he told reporters, but two boats were lost.",
    "The pier will open again when the crane is out, he said.",
)


def page(*extra: dict[str, str], **fields: object) -> dict[str, object]:
    story = [{"kind": "lead" if not number else "body", "text": text} for number, text in enumerate(BODY)]
    parts = [{"before": "\n\n", **part} for part in [HEAD, *story, *extra]]
    return {"id": "a", "passages": parts, **fields}


def rows_in(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_right_and_wrong_kinds_are_counted(tmp_path: Path) -> None:
    wrong = {"kind": "related", "text": "Sign up for our newsletter"}
    found = passages.run(rows_in(tmp_path / "p.jsonl", page(wrong, part="dev"), page(part="test")))
    assert found.n == 9
    assert found.metrics["accuracy"] == pytest.approx(8 / 9)
    assert found.metrics["f1_related"] == 0.0
    assert found.metrics["macro_f1_test"] == 1.0
    assert found.metrics["body_recall"] == 1.0
    assert found.errors == {"related taken for prompt": 1}


def test_labels_of_broad_kinds_are_compared_broadly(tmp_path: Path) -> None:
    found = passages.run(
        rows_in(tmp_path / "p.jsonl", page({"kind": "furniture", "text": "Sign up for our newsletter"}))
    )
    assert found.metrics["macro_f1"] == 1.0


def test_spans_in_a_text(tmp_path: Path) -> None:
    text = "\n\n".join([HEAD["text"], *BODY])
    row = {"id": "b", "text": text, "passages": [{"kind": "headline", "start": 0, "end": len(HEAD["text"])}]}
    assert passages.run(rows_in(tmp_path / "p.jsonl", row)).metrics["macro_f1"] == 1.0
    with pytest.raises(ValueError, match="not in the text"):
        passages.run(
            rows_in(tmp_path / "q.jsonl", {"id": "c", "text": text, "passages": [{"kind": "body", "text": "x y"}]})
        )
    with pytest.raises(ValueError, match="no `passages`"):
        passages.run(rows_in(tmp_path / "r.jsonl", {"id": "d", "text": text}))


def test_pages_as_html(tmp_path: Path) -> None:
    marked = "".join(f"<p>{text} {text}</p>" for text in BODY)
    row = page({"kind": "prompt", "text": "Sign up for our newsletter"})
    row["html"] = f"<body><h1>{HEAD['text']}</h1><article>{marked}</article><p>Sign up for our newsletter</p></body>"
    found = passages.run(rows_in(tmp_path / "p.jsonl", row))
    assert found.metrics["html_left_out"] == 1.0
    assert found.metrics["html_body_recall"] == 1.0


def test_our_own_set_is_sound() -> None:
    rows = [json.loads(line) for line in (OWN_DATA / "passages.jsonl").read_text("utf-8").splitlines()]
    kinds = {one["kind"] for row in rows for one in row["passages"]}
    assert kinds == set(map(str, PassageKind))
    assert len({row["id"] for row in rows}) == len(rows)
