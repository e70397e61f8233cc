"""Reading CoNLL-U files: documents of sentences of words, with the spacing that gives their text back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. `head` is an index into the sentence; the root is its own head."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    space_after: bool
    misc: str


@dataclass(frozen=True, slots=True)
class GoldSentence:
    words: tuple[Word, ...]
    text: str
    new_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class GoldDocument:
    name: str
    sentences: tuple[GoldSentence, ...]

    @property
    def genre(self) -> str:
        """The middle part of a GUM name (`GUM_news_flag` → `news`), the first of an EWT one (`weblog-…` → `weblog`)."""
        return self.name.split("_")[1] if self.name.startswith("GUM_") else self.name.split("-")[0]


def read_conllu(path: Path) -> list[GoldDocument]:
    """All documents of a CoNLL-U file. Raises OSError when it cannot be read, ValueError on a broken row."""
    documents: list[GoldDocument] = []
    name, sentences = "", list[GoldSentence]()
    for block in _blocks(path.read_text(encoding="utf-8").splitlines()):
        for line in block:
            if line.startswith("# newdoc"):
                if sentences:
                    documents.append(GoldDocument(name, tuple(sentences)))
                name, sentences = line.partition("=")[2].strip(), []
        sentences.append(_sentence(block))
    if sentences:
        documents.append(GoldDocument(name, tuple(sentences)))
    return documents


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _sentence(block: list[str]) -> GoldSentence:
    text, new_paragraph = "", False
    rows: list[list[str]] = []
    joined_until, space_of_joined = 0, True
    spaces: list[bool] = []
    for line in block:
        if line.startswith("# text ="):
            text = line.partition("=")[2].strip()
        if line.startswith("#"):
            new_paragraph |= line.startswith(("# newpar", "# newdoc"))
            continue
        row = line.split("\t")
        if len(row) != 10:
            raise ValueError(f"a CoNLL-U row has ten columns, this one {len(row)}: {line!r}")
        spaced = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            joined_until, space_of_joined = int(row[0].split("-")[1]), spaced
        elif "." not in row[0]:
            rows.append(row)
            position = len(rows)
            if position < joined_until:
                spaces.append(False)
            else:
                spaces.append(space_of_joined if position == joined_until else spaced)
    words = tuple(
        Word(
            form=row[1],
            lemma=row[2],
            upos=row[3],
            xpos=row[4],
            head=int(row[6]) - 1 if row[6] not in ("0", "_") else i,
            deprel=row[7],
            space_after=spaces[i],
            misc=row[9],
        )
        for i, row in enumerate(rows)
    )
    return GoldSentence(words, text, new_paragraph)
