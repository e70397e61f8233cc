"""What stands in a copy of some weeks for what stood there: ids, days, parties, places, words, counts.

As in `synthesis` each copy has a number, from which is drawn which other party of the same kind, which other place of
the same precision and country, which other word about as rare, and by what counts are multiplied; what is the same in
the original stays the same in a copy. Ids keep their order. `history` writes the copies.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b, sha256
from typing import Any, Self

from benchmarks.synthesis import BANDS, COMMON, DAY, WEEK
from whimbrel.merge.marks import number
from whimbrel.merge.words import WORD, content_words, shipped_rarity

PARTY = ("id", "name", "kind", "country", "sector")
PLACE = ("id", "name", "country", "lat", "lon", "precision")
OPEN, CLOSE = "\ue001", "\ue002"  # around the number of what is cut out
SLOT = re.compile(f'"@":"{OPEN}(\\d+){CLOSE}"|{OPEN}(\\d+){CLOSE}')
ID = re.compile(r"\b(?:[0-9a-f]{16}|e[0-9a-f]{12})\b")
LONG = 30  # characters from which a text's words are changed
Token = tuple[str, str]  # kind, what stood there


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in parts: what every copy has, and at the odd places what each has of its own."""

    parts: Sequence[Any]

    def now(self, change: Change) -> str:
        """The text as this copy has it."""
        parts = list(self.parts)
        parts[1::2] = map(change.__getitem__, parts[1::2])
        return "".join(parts)


@dataclass(slots=True)
class Original:
    """What the copied rows speak of, to draw substitutes from, and the knife that cuts their texts."""

    ids: frozenset[str]
    claim_of: Mapping[str, str]  # of an event's id, the claim it is named for
    named: Mapping[str, Mapping[str, Any]]  # parties and places by id
    ring: Mapping[str, Sequence[str]]  # for each party, place and word those that may stand for it
    at: Mapping[str, int]
    mark_of: Mapping[int, tuple[str, str]]  # what a mark's number was made of
    weeks: int
    _tokens: list[Token] = field(default_factory=list)

    @classmethod
    def of(cls, raw: sqlite3.Connection) -> Self:
        """What a chronicle speaks of."""
        ids = [id for table in ("reports", "claims", "events") for (id,) in raw.execute(f"SELECT id FROM {table}")]
        claims = [json.loads(body) for (body,) in raw.execute("SELECT body FROM claims")]
        parties = {
            one["id"]: one for claim in claims for side in ("actors", "recipients") for one in claim.get(side, ())
        }
        places = {one["id"]: one for claim in claims for one in claim.get("places", ())}
        words = sorted({word for claim in claims for word in content_words(claim["text"])})
        rarity = shipped_rarity()
        rings: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for id in sorted(parties):
            rings["party", parties[id]["kind"]].append(id)
        for id in sorted(places):
            rings["place", places[id]["precision"], places[id].get("country") or ""].append(id)
        for word in words:
            if rarity(word) >= COMMON:
                rings["word", str(int(rarity(word) * BANDS))].append(f"word:{word}")
        counts = {
            f"{name}:{one['low']}"
            for claim in claims
            for name, one in claim.get("counts", {}).items()
            if one.get("low")
        }
        marks = [*parties, *(f"place:{id}" for id in places), *(f"word:{word}" for word in words), *counts]
        kinds = [
            f"{type} {real}"
            for (type,) in raw.execute("SELECT DISTINCT type FROM tellings")
            for real in ("real", "not real")
        ]
        days = [
            date.fromisoformat(day)
            for (day,) in raw.execute("SELECT json_extract(body, '$.published.latest') FROM reports")
            if day
        ]
        claim_of = {_event(claim["id"]): claim["id"] for claim in claims}  # of those that are gone too
        return cls(
            frozenset(ids) | claim_of.keys(),
            claim_of,
            parties | places,
            {one: ring for ring in rings.values() for one in ring},
            {one: at for ring in rings.values() for at, one in enumerate(ring)},
            {number(kind, mark): (kind, mark) for kind in kinds for mark in marks},
            -(-((max(days) - min(days)).days + 1) // WEEK),
        )

    def cut(self, text: str) -> str | Cut:
        """A text cut at its ids and days."""
        return self._cut(self._ids_and_days(text))

    def cut_name(self, kind: str, id: str) -> str | Cut:
        """The id of a party or a place."""
        return self._cut(self._slot(f"{kind} id", id)) if id in self.ring else id

    def cut_body(self, body: str) -> str | Cut:
        """A noun in JSON, cut at all that copies change."""
        return self._cut(json.dumps(self._marked(json.loads(body)), ensure_ascii=False, separators=(",", ":")))

    def _cut(self, text: str) -> str | Cut:
        parts: list[Any] = []
        end = 0
        for found in SLOT.finditer(text):
            parts += [text[end : found.start()], self._tokens[int(found[1] or found[2])]]
            end = found.end()
        self._tokens.clear()
        return Cut([*parts, text[end:]]) if parts else text

    def _slot(self, kind: str, what: str) -> str:
        self._tokens.append((kind, what))
        return f"{OPEN}{len(self._tokens) - 1}{CLOSE}"

    def _ids_and_days(self, text: str) -> str:
        text = ID.sub(lambda found: self._slot("id", found[0]) if found[0] in self.ids else found[0], text)
        return DAY.sub(lambda found: self._slot("day", found[0]), text)

    def _marked(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._marked(one) for one in value]
        if isinstance(value, str):
            return self._words(value) if len(value) > LONG and " " in value else self._ids_and_days(value)
        if not isinstance(value, dict):
            return value
        gone: tuple[str, ...]
        if "low" in value and "high" in value:
            slot, gone = self._slot("count", json.dumps([value["low"], value["high"]])), ("low", "high")
        elif value.get("id") in self.named and "kind" in value:
            slot, gone = self._slot("party", value["id"]), PARTY
        elif value.get("id") in self.named and "precision" in value:
            slot, gone = self._slot("place", value["id"]), PLACE
        else:
            return {name: self._marked(one) for name, one in value.items()}
        return {"@": slot} | {name: one for name, one in value.items() if name not in gone}

    def _words(self, text: str) -> str:
        def slot(found: re.Match[str]) -> str:
            word = found[0].casefold().rstrip("s")
            return self._slot("word", word) if f"word:{word}" in self.ring else found[0]

        return WORD.sub(slot, text)


class Change(dict[Token, str]):
    """What stands in one copy for each token, found when it is asked for."""

    def __init__(self, original: Original, turn: int) -> None:
        super().__init__()
        self.turn = turn
        self.days = -turn * original.weeks * WEEK
        self._original = original
        self._factor = 0.5 * 4 ** (self.draw("numbers") / 2**32)
        self._marks: dict[int, int] = {}

    def draw(self, name: str) -> int:
        """A number below 2**32 for this copy and name."""
        return int.from_bytes(blake2b(f"{self.turn} {name}".encode(), digest_size=4).digest(), "big")

    def mark(self, mark: int) -> int:
        """What stands for the number of a mark."""
        found = self._marks.get(mark)
        if found is None:
            kind, name = self._original.mark_of.get(mark, ("", ""))
            found = self._marks[mark] = number(kind, self._other_mark(name)) if name else mark
        return found

    def _other_mark(self, name: str) -> str:
        kind, _, rest = name.partition(":")
        if name in self._original.ring:
            return self._other(name)
        if kind == "place":
            return f"place:{self._other(rest)}"
        return f"{kind}:{self._count(int(rest))}" if rest.isdecimal() else name

    def __missing__(self, token: Token) -> str:
        found = self[token] = self._now(*token)
        return found

    def _now(self, kind: str, what: str) -> str:
        if kind == "id":
            claim = self._original.claim_of.get(what)
            return _event(self._id(claim)) if claim else self._id(what)
        if kind == "day":
            return str(date.fromisoformat(what) + timedelta(days=self.days))
        if kind == "count":
            low, high = json.loads(what)
            return json.dumps({"low": self._count(low), "high": self._count(high)})[1:-1]
        if kind in ("party", "place"):
            one, names = self._original.named[self._other(what)], PARTY if kind == "party" else PLACE
            return json.dumps({name: one[name] for name in names if name in one}, ensure_ascii=False)[1:-1]
        return self._other(f"word:{what}").removeprefix("word:") if kind == "word" else self._other(what)

    def _id(self, id: str) -> str:
        """The first half stays, so that ids keep their order."""
        return f"{id[:8]}{int(id[8:], 16) ^ self.draw('ids'):08x}"

    def _other(self, one: str) -> str:
        ring = self._original.ring.get(one, (one,))
        return ring[(self._original.at.get(one, 0) + self.draw(f"ring {len(ring)} {ring[0]}")) % len(ring)]

    def _count(self, number: int | None) -> int | None:
        return None if number is None else max(1, round(number * self._factor))


def _event(claim: str) -> str:
    """The id of the event that is named for a claim."""
    return "e" + sha256(claim.encode()).hexdigest()[:12]
