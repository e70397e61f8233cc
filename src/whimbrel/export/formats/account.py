"""An event told in plain sentences with its sources: what the formats for readers share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from whimbrel.export.countries import place_words
from whimbrel.export.dates import joined, when_words
from whimbrel.export.dossier import Dossier, source_name, value_words
from whimbrel.export.formats.calendar_days import exact_day
from whimbrel.export.formats.vocabulary import question, status_words
from whimbrel.export.page.view import safe_link
from whimbrel.export.title import event_title
from whimbrel.model import Claim, Conflict, FieldValue, Speaker, Status

_SHOWN = 4
_PRONOUNS = ("he", "she", "they", "it", "i", "we", "who")
_ARTICLE = re.compile(r"^(?:The|An?)\b")


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of a report, whose word they are ("A, citing B" or ""), and the statuses of the claims read there."""

    text: str
    says: str
    statuses: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A report behind an event.

    `name` is the outlet, numbered where several of its reports tell of the event; `link` is an address of the web or
    ""; `day` is ISO 8601 or "" where it is not exact.
    """

    report: str
    name: str
    outlet: str
    headline: str
    link: str
    day: str
    published: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """`remark` is what must be said of the status, `differ` what sources differ on, each a whole sentence or ""."""

    sentence: str
    when: str
    place: str
    remark: str
    differ: tuple[str, ...]
    counted: str
    sources: tuple[Source, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """Everything beside the sentence itself that a reader must know of it."""
        return tuple(filter(None, (self.remark, *self.differ, self.counted)))


def account(dossier: Dossier) -> Account:
    event = dossier.event
    return Account(
        sentence=f"{event_title(event).rstrip('.')}.",
        when=when_words(event.when),
        place=place_words(event.place),
        remark=status_words(event.status).remark,
        differ=tuple(told for conflict in event.conflicts if (told := _differ(conflict, dossier))),
        counted=_counted(len(event.reports), len(event.origins)),
        sources=sources_behind(dossier),
    )


def may_be_told(dossier: Dossier) -> bool:
    """False for what a person found wrong: it is in the chronicle and goes no further."""
    return dossier.event.checked != "wrong"


def sources_behind(dossier: Dossier) -> tuple[Source, ...]:
    """The reports, in the order of the event's claims, each with what was read from it."""
    told: dict[str, list[Claim]] = {}
    for claim in dossier.claims:
        told.setdefault(claim.report, []).append(claim)
    return tuple(_source(dossier, report, claims) for report, claims in told.items())


def web_address(url: str) -> str:
    """The address when it is one of the web, with what no address may hold written as %XX; else ""."""
    return quote(safe_link(url).encode("utf-8", "replace"), safe=":/?#[]@!$&()*+,;=%-._~")


def _source(dossier: Dossier, id: str, claims: Sequence[Claim]) -> Source:
    report = dossier.reports.get(id)
    published = report.published if report else None
    return Source(
        report=id,
        name=dossier.source(claims[0]),
        outlet=source_name(report),
        headline=report.title if report else "",
        link=web_address(report.url) if report else "",
        day=exact_day(published),
        published=when_words(published) if published else "day of publication not known",
        quotes=_quotes(claims),
    )


def _quotes(claims: Iterable[Claim]) -> tuple[Quote, ...]:
    """The same words once, though more than one claim was read from them."""
    together: dict[str, list[Claim]] = {}
    for claim in claims:
        together.setdefault(claim.text, []).append(claim)
    return tuple(
        Quote(
            text,
            " and ".join(dict.fromkeys(filter(None, map(_says, told)))),
            tuple(dict.fromkeys(claim.status for claim in told)),
        )
        for text, told in together.items()
    )


def _says(claim: Claim) -> str:
    names = (speaker_name(speaker, claim) for speaker in claim.says)
    return ", citing ".join(_ARTICLE.sub(lambda match: match[0].lower(), name) for name in names if name)


def speaker_name(speaker: Speaker, claim: Claim) -> str:
    """The report's words for a speaker; of "he" the name where the claim has it, else ""."""
    if speaker.text.lower() not in _PRONOUNS:
        return speaker.text
    return next((who.name for who in (*claim.actors, *claim.recipients) if who.id == speaker.actor), "")


def _differ(conflict: Conflict, dossier: Dossier) -> str:
    """ "Sources differ on how many were killed: 2 in A and B; 4 in C."; "" where there is no rival to name."""
    outlets = {claim.id: dossier.source(claim) for claim in dossier.claims}
    asked = question(conflict.field)
    if len(set(outlets.values())) == 1:
        answers = [_words(conflict.field, value) for value in conflict.values if value.claims]
        return f"The report has more than one answer to {asked}: {joined(answers)}." if len(answers) > 1 else ""
    rivals = [told for value in conflict.values if (told := _rival(conflict.field, value, outlets))]
    return f"Sources differ on {asked}: {'; '.join(rivals)}." if rivals else ""


def _rival(field: str, value: FieldValue, outlets: dict[str, str]) -> str:
    words = _words(field, value)
    given, denied = (_named(outlets.get(id, "") for id in ids) for ids in (value.claims, value.against))
    if field == "status" or not denied:  # a status has its denials as a value of its own
        return f"{words} in {given}" if given else ""
    return f"{words} in {given}, denied in {denied}" if given else f"not {words} in {denied}"


def _words(field: str, value: FieldValue) -> str:
    if field == "status" and value.value in set(Status):
        return status_words(Status(value.value)).heading.lower()
    return value_words(field, value)


def _named(outlets: Iterable[str]) -> str:
    names = list(dict.fromkeys(filter(None, outlets)))
    if len(names) > _SHOWN:
        names = [*names[: _SHOWN - 1], f"{len(names) - _SHOWN + 1} others"]
    return joined(names)


def _counted(reports: int, origins: int) -> str:
    """That some of the reports repeat each other; "" where none is known to."""
    if not origins or origins >= reports:
        return ""
    return f"Its {reports} reports go back to {'one origin' if origins == 1 else f'{origins} origins'}."
