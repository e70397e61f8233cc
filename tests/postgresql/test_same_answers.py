"""The same reports read into both stores: identical in every field, in the same order, to their pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from postgresql_server import Server
from runs import EXAMPLES

from benchmarks.growth import read as retold
from examples import tried
from whimbrel.api import Chronicle
from whimbrel.chronicle import EventFilter
from whimbrel.chronicle.claim_listing import ClaimFilter
from whimbrel.coder import Knowledge
from whimbrel.pipeline import read

Both = tuple[Chronicle, Chronicle]
RETELLINGS = EXAMPLES.parents[1] / "benchmarks" / "data" / "retellings.jsonl"


@pytest.fixture(scope="module")
def both(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """The example reports, really read into a file and into a database."""
    knowledge = Knowledge.load()
    path = tmp_path_factory.mktemp("both") / "chronicle.db"
    with Chronicle.open(path) as file, Chronicle.open(postgresql.address("both")) as database:
        for chronicle in (file, database):
            read([EXAMPLES], chronicle, knowledge=knowledge)
        yield file, database


@pytest.mark.parametrize("noun", ["event", "claim", "report", "actor", "problem"])
def test_every_record_is_the_same(both: Both, noun: str) -> None:
    file, database = (list(chronicle.records(noun)) for chronicle in both)
    assert file == database
    assert file or noun == "problem"


def test_every_listing_is_the_same(both: Both) -> None:
    file, database = both
    ids = [event.id for event in file.events()]
    actor = next(iter(file.actors())).id
    for ask in (
        lambda c: c.tally(),
        lambda c: sorted(c.outlines(), key=lambda one: one.id),
        lambda c: sorted(c.doubts(), key=lambda one: one.event),
        lambda c: [(entry.seq, entry.event, entry.change, entry.other) for entry in c.change_log()],
        lambda c: c.unknown_actors(),
        lambda c: c.report_lines(),
        lambda c: c.report_lines(before=5, most=2),
        lambda c: c.claim_page(ClaimFilter(said=True)),
        lambda c: c.claim_page(ClaimFilter(speaker="minister"), before=100, limit=7),
        lambda c: c.reports_mentioning(["The", "ÉTAT"]),
        lambda c: c.reports_mentioning(["president"], actor=actor),
        lambda c: c.reports_with(["president", "minister", "army"], least=2, most=5),
        lambda c: c.portrait(actor),
        lambda c: c.company(actor, ids),
        lambda c: c.faces([actor, "local:nobody"]),
        lambda c: sorted(c.public([actor, "local:nobody"])),
        lambda c: [c.following(id) for id in ids],
        lambda c: [c.history(id)[0].change for id in ids],
        lambda c: sorted(c.places_by_id([event.place.id for event in c.events() if event.place]).items()),
        lambda c: [one.event for one in c.lately_changed(most=5)],
    ):
        assert ask(file) == ask(database)


@pytest.mark.parametrize(
    "wanted",
    [
        {"text": "president"}, {"text": "100% _"}, {"actor": "PUTIN"}, {"place": "som"}, {"place": "Москва"},
        {"type": "ASSAULT"}, {"status": "planned,denied"}, {"sources_min": 2}, {"conflicts": True},
        {"checked": ("unchecked",)}, {"text": "a\0b"},
    ],
)  # fmt: skip
def test_filters_find_the_same_in_the_same_order(both: Both, wanted: dict[str, object]) -> None:
    file, database = (list(chronicle.events(EventFilter(**wanted))) for chronicle in both)  # type: ignore[arg-type]
    assert file == database


def test_a_listing_goes_on_at_the_same_place(both: Both) -> None:
    for at in [event for _, event in zip(range(10), both[0].events(), strict=False)]:
        behind = (at.when.latest.isoformat() if at.when and at.when.latest else "", at.id)
        assert list(both[0].events(after=behind)) == list(both[1].events(after=behind))


@pytest.mark.slow
def test_every_page_is_the_same(both: Both) -> None:
    """Byte for byte, but for when reports were read."""
    pytest.importorskip("fastapi", reason="the web pages need the extra `web`")
    from fastapi.testclient import TestClient  # noqa: PLC0415

    from whimbrel.web.app import make_app  # noqa: PLC0415
    from whimbrel.web.site import open_site  # noqa: PLC0415

    file, database = (TestClient(make_app(open_site(chronicle)), base_url="http://127.0.0.1") for chronicle in both)
    ids = [event.id for _, event in zip(range(3), both[0].events(), strict=False)]
    actor = next(iter(both[0].actors())).id
    paths = (
        "/", "/events.json", "/?q=president", "/?q=minist&sort=sources", "/actors", "/actors.csv", "/claims",
        "/claims.csv", "/review.json", "/data", "/map", f"/actors/{actor}", f"/actors/{actor}/similar",
        *(f"/events/{id}{more}" for id in ids for more in ("", "/why")),
    )  # fmt: skip
    for path in paths:
        ours, theirs = file.get(path), database.get(path)
        assert ours.status_code == theirs.status_code
        assert ours.text == theirs.text, path
    assert sum(file.get(path).status_code == 200 for path in paths) > len(paths) - 3


@pytest.mark.slow
def test_the_retellings_make_the_same_events(postgresql: Server) -> None:
    if not RETELLINGS.exists():
        pytest.skip("the retellings are not here")
    told = list(retold(RETELLINGS, Knowledge.load()))
    with Chronicle.open() as file, Chronicle.open(postgresql.address("retold")) as database:
        for chronicle in (file, database):
            for report, claims in told:
                chronicle.add(report, claims)
            chronicle.remake_events()
        assert list(file.records("event")) == list(database.records("event"))


# ---- words

ODD = (
    "Al-Shabaab's naïve café; the U.N. (MINUSMA) said: “No!”", "ÅNGSTRÖM straße STRASSE ﬁnal ΣΊΣΥΦΟΣ σίσυφος",
    "Москва́ и Київ, Ђоковић", "حركة الشباب المجاهدين ٱلسَّلَام", "שָׁלוֹם עליכם", "東京 に 行く 한국어",
    "e\u0301te\u0301 été ete",
    "o'brien \\ back 'quote' a:b a&b a|b !a <-> (x)",
    "snake_case a1b2 3.14 1,000 -5 user@example.org https://a.example/x?y=z",
    "x" * 3000, "İstanbul ISTANBUL ıstanbul", "🏻🙂 a\u200db \u00adsoft",
)  # fmt: skip


@pytest.fixture(scope="module")
def worded(postgresql: Server) -> Iterator[Both]:
    """An event for each odd text."""
    with Chronicle.open() as file, Chronicle.open(postgresql.address("worded")) as database:
        for chronicle in (file, database):
            events = []
            for number, words in enumerate(ODD):
                source = samples.report(f"Outlet {number}", f"Report {number}", words)
                claim = samples.claim(source, words, words, "ACCUSE")
                chronicle.add(source, [claim])
                events.append(samples.event(claim))
            chronicle.replace_events(events)
        yield file, database


PIECES = [*chain.from_iterable(text.split() for text in ODD), *"'\"\\:&|!()<->*_ \0", '"the U.N."', "accuse", "outlet"]


@settings(max_examples=tried(150), deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=4), st.integers(1, 6) | st.none())
def test_words_find_the_same_events(worded: Both, words: list[str], cut: int | None) -> None:
    asked = " ".join(word[:cut] for word in words).encode("utf-8", "replace").decode()
    assert worded[0].numbers_with(asked) == worded[1].numbers_with(asked)


def test_words_are_found_by_their_beginnings(worded: Both) -> None:
    for chronicle in worded:
        assert chronicle.numbers_with("naive cafe") == chronicle.numbers_with("NAÏV") == [1]
        assert chronicle.numbers_with('"u.n. minusma"') == [1]
        assert chronicle.numbers_with('"minusma u.n."') == []
        assert chronicle.numbers_with("x" * 400) == [10]
