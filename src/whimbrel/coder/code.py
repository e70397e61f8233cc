"""Code one report: its names, times and places, the sentences that can hold an event, and the claims in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.table import Row
from whimbrel.coder.actor_place import with_countries
from whimbrel.coder.claims import Reading, sentence_claims
from whimbrel.coder.ellipsis import Told, may_take_up, taken_up
from whimbrel.coder.hierarchy import link_report
from whimbrel.coder.lexicon.load import Lexicon, load_lexicon
from whimbrel.coder.sieve import Sieve
from whimbrel.coder.survey import survey
from whimbrel.coder.trace import Trace
from whimbrel.coder.tree import Tree
from whimbrel.grammar import Grammar
from whimbrel.model import Claim, Report, Span


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
    found = survey(report, knowledge)
    cast = found.cast if trace is None else trace.watch(found.cast)
    reading = Reading(report, cast, knowledge.lexicon, found.timeline, found.places, trace)
    chosen = [
        (kind, s) for kind, s in found.segments
        if (parse_all and not s.given_up) or knowledge.sieve.passes(s) or may_take_up(s)
    ]  # fmt: skip
    if given_up is not None:
        given_up += dict.fromkeys(s.given_up for _, s in found.segments if s.given_up is not None)
    claims: dict[str, Claim] = {}
    parsed = knowledge.grammar.parse([segment for _, segment in chosen])
    before = Told(Span(0, 0), None, ())
    for (kind, _), sentences in zip(chosen, parsed, strict=True):
        for sentence in sentences:
            tree = Tree(sentence)
            told = sentence_claims(tree, kind, reading)
            told += taken_up(tree, kind, reading, told, before)
            before = Told(sentence.span, tree, told)
            for claim in told:
                claims.setdefault(claim.id, claim)
    return link_report(with_countries(list(claims.values()), found.names, found.places), report.text)
