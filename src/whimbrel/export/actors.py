"""Records of actors: in a listing, in full, with a like name, and unknown ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from whimbrel.export.record import Record
from whimbrel.model import ActorKind, Name, Role, Score

if TYPE_CHECKING:
    from rich.console import Console


class Word(Protocol):
    """A word that an outlet used for an actor, and in how many claims."""

    @property
    def outlet(self) -> str: ...
    @property
    def word(self) -> str: ...
    @property
    def claims(self) -> int: ...


class Entry(Protocol):
    """What an actor record is made from: one who takes part, with counts."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> ActorKind: ...
    @property
    def country(self) -> str | None: ...
    @property
    def sector(self) -> str: ...
    @property
    def events(self) -> int: ...
    @property
    def claims(self) -> int: ...
    @property
    def reports(self) -> int: ...
    @property
    def spellings(self) -> tuple[tuple[str, int], ...]: ...
    @property
    def titles(self) -> tuple[tuple[str, int], ...]: ...
    @property
    def words(self) -> Sequence[Word]: ...


class Like(Protocol):
    """What a record of a like name is made from."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> ActorKind: ...
    @property
    def country(self) -> str | None: ...
    @property
    def written(self) -> str: ...
    @property
    def score(self) -> Score: ...
    @property
    def known(self) -> bool: ...
    @property
    def events(self) -> int: ...


def actor_record(entry: Entry) -> Record:
    """One who takes part, with numbers of events, claims and reports, spellings, titles and the outlets' words."""
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": str(entry.kind),
        "country": entry.country,
        "sector": entry.sector,
        "events": entry.events,
        "claims": entry.claims,
        "reports": entry.reports,
        "spellings": [{"text": text, "claims": number} for text, number in entry.spellings],
        "titles": [{"text": text, "claims": number} for text, number in entry.titles],
        "words": [{"outlet": w.outlet, "word": w.word, "claims": w.claims} for w in entry.words],
    }


def like_record(one: Like) -> Record:
    """An actor with a like name, and how far it is like."""
    return {
        "id": one.id,
        "name": one.name,
        "kind": str(one.kind),
        "country": one.country,
        "written": one.written,
        "score": _score(one.score),
        "known": one.known,
        "events": one.events,
    }


def unknown_record(cluster: Any, likely: Iterable[Like]) -> Record:
    """Those who may be one actor that no almanac knows, and the known actors it may be."""
    return {
        "id": cluster.id,
        "name": cluster.name,
        "kind": str(cluster.kind),
        "countries": list(cluster.countries),
        "reports": cluster.reports,
        "claims": cluster.claims,
        "members": list(cluster.members),
        "spellings": [{"text": text, "claims": number} for text, number in cluster.spellings],
        "titles": [{"text": text, "claims": number} for text, number in cluster.titles],
        "company": [{"id": c.id, "name": c.name, "reports": c.reports} for c in cluster.company[:10]],
        "joints": [{"ids": list(joint.ids), "score": _score(joint.score)} for joint in cluster.joints],
        "apart": [{"id": id, "why": why} for id, why in cluster.apart],
        "likely": [like_record(one) for one in likely],
    }


def sheet_record(found: Any, decisions: Iterable[Record], events: Iterable[str]) -> Record:
    """An actor in full: the listing's record, then names, offices, bodies, like names, decisions and events."""
    entry: Entry = found.entry
    return {
        **actor_record(entry),
        "names": [name_record(name, found.source) for name in found.names],
        "roles": [role_record(office.role, office.body) for office in found.offices],
        "parents": list(found.parents),
        "similar": [like_record(one) for one in found.similar],
        "decisions": list(decisions),
        "in": list(events),
    }


def name_record(name: Name, source: str) -> Record:
    """One way an actor is written, with its script and where it comes from."""
    from whimbrel.almanac.sounds import script_of  # noqa: PLC0415

    return {
        "text": name.text,
        "language": name.lang,
        "script": script_of(name.text),
        "kind": name.kind,
        "source": source,
    }


def role_record(role: Role, body: str) -> Record:
    """An office with its days, open ones null."""
    return {
        "title": role.title,
        "of": role.of,
        "body": body,
        "start": role.start.isoformat() if role.start else None,
        "end": role.end.isoformat() if role.end else None,
    }


def print_sheet(record: Record, console: Console) -> None:
    """What an actor's listing does not have: its names, offices, like names and decisions."""
    from rich.text import Text  # noqa: PLC0415

    from whimbrel.export.safe import one_line  # noqa: PLC0415

    def told(heading: str, lines: Iterable[str]) -> None:
        for at, line in enumerate(lines):
            console.print(Text(one_line(f"{heading if not at else '':<12}{line}")))

    told(
        "names", (f"{n['text']} ({n['language']}, {n['script']}, {n['kind']}; {n['source']})" for n in record["names"])
    )
    told("roles", (f"{r['start'] or '…'} to {r['end'] or '…'}: {r['title']}, {r['body']}" for r in record["roles"]))
    told("part of", record["parents"])
    told("similar", (f"{s['name']} · {score_words(s['score'])} · {s['id']}" for s in record["similar"]))
    told("decided", (f"{d['at']} {d['verb']} {d['id']} by {d['who'] or 'somebody'}" for d in record["decisions"]))


def score_words(score: Record) -> str:
    """A score with its parts on a line: "0.94 (tokens 0.94)"."""
    parts = ", ".join(f"{name} {value:.2f}" for name, value in score["parts"].items())
    return f"{score['value']:.2f} ({parts})" if parts else f"{score['value']:.2f}"


def _score(score: Score) -> Record:
    return {"value": round(score.value, 4), "parts": {k: round(v, 4) for k, v in sorted(score.parts.items())}}
