"""Making events of all claims takes so much memory a claim and no more, as a chronicle of years must fit a laptop."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from whimbrel import Chronicle
from whimbrel.coder import Knowledge
from whimbrel.merge import at_hand
from whimbrel.model import (
    ActorKind,
    Claim,
    Count,
    Participant,
    Passage,
    PassageKind,
    Place,
    Precision,
    Report,
    Score,
    Span,
    Status,
    When,
)
from whimbrel.pipeline import remake_events

CLAIMS = 16  # of each report
FEW, MANY = 120, 480  # reports
# A claim takes 3.5 with caches that stop growing; before these it took 2.4, and 5.4 with every event held to the end.
MOST_KB = 4.3
AT_HAND = 1000  # tellings
TOLD_ONCE = 0.99  # tellings a claim
MOST_AT_HAND_MB = 60  # of Python's own; 30 where tellings share most of what they hold, as here
START = date(2019, 3, 1)
TYPES = ("ASSAULT",) * 6 + ("COERCE", "AGREE", "REQUEST", "SUPPORT", "CONSULT", "AID", "RETREAT", "ACCUSE", "PROTEST")
PARTIES = [Participant(f"group:band-{i}", f"Band {i} of the Hills", ActorKind.ARMED_GROUP, "XAA") for i in range(90)]
TOWNS = [Place(f"p:town-{i}", f"Town {i}", "XAA", 30 + i / 9, 40 + i / 7, Precision.TOWN) for i in range(150)]
SYLLABLES = ("bar", "dol", "fen", "gim", "har", "kel", "lor", "min", "nas", "pel", "rud", "sot", "tav", "wex", "yor")
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES[:6]]


def reports(number: int, random: Random) -> Iterator[tuple[Report, list[Claim]]]:
    """Reports of chance sentences with a claim in each, as many of a kind as news has."""
    for n in range(number):
        day = START + timedelta(days=random.randrange(300))
        sentences = [" ".join(random.choices(WORDS, k=26)) + "." for _ in range(CLAIMS)]
        text = " ".join(sentences)
        published = When(str(day), day, day, "metadata")
        passages = (Passage(PassageKind.BODY, Span(0, len(text))),)
        report = Report(f"{n:016x}", f"{n}.txt", text, f"Paper {n % 40}", published=published, passages=passages)
        starts = [sum(len(sentence) + 1 for sentence in sentences[:i]) for i in range(CLAIMS)]
        yield (
            report,
            [
                claim(report, day, i, at, words, random)
                for i, at, words in zip(range(CLAIMS), starts, sentences, strict=True)
            ],
        )


def claim(report: Report, day: date, number: int, at: int, words: str, random: Random) -> Claim:
    told = day - timedelta(days=random.randrange(3))
    span = Span(at, at + len(words))
    return Claim(
        id=f"c{report.id[4:]}{number:02}", report=report.id, passage=PassageKind.BODY, type=random.choice(TYPES),
        mode="", contexts=("military",), actors=tuple(named(random, span)), recipients=tuple(named(random, span)),
        places=tuple(replace(place, span=span) for place in random.sample(TOWNS, random.randrange(3))),
        when=When(str(told), told, told, "relative", text="that day", span=span) if random.random() < 0.6 else None,
        status=Status.HAPPENED, says=(), span=span, text=words, trigger=Span(at, at + 6),
        counts={"killed": Count(n, n, str(n), span)} if (n := random.randrange(30)) < 9 else {},
        confidence=Score(0.7, {"verb": 0.4, "actor": 0.2, "time": 0.1}),
    )  # fmt: skip


def named(random: Random, span: Span) -> list[Participant]:
    return [replace(party, span=span, text=party.name) for party in random.sample(PARTIES, random.randrange(1, 3))]


def peak_kb(folder: Path, number: int, knowledge: Knowledge) -> float:
    """The most that Python holds at once beyond what it held before, in KiB."""
    with Chronicle.open(folder / f"{number}.db") as chronicle:
        for report, claims in reports(number, Random(number)):
            chronicle.add(report, claims)
        tracemalloc.start()
        try:
            assert remake_events(chronicle, knowledge) > number * CLAIMS / 2
            return tracemalloc.get_traced_memory()[1] / 1024
        finally:
            tracemalloc.stop()


@pytest.mark.slow
def test_events_are_made_in_little_memory_a_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = at_hand.KEPT
    monkeypatch.setattr(at_hand, "KEPT", AT_HAND)  # it does not grow from FEW to MANY then
    knowledge = Knowledge.load()
    peak_kb(tmp_path, 2, knowledge)  # what is loaded and compiled once
    few, many = (peak_kb(tmp_path, number, knowledge) for number in (FEW, MANY))
    each = (many - few) / ((MANY - FEW) * CLAIMS)
    assert each < MOST_KB, f"{each:.2f} KiB a claim ({few / 1024:.0f} and {many / 1024:.0f} MiB)"
    monkeypatch.setattr(at_hand, "KEPT", kept)
    (tmp_path / f"{MANY}.db").unlink()
    more = peak_kb(tmp_path, MANY, knowledge) - many
    all_at_hand = more / (MANY * CLAIMS * TOLD_ONCE - AT_HAND) * kept / 1024
    assert all_at_hand < MOST_AT_HAND_MB, f"{all_at_hand:.0f} MiB for {kept} tellings"
