"""The words in which something is told, in their sentence, with the way to the place in the report."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from whimbrel.export.dossier import Dossier
from whimbrel.export.excerpt import Piece, excerpt_at
from whimbrel.model import Claim, Report, Span

LONGEST = 480  # characters of a sentence that are shown
WINDOW = 24_000  # characters of a report that one page shows
MOST_QUOTED = 110  # sentences that open on one page; what is told beyond them leads to its report


@dataclass(frozen=True, slots=True)
class Quoted:
    """`key` is "" where the sentence is not on the page; `address` leads to the span in its report."""

    key: str
    source: str
    pieces: tuple[Piece, ...]
    address: str
    note: str


class Quotes:
    """The sentences of one page, each once however many values are read from the same words."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._found: dict[tuple[str, Span | None], Quoted] = {}

    def of(self, claim: Claim, value: Span | None) -> Quoted:
        """The sentence of a claim with one of its values marked."""
        key = (claim.id, value)
        if key not in self._found:
            self._found[key] = self._quoted(claim, value)
        return self._found[key]

    @property
    def shown(self) -> tuple[Quoted, ...]:
        """Those that stand on the page, in the order in which they were asked for."""
        return tuple(quoted for quoted in self._found.values() if quoted.key)

    def _quoted(self, claim: Claim, value: Span | None) -> Quoted:
        report = self._dossier.reports.get(claim.report)
        source, note = self._dossier.source(claim), f"{claim.passage} · told as {_plain(claim.status)}"
        address = report_address(claim, report)
        if len(self._found) >= MOST_QUOTED:
            return Quoted("", source, (), address, note)
        pieces = excerpt_at(report, claim, value) if report else (Piece(claim.text, "span"),)
        return Quoted(f"q{len(self._found) + 1}", source, cut(pieces), address, note)


def report_address(claim: Claim, report: Report | None) -> str:
    """Where the words of a claim stand in the page of their report."""
    part = f"?at={claim.span.start}" if report and len(report.text) > WINDOW else ""
    return f"/reports/{quote(claim.report, safe='')}{part}#claim-{claim.id}"


def cut(pieces: tuple[Piece, ...], longest: int = LONGEST) -> tuple[Piece, ...]:
    """Pieces of no more characters than these in all; of what stands around the marked ones most is left out first."""
    left = longest - sum(min(len(piece.text), longest // 2) for piece in pieces if piece.mark)
    around = max(40, left // 2)
    found = []
    for number, piece in enumerate(pieces):
        text, room = piece.text, longest // 2 if piece.mark else around
        if len(text) > room:
            text = f"…{text[-room:]}" if number == 0 and not piece.mark else f"{text[:room]}…"
        found.append(Piece(text, piece.mark))
    return tuple(found)


def _plain(status: str) -> str:
    return str(status).replace("-", " ")
