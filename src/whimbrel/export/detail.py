"""One event, claim, report or actor in full, for a terminal. The same signs work without colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from whimbrel.export.actors import Entry
from whimbrel.export.dates import when_words
from whimbrel.export.dossier import Cell, Dossier, Row, matrix, sources
from whimbrel.export.excerpt import excerpt
from whimbrel.export.record_words import short
from whimbrel.export.safe import lines, one_line
from whimbrel.export.sentence import type_label
from whimbrel.export.standing import RELATIONS, confidence_words, conflict_words, origin_words, origins_heading
from whimbrel.export.title import event_title
from whimbrel.model import Claim, Passage, PassageKind, Report, Span

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES = {"": "", "span": "bold", "trigger": "bold underline"}
_MATRIX_FROM = 100


def print_event(dossier: Dossier, console: Console) -> None:
    """An event: its sentence, what each outlet says on each field, and every source's words."""
    from rich.text import Text  # noqa: PLC0415

    event = dossier.event
    console.print(Text(one_line(event_title(event)), style="bold"))
    label = type_label(event.type, event.mode)
    codes = "/".join(filter(None, (event.type, event.mode)))
    facts = [when_words(event.when), str(event.status), label, codes]
    if event.checked:
        console.print(Text(f"checked: {event.checked}", style="bold red" if event.checked == "wrong" else "bold green"))
    console.print(Text(one_line(" · ".join(facts))))
    console.print(Text(f"event {one_line(event.id)}", style="dim"))
    _print_standing(dossier, console)
    names = sources(dossier)
    rows = matrix(dossier)
    console.print()
    if len(names) > 1 and console.width >= _MATRIX_FROM and len(names) <= 5:
        _print_matrix(names, rows, console)
    else:
        _print_fields(names, rows, console)
    console.print()
    for number, claim in enumerate(dossier.claims, 1):
        _print_source(number, dossier, claim, console)


def _print_standing(dossier: Dossier, console: Console) -> None:
    """How sure it is, on what sources differ, who copied whom, and which events it leads to."""
    from rich.text import Text  # noqa: PLC0415

    event = dossier.event
    if event.confidence:
        console.print(Text(one_line(f"happened: {confidence_words(event.confidence)}")))
    if event.conflicts:
        told = "; ".join(conflict_words(conflict) for conflict in event.conflicts)
        console.print(Text(one_line(f"sources differ: {told}"), style="yellow"))
    if event.origins:
        console.print(Text(f"{origins_heading(dossier)}:"))
        for origin in event.origins:
            console.print(Text(one_line(f"  {origin_words(origin, dossier)}")))
    for relation, words in RELATIONS.items():
        for other in dossier.linked:
            if other.relation == relation:
                console.print(Text(one_line(f"{words}: {other.title} (event {short(other.id)})")))


def print_report(report: Report, claims: Sequence[Claim], console: Console) -> None:
    """A report's text with the kind of each passage and the spans of its claims as ⟦numbered⟧ brackets."""
    from rich.text import Text  # noqa: PLC0415

    console.print(Text(one_line(report.title or report.file), style="bold"))
    facts = (report.outlet, when_words(report.published), report.byline, report.url, report.file)
    console.print(Text(one_line(" · ".join(filter(None, facts)))))
    if more := report_facts(report):
        console.print(Text(one_line(" · ".join(more))))
    console.print(Text(f"report {one_line(report.id)}", style="dim"))
    for passage in report.passages or (Passage(PassageKind.BODY, Span(0, len(report.text))),):
        console.print()
        console.print(Text(str(passage.kind), style="magenta"))
        console.print(_marked(report, passage, claims))
    console.print()
    for number, claim in enumerate(claims, 1):
        console.print(Text(f"⟦{number}⟧ {one_line(event_title(claim))}"))
        says = _says(claim)
        told = (when_words(claim.when), str(claim.status), claim.type, f"claim {short(claim.id)}", says)
        console.print(Text(one_line("    " + " · ".join(filter(None, told))), style="dim"))


def report_facts(report: Report) -> list[str]:
    """What else is known of a report, in words: its outlet, the times it gives with their zone, its lead picture."""
    outlet = report.publisher
    where = ", ".join(filter(None, (outlet.kind, outlet.country, outlet.language))) if outlet else ""
    told = (
        ("outlet", f"{where} (a guess by its address)" if where and outlet and outlet.guessed else where),
        ("text of", report.agency if report.agency != report.outlet else ""),
        ("published", report.published_at.replace("T", " ")),
        ("changed", report.modified.replace("T", " ")),
        ("fetched", report.fetched.replace("T", " ")),
        ("a copy of", report.copy_of),
        ("lead picture", report.caption),
    )
    return [f"{name} {words}" for name, words in told if words]


def print_reports(heading: str, reports: Sequence[Report], console: Console) -> None:
    """Reports under a heading, one a line; nothing where there are none."""
    from rich.text import Text  # noqa: PLC0415

    if not reports:
        return
    console.print()
    console.print(Text(heading, style="bold"))
    for report in reports:
        facts = (report.title or report.file, report.outlet, when_words(report.published), f"report {short(report.id)}")
        console.print(Text(one_line("  " + " · ".join(filter(None, facts)))))


def print_lines(heading: str, told: Sequence[str], console: Console) -> None:
    """Lines under a heading; nothing where there are none."""
    from rich.text import Text  # noqa: PLC0415

    if told:
        console.print()
        console.print(Text(heading, style="bold"))
        for line in told:
            console.print(Text(one_line(f"  {line}")))


def print_actor(entry: Entry, console: Console) -> None:
    """An actor: kind, numbers, spellings, titles and each outlet's words, each with the number of claims."""
    from rich.text import Text  # noqa: PLC0415

    console.print(Text(one_line(entry.name), style="bold"))
    console.print(Text(one_line(" · ".join(filter(None, (str(entry.kind), entry.country, entry.sector))))))
    console.print(Text(f"actor {one_line(entry.id)}", style="dim"))
    console.print(f"{entry.events} events, {entry.claims} claims, {entry.reports} reports")
    for heading, found in (("written", entry.spellings), ("titles", entry.titles)):
        if found:
            console.print(Text(one_line(f"{heading}: " + "; ".join(f"{text} ({number})" for text, number in found))))
    for outlet, words in groupby(entry.words, key=lambda word: word.outlet):
        told = "; ".join(f"{word.word} ({word.claims})" for word in words)
        console.print(Text(one_line(f"called by {outlet}: {told}")))


def _print_matrix(names: Sequence[str], rows: Sequence[Row], console: Console) -> None:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("", width=12, style="bold")
    table.add_column("Record", ratio=1)
    for name in names:
        table.add_column(Text(one_line(name)), ratio=1, overflow="fold")
    for row in rows:
        cells = [_cell(cell) for cell in row.cells]
        shown = Text(one_line(", ".join(row.shown)) or "–")
        if row.conflict:
            shown.append(f"\nsources differ; shown: {one_line(row.rule) or 'first'}", style="yellow")
        elif row.decided:
            shown.append(f"\n{one_line(row.rule)}", style="green")
        table.add_row(Text(one_line(row.label)), shown, *cells)
    console.print(table)


def _cell(cell: Cell) -> Text:
    from rich.text import Text  # noqa: PLC0415

    if cell.values:
        said = ("" if cell.agrees else "≠ ") + one_line(", ".join(cell.values))
        return Text(said, style="" if cell.agrees else "yellow")
    if cell.denied:
        return Text("denied: " + one_line(", ".join(cell.denied)), style="yellow")
    return Text("not stated", style="dim")


def _print_fields(names: Sequence[str], rows: Sequence[Row], console: Console) -> None:
    from rich.text import Text  # noqa: PLC0415

    for row in rows:
        said = one_line(", ".join(row.shown)) or "–"
        rule = f" ({one_line(row.rule)})" if row.decided else ""
        console.print(Text.assemble((f"{one_line(row.label):<12}", "bold"), said, (rule, "green")))
        for name, cell in zip(names, row.cells, strict=True):
            if cell.values and not cell.agrees:
                console.print(Text(one_line(f"            ≠ {name}: {', '.join(cell.values)}"), style="yellow"))
            elif cell.denied and not cell.values:
                told = ", ".join(cell.denied)
                console.print(Text(one_line(f"            denied by {name}: {told}"), style="yellow"))


def _print_source(number: int, dossier: Dossier, claim: Claim, console: Console) -> None:
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    report = dossier.reports.get(claim.report)
    head = Text(f"[{number}] ", style="dim")
    head.append(one_line(dossier.source(claim)), style="bold")
    if report:
        facts = filter(
            None, (report.title, when_words(report.published) if report.published else "", report.url or report.file)
        )
        head.append(one_line(" · " + " · ".join(facts)))
    console.print(head)
    words = Text()
    pieces = excerpt(report, claim) if report else ()
    for piece in pieces:
        words.append(one_line(piece.text), style=_STYLES[piece.mark])
    if not pieces:
        words.append(one_line(claim.text), style="bold")
    console.print(Padding(words, (0, 0, 0, 4)))
    told = (str(claim.passage), str(claim.status), _says(claim), f"confidence {claim.confidence.value:.2f}")
    last = " · ".join(filter(None, (*told, f"claim {short(claim.id)}")))
    console.print(Padding(Text(one_line(last), style="dim"), (0, 0, 0, 4)))


def _says(claim: Claim) -> str:
    chain = " → ".join(speaker.text for speaker in claim.says if speaker.text)
    return f"says {chain}" if chain else ""


def _marked(report: Report, passage: Passage, claims: Sequence[Claim]) -> Text:
    """The passage with ⟦ and ⟧n where the spans of claims begin and end."""
    from rich.text import Text  # noqa: PLC0415

    signs = sorted(_signs(passage, claims))
    out, at = Text(), passage.span.start
    open_spans = 0
    for position, order, sign in signs:
        out.append(lines(report.text[at:position]), style="bold" if open_spans else "")
        out.append(sign, style="green")
        open_spans += 1 if order else -1
        at = position
    out.append(lines(report.text[at : passage.span.end]))
    return out


def _signs(passage: Passage, claims: Sequence[Claim]) -> Iterator[tuple[int, int, str]]:
    """Where brackets go: closing ones (0) before opening ones (1) at the same place."""
    for number, claim in enumerate(claims, 1):
        span = claim.span
        if passage.span.start <= span.start < span.end <= passage.span.end:
            yield span.start, 1, "⟦"
            yield span.end, 0, f"⟧{number}"
