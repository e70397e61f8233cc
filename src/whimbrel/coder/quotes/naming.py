"""From spans to attributions: which party speaks, through whom it comes to us, and what is quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from whimbrel.coder.parties import Cast
from whimbrel.coder.quotes.attribution import Attribution, Kind
from whimbrel.coder.quotes.joining import holders
from whimbrel.coder.quotes.marks import Run
from whimbrel.coder.quotes.spans import Joined
from whimbrel.coder.reference import REACH, SINGULAR_PERSON
from whimbrel.coder.speakers import linked
from whimbrel.coder.tree import RELATIVE
from whimbrel.model import ActorKind, Participant, PassageKind, Report, Span, Speaker


@dataclass
class Namer:
    """Names the speakers of one report. `last` is the person who spoke last, whom "he" and "she" then mean."""

    report: Report
    cast: Cast
    runs: tuple[Run, ...]
    last: tuple[int, Participant] | None = field(default=None)

    def name(
        self, items: Sequence[Joined], top: Sequence[Joined], passage: Callable[[Joined], PassageKind]
    ) -> Iterator[Attribution]:
        """The attributions of `items`, in order; those not in `top` know which one they stand in."""
        outer, around = {id(item) for item in top}, holders(items)
        made: dict[int, Attribution] = {}
        for item in sorted(items, key=lambda one: (id(one) not in outer, one.cue.start)):
            holder = None
            if id(item) not in outer:
                holder = next((made[id(other)] for other in around[id(item)] if id(other) in outer), None)
                if holder is None:
                    continue
            made[id(item)] = self._attribution(item, holder, passage(item))
        yield from sorted(made.values(), key=lambda one: (one.cue.start, one.cue.end))

    def _attribution(self, item: Joined, holder: Attribution | None, passage: PassageKind) -> Attribution:
        speaker = self._speaker(item)
        if speaker is not None and speaker.kind is ActorKind.PERSON:
            self.last = (item.cue.start, speaker)
        return Attribution(
            id=quote_id(self.report, item.cue),
            report=self.report.id,
            passage=passage,
            kind=self._kind(item),
            stance=item.candidate.stance,
            verb=item.candidate.verb,
            cue=item.cue,
            content=tuple(item.content),
            source=item.source,
            addressee=item.addressee,
            speaker=speaker,
            chain=self._chain(item, holder, speaker),
            within=holder.id if holder is not None else "",
        )

    def _speaker(self, item: Joined) -> Participant | None:
        head = self._head(item)
        if head is None:
            return None
        token = item.tree.tokens[head]
        if token.text.lower() in SINGULAR_PERSON and self.last is not None and item.cue.start - self.last[0] <= REACH:
            return replace(self.last[1], span=None, word="")
        if token.text.lower() in RELATIVE:
            head = next((item.tree.tokens[j].head for j in item.tree.ancestors(head)
                         if item.tree.tokens[j].dep.startswith("acl")), head)  # fmt: skip
        found = next(iter(self.cast.parties(item.tree, head)), None)
        if found is not None and found.kind is not ActorKind.GROUP:
            return found
        return self._renamed(item, head) or found

    def _renamed(self, item: Joined, head: int) -> Participant | None:
        """The person whose name stands beside a description: "the mayor of the town, Jane Doe"."""
        span = item.source or item.cue
        for link in self.cast.names.within(item.tree.tokens[head].end, span.end):
            named = link.party is not None and link.party.kind is ActorKind.PERSON
            if named and self.report.text[: link.start].rstrip().endswith(","):
                return link.party
        return None

    def _head(self, item: Joined) -> int | None:
        """The token that names the speaker; where only words were found, the last of them that is a noun."""
        if item.source is None:
            return None
        tokens, given = item.tree.tokens, item.candidate.source
        if given is not None and item.source.start <= tokens[given].start < item.source.end:
            return given
        inside = [t.i for t in tokens if item.source.start <= t.start < item.source.end]
        nouns = [i for i in inside if tokens[i].pos in {"PROPN", "NOUN", "PRON"}]
        return next((i for i in nouns if tokens[i].head not in inside), nouns[0] if nouns else None)

    def _chain(self, item: Joined, holder: Attribution | None, speaker: Participant | None) -> tuple[Speaker, ...]:
        """Outlet, then whoever reports the reporting, then a medium that was told, then the source."""
        outlet = (Speaker(self.report.outlet),) if self.report.outlet else ()
        links = list(holder.chain if holder is not None else outlet)
        if item.addressee is not None and item.candidate.addressee is not None:
            told = self.cast.parties(item.tree, item.candidate.addressee)
            if told and told[0].kind is ActorKind.MEDIA:
                links.append(self._link(item.addressee, told[0]))
        if item.source is not None:
            links.append(self._link(item.source, speaker))
        return tuple(links)

    def _link(self, span: Span, party: Participant | None) -> Speaker:
        return linked(Speaker(self.report.text[span.start : span.end], span), [party] if party is not None else [])

    def _kind(self, item: Joined) -> Kind:
        inside = outside = False
        for piece in item.content:
            at = piece.start
            for run in self.runs:
                if run.span.end <= at or run.span.start >= piece.end:
                    continue
                outside = outside or _has_words(self.report.text[at : max(at, run.span.start)])
                inside, at = True, min(piece.end, run.span.end)
            outside = outside or _has_words(self.report.text[at : piece.end])
        return Kind.MIXED if inside and outside else Kind.DIRECT if inside else Kind.INDIRECT


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def quote_id(report: Report, cue: Span) -> str:
    """Hash of the report and the cue's place in it."""
    return "q" + sha256(f"{report.id}:{cue.start}:{cue.end}".encode()).hexdigest()[:14]
