"""Code one report: its names, times and places, the sentences that can hold an event, and the claims in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.table import Row
from whimbrel.coder.actor_place import with_countries
from whimbrel.coder.claims import sentence_claims
from whimbrel.coder.ellipsis import Told, may_take_up, taken_up
from whimbrel.coder.hierarchy import link_report
from whimbrel.coder.lexicon.load import Lexicon, load_lexicon
from whimbrel.coder.reading import Reading
from whimbrel.coder.sieve import Sieve
from whimbrel.coder.survey import Survey, survey
from whimbrel.coder.trace import Trace
from whimbrel.coder.tree import Tree
from whimbrel.grammar import Grammar, Segment, Sentence
from whimbrel.model import Claim, PassageKind, Report, Span


@dataclass(frozen=True)
class Knowledge:
    """Everything the coder knows before it reads: loaded once, shared by all reports."""

    grammar: Grammar
    almanac: Almanac
    gazetteer: Gazetteer
    lexicon: Lexicon
    sieve: Sieve

    @classmethod
    def load(
        cls,
        lexicon: str | Path | None = None,
        shelf: Path | None = None,
        own: Iterable[Row] = (),
        places: Path | None = None,
    ) -> Knowledge:
        """Models, almanac, gazetteer and lexicon as shipped; the rows of the folder `lexicon` stand before the shipped.

        `shelf` is a file of imported actors and `own` are rows of a user's, which stand beside the shipped; `places` is
        a gazetteer of one's own, in the place of the shipped. Raises DataError when one is missing or broken.
        """
        words = load_lexicon(lexicon)
        grammar = Grammar.load()
        return cls(grammar, Almanac.load(shelf, own), Gazetteer.open(places), words, Sieve(words, grammar.lemmas.lemma))


def code(
    report: Report,
    knowledge: Knowledge,
    *,
    parse_all: bool = False,
    trace: Trace | None = None,
    given_up: list[Span] | None = None,
) -> list[Claim]:
    """The claims of a report, in order of the text.

    `parse_all` skips the sieve (for measuring what it loses); `trace` is given what each claim was read from,
    `given_up` where sentences stand that are too long to be read.
    """
    going = _surveyed(report, knowledge, parse_all=parse_all, trace=trace)
    if given_up is not None:
        given_up += going.given_up
    return _coded(going, knowledge.grammar.parse(going.segments))


def code_all(
    reports: Sequence[Report], knowledge: Knowledge, *, parse_all: bool = False
) -> list[tuple[list[Claim], list[Span]]]:
    """For each of some reports its claims, as `code` gives them, and what is too long to be read.

    Their sentences are parsed together, which costs less than a parse for each report. All are held in memory.
    """
    going = [_surveyed(report, knowledge, parse_all=parse_all) for report in reports]
    parsed = iter(knowledge.grammar.parse([segment for one in going for segment in one.segments]))
    return [(_coded(one, list(islice(parsed, len(one.segments)))), one.given_up) for one in going]


@dataclass(frozen=True, slots=True)
class _Surveyed:
    """A report before its sentences are parsed: the segments that are to be, and the passages they stand in."""

    reading: Reading
    found: Survey
    kinds: Sequence[PassageKind]
    segments: Sequence[Segment]
    given_up: list[Span]


def _surveyed(
    report: Report, knowledge: Knowledge, *, parse_all: bool = False, trace: Trace | None = None
) -> _Surveyed:
    found = survey(report, knowledge)
    cast = found.cast if trace is None else trace.watch(found.cast)
    reading = Reading(report, cast, knowledge.lexicon, found.timeline, found.places, trace)
    chosen = [
        (kind, s) for kind, s in found.segments
        if (parse_all and not s.given_up) or knowledge.sieve.passes(s) or may_take_up(s)
    ]  # fmt: skip
    given_up = list(dict.fromkeys(s.given_up for _, s in found.segments if s.given_up is not None))
    return _Surveyed(reading, found, [kind for kind, _ in chosen], [segment for _, segment in chosen], given_up)


def _coded(going: _Surveyed, parsed: Sequence[Sequence[Sentence]]) -> list[Claim]:
    claims: dict[str, Claim] = {}
    before = Told(Span(0, 0), None, ())
    for kind, sentences in zip(going.kinds, parsed, strict=True):
        for sentence in sentences:
            tree = Tree(sentence)
            told = sentence_claims(tree, kind, going.reading)
            told += taken_up(tree, kind, going.reading, told, before)
            before = Told(sentence.span, tree, told)
            for claim in told:
                claims.setdefault(claim.id, claim)
    found = going.found
    return link_report(with_countries(list(claims.values()), found.names, found.places), going.reading.report.text)
