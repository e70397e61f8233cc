"""The second coder: asks the model part by part, and keeps of its claims what the report bears out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whimbrel.coder.actor_place import with_countries
from whimbrel.coder.code import Knowledge
from whimbrel.coder.llm.answer import Proposal, read_answer
from whimbrel.coder.llm.client import Client
from whimbrel.coder.llm.grounding import Grounded, ground
from whimbrel.coder.llm.linking import to_claim
from whimbrel.coder.llm.prompt import messages, stretches
from whimbrel.coder.protocol import Coded, Refusal
from whimbrel.coder.survey import Survey, survey
from whimbrel.coder.tree import Tree
from whimbrel.errors import AnswerError
from whimbrel.model import Claim, Report, Span


class LlmCoder:
    """A language model as a `Coder`, reached through a client of its endpoint."""

    def __init__(self, client: Client, knowledge: Knowledge) -> None:
        self._client = client
        self._key = client.endpoint.key
        self._knowledge = knowledge
        self.name = client.endpoint.model

    def code(self, report: Report) -> Coded:
        """The model's claims that stand in the report, in order of the text, and what was refused.

        An answer that cannot be used is a refusal too. Raises EndpointError when the endpoint cannot be used at all.
        """
        found = survey(report, self._knowledge)
        claims: dict[str, Claim] = {}
        refused: list[Refusal] = []
        for part in stretches(report):
            proposals, faults = self._asked(report.text[part.start : part.end])
            refused += faults
            for proposal in proposals:
                claim = self._claim(proposal, report, part, found)
                if isinstance(claim, Refusal):
                    refused.append(claim)
                elif claims.setdefault(claim.id, claim) is not claim:
                    refused.append(Refusal("told twice", proposal.quote, proposal.type))
        placed = with_countries(list(claims.values()), found.names, found.places)
        ordered = sorted(placed, key=lambda claim: (claim.trigger.start, claim.trigger.end, claim.id))
        return Coded(tuple(ordered), tuple(map(self._without_key, refused)))

    def _asked(self, text: str) -> tuple[Sequence[Proposal], list[Refusal]]:
        try:
            return read_answer(self._client.ask(messages(text)))
        except AnswerError as error:
            return [], [Refusal(error.message)]

    def _claim(self, proposal: Proposal, report: Report, part: Span, found: Survey) -> Claim | Refusal:
        item = ground(proposal, report.text, part, found.segments)
        return to_claim(item, report, found, list(self._trees(item))) if isinstance(item, Grounded) else item

    def _trees(self, item: Grounded) -> Iterator[Tree]:
        for sentences in self._knowledge.grammar.parse(list(item.segments)):
            yield from map(Tree, sentences)

    def _without_key(self, refusal: Refusal) -> Refusal:
        """A refusal quotes the endpoint's words, and a hostile one may send back the key that it was given."""
        if not self._key or not (
            self._key in refusal.words or self._key in refusal.reason or self._key in refusal.type
        ):
            return refusal
        clean = {name: getattr(refusal, name).replace(self._key, "…") for name in ("reason", "words", "type")}
        return replace(refusal, **clean)
