"""`whimbrel explain`: one claim's sentence, parse, lexicon entries and rules, as tables or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from whimbrel.cli import FOUND_NOTHING, output
from whimbrel.cli.options import Sheet
from whimbrel.export.safe import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from whimbrel.api import Chronicle
    from whimbrel.coder.explanation import Explanation

_NARROW = 100


def explain_claim(chronicle: Chronicle, id: str, lexicon: str, format: Sheet) -> int:
    """Prints the explanation of a claim; returns the exit code: 1 when the claim no longer comes out."""
    from whimbrel.coder import Knowledge  # noqa: PLC0415 - the models

    chronicle.claim(id)  # an unknown id is told before the models are loaded
    found = chronicle.explain(id, knowledge=Knowledge.load(lexicon) if lexicon else None)
    if format is Sheet.json:
        output.record(found.record())
    else:
        print_explanation(found, output.console())
    if found.note:
        output.note(f"{found.note} (was it read with another lexicon, or by another version?)")
    return 0 if found.again else FOUND_NOTHING


def print_explanation(found: Explanation, console: Console) -> None:
    """The sentence with ⟦the trigger⟧ marked, then a table for each part of the explanation."""
    from rich.text import Text  # noqa: PLC0415

    claim = found.claim
    console.print(Text(one_line(f"{_kind(claim.type, claim.mode)} · {claim.status}"), style="bold"))
    console.print(Text(one_line(f"claim {claim.id} · report {claim.report} · {claim.passage}"), style="dim"))
    console.print()
    console.print(_sentence(found))
    read = [(s.what, s.value, s.words, s.rule, s.source) for s in found.steps]
    fired = [(f.word, f.where, f.pattern, _kind(f.type, f.mode), f.example) for f in found.fired]
    parts = [(p.name, f"{p.value:+.2f}", p.meaning) for p in found.parts]
    words = [(str(w.i), w.text, w.lemma, w.tag, w.dep, _head(found, w.i, w.head), w.mark) for w in found.parse]
    differs = [(d.field, d.stored or "–", d.now or "–") for d in found.differs]
    instead = [(c.id, _kind(c.type, c.mode), str(c.status)) for c in found.instead]
    _table(console, "Read as", ("what", "value", "words", "rule", "source"), read)
    _table(console, "Lexicon entries that fired", ("word", "where", "pattern", "codes", "its example"), fired)
    _table(console, f"Confidence {claim.confidence.value:.2f}", ("part", "value", "stands for"), parts)
    _table(console, "Parse", ("#", "word", "lemma", "tag", "relation", "head", ""), words, wrap=False)
    _table(console, "Reads otherwise now", ("field", "stored", "now"), differs)
    _table(console, "Read from these words now", ("claim", "codes", "status"), instead)


def _kind(type: str, mode: str) -> str:
    return f"{type} {mode}".strip()


def _sentence(found: Explanation) -> Text:
    from rich.text import Text  # noqa: PLC0415

    claim = found.claim
    start, end = claim.trigger.start - claim.span.start, claim.trigger.end - claim.span.start
    if not 0 <= start < end <= len(found.sentence):
        return Text(one_line(found.sentence))
    trigger = (f"⟦{one_line(found.sentence[start:end])}⟧", "bold")
    return Text.assemble(one_line(found.sentence[:start]), trigger, one_line(found.sentence[end:]))


def _head(found: Explanation, i: int, head: int) -> str:
    return "root" if head == i else f"{found.parse[head].text} ({head})"


def _table(
    console: Console, title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], *, wrap: bool = True
) -> None:
    """One table with its heading; nothing when it has no rows, stacked entries where the console is narrow."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    filled = list(rows)
    if not filled:
        return
    console.print()
    console.print(Text(title, style="bold"))
    if wrap and console.width < _NARROW:
        for first, *others in filled:
            console.print(Text(f"  {one_line(first)}"))
            told = (f"{name}: {one_line(value)}" for name, value in zip(headings[1:], others, strict=True) if value)
            console.print(Text("    " + " · ".join(told), style="dim"))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in headings:
        table.add_column(name, overflow="fold")
    for row in filled:
        table.add_row(*(Text(one_line(value)) for value in row))
    console.print(table)
