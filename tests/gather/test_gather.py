"""What gather yields for files, folders, JSON Lines, standard input and everything that is broken."""

from __future__ import annotations

import io
import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.gather import RawPage, gather, json_pages, reader
from whimbrel.gather.decode import decode
from whimbrel.model import Problem


def pages(*paths: str | Path, stdin: bytes | None = None) -> list[RawPage]:
    found = list(gather(paths, io.BytesIO(stdin) if stdin is not None else None))
    assert not [item for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, RawPage)]


def only_problem(*paths: str | Path, stdin: bytes | None = None) -> Problem:
    found = list(gather(paths, io.BytesIO(stdin) if stdin is not None else None))
    assert len(found) == 1, found
    assert isinstance(found[0], Problem)
    assert found[0].message
    assert found[0].remedy
    return found[0]


def test_a_folder_is_read_recursively_in_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "a.md", "b/note", ".hidden.txt", ".git/config"):
        (tmp_path / name).write_text(f"Text of {name}.")
    assert [page.text for page in pages(tmp_path)] == ["Text of a.md.", "Text of b/note.", "Text of c.txt."]


def test_kinds_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>One</p>")
    (tmp_path / "b.txt").write_text("<!DOCTYPE html><html><body>Two</body></html>")
    (tmp_path / "c").write_text("Three < four")
    assert [page.media for page in pages(tmp_path)] == ["html", "html", "text"]


def test_json_lines_with_the_usual_keys(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [
        {"text": "A.", "title": "T", "date": "2021-05-11", "url": "https://example.org/a", "source": "Example"},
        {"maintext": "B.", "date_publish": "2021-05-12 10:00:00", "source_domain": "e.com", "authors": ["Ann", "Bo"]},
        {"body": "C.", "source": {"uri": "x.org", "title": "X News"}, "dateTimePub": 1620741600, "headline": "H"},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
    first, second, third = pages(path)
    assert (first.position, first.fields["source"], first.fields["title"]) == ("line 1", "Example", "T")
    assert (second.text, second.fields["byline"], second.fields["source"]) == ("B.", "Ann, Bo", "e.com")
    assert (third.fields["source"], third.fields["title"]) == ("X News", "H")
    assert third.fields["date"].startswith("2021-05-11")


def test_json_documents(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"text": "A."}, {"text": "B."}]))
    (tmp_path / "b.json").write_text(json.dumps({"articles": [{"body": "C."}]}))
    (tmp_path / "c.json").write_text(json.dumps({"content": "D."}, indent=1))
    (tmp_path / "d.json").write_text('{"text": "E."}\n{"text": "F."}\n')
    assert [(page.text, page.position) for page in pages(tmp_path)] == [
        ("A.", "item 1"), ("B.", "item 2"), ("C.", "line 1, item 1"), ("D.", ""), ("E.", "line 1"), ("F.", "line 2"),
    ]  # fmt: skip


def test_a_json_file_whose_first_line_is_long_is_still_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_text(json.dumps({"text": "x" * 200_000}) + "\n" + json.dumps({"text": "B."}))
    assert [page.position for page in pages(path)] == ["line 1", "line 2"]


@pytest.mark.parametrize(
    ("data", "media", "count"),
    [
        (b"Plain words.", "text", 1),
        (b"<html><body><p>x</p></body></html>", "html", 1),
        (b'{"text": "A."}\n{"text": "B."}\n', "text", 2),
        (b'[{"text": "A."}, {"text": "B."}]', "text", 2),
        (b"{curly} words that are no JSON\nand go on", "text", 1),
    ],
)
def test_standard_input_is_sniffed(data: bytes, media: str, count: int) -> None:
    found = pages("-", stdin=data)
    assert [page.media for page in found] == [media] * count
    assert found[0].file == "-"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeffCafé".encode(), "Café"),
        ("Café – “so”".encode("utf-16"), "Café – “so”"),
        ("Plain long text".encode("utf-16-le"), "Plain long text"),
        ("Plain long text".encode("utf-16-be"), "Plain long text"),
        ("Smith\u2019s caf\u00e9".encode("cp1252"), "Smith\u0092s caf\u00e9"),  # clean maps the control to the quote
        (b"cut in the middle of \xe2\x80", None),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, text: str | None) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    found = list(gather([path]))
    page = found[-1]
    assert isinstance(page, RawPage)
    if text is None:
        assert [item.code for item in found if isinstance(item, Problem)] == ["encoding"]
        assert page.text == "cut in the middle of "
    else:
        assert page.text == text


def test_a_page_that_calls_itself_utf_8_and_is_not() -> None:
    page = '<html><head><meta charset="utf-8"></head><p>Größte Brücke, müde Flüsse</p>'
    assert decode(page.encode("cp1252"), html=True).text == page
    assert decode(page.encode() + b"\xff", html=True).encoding == "utf-8"


def test_the_charset_of_a_page_is_obeyed_unless_it_lies(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes('<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2"))
    (tmp_path / "b.html").write_bytes('<meta charset="iso-8859-1"><p>Łódź</p>'.encode())
    (tmp_path / "c.html").write_bytes('<meta charset="zip"><p>caf\xe9</p>'.encode("latin-1"))
    texts = [page.text for page in pages(tmp_path)]
    assert "Łódź" in texts[0]
    assert "Łódź" in texts[1]
    assert "café" in texts[2]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("doc.pdf", b"%PDF-1.7 ...", "malformed"),
        ("picture", b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
        ("noise.txt", bytes(range(256)) * 20, "binary"),
        ("table.csv", b"a,b\n1,2\n", "unsupported"),
        ("broken.json", b'{"text": "cut', "malformed"),
        ("nothing.jsonl", b'{"id": 3}\n', "malformed"),
        ("list.jsonl", b"[1, 2]\n", "malformed"),
    ],
)
def test_bad_files_are_one_problem_each_and_the_rest_goes_on(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text("Still here.")
    problem, page = gather([tmp_path])
    assert isinstance(problem, Problem)
    assert (problem.code, Path(problem.file).name) == (code, name)
    assert isinstance(page, RawPage)


def test_a_truncated_last_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "A."}\n{"text": "B."}\n{"text": "C')
    first, second, problem = gather([path])
    assert isinstance(first, RawPage)
    assert isinstance(second, RawPage)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.position) == ("malformed", "line 3")
    assert "cut short" in problem.remedy


def test_a_file_that_is_no_json_lines_at_all_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("words\n" * 5000)
    assert only_problem(path).code == "malformed"


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "FILE_LIMIT", 1000)
    (tmp_path / "big.txt").write_text("x" * 1001)
    assert only_problem(tmp_path / "big.txt").code == "too-large"
    stream = io.BytesIO(b'{"text": "A."}\n{"text": "' + b"x" * 500 + b'"}\n{"text": "C."}\n')
    first, problem, third = json_pages.json_lines(stream, "x", limit=100)
    assert isinstance(first, RawPage)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.position) == ("too-large", "line 2")
    assert isinstance(third, RawPage)
    assert third.position == "line 3"


def test_missing_path_dangling_link_and_pipe_in_a_folder(tmp_path: Path) -> None:
    assert only_problem(tmp_path / "nowhere").code == "unreadable"
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [(item.code, Path(item.file).name) for item in gather([tmp_path]) if isinstance(item, Problem)] == [
        ("unreadable", "link.txt"),
        ("unreadable", "pipe.txt"),
    ]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("Once.")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    found = list(gather([tmp_path]))
    assert [item.text for item in found if isinstance(item, RawPage)] == ["Once."]
    assert [item.code for item in found if isinstance(item, Problem)] == ["unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_unreadable_file_and_folder(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("secret")
    (tmp_path / "x.txt").chmod(0)
    (tmp_path / "d").mkdir()
    (tmp_path / "d").chmod(0)
    assert [item.code for item in gather([tmp_path]) if isinstance(item, Problem)] == ["unreadable", "unreadable"]
    (tmp_path / "d").chmod(0o700)


def test_a_file_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as stream:  # noqa: PTH123 - pathlib takes no bytes
        stream.write(b"Text.")
    (page,) = pages(tmp_path)
    assert page.file.encode("utf-8")
    assert page.text == "Text."


def test_pages_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "A."}\nnot json\n')
    stream = gather([path, tmp_path / "never-looked-at"])
    first = next(stream)
    assert isinstance(first, RawPage)
    assert first.text == "A."


def test_deep_nesting_and_odd_values_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        '{"text": "A.", "date": 99999999999999999999, "authors": [[[[["x"]]]]], "source": {"a": 1}, "title": null}\n'
        '{"text": "B.", "extra": ' + "[" * 100_000 + "]" * 100_000 + "}\n"
        '{"text": "\\ud800 C."}\n'
    )
    found = list(gather([path]))
    assert [type(item) for item in found] == [RawPage, Problem, RawPage]


@settings(max_examples=tried(150), deadline=None)
@given(data=st.binary(max_size=400), suffix=st.sampled_from(["", ".txt", ".html", ".jsonl", ".json", ".csv"]))
def test_any_bytes_give_pages_or_problems(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{suffix}"
        path.write_bytes(data)
        found = [*gather([folder]), *gather(["-"], io.BytesIO(data))]
    assert found
    assert all(isinstance(item, RawPage | Problem) for item in found)
