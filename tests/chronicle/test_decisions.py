"""Decisions about actors take effect everywhere, and undone they leave no trace but themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from stores import New, read_only

from whimbrel.api import Chronicle
from whimbrel.chronicle import Decision, EventFilter, Head
from whimbrel.chronicle.decisions import decision_record, read_decisions
from whimbrel.chronicle.identity import identities
from whimbrel.errors import ChronicleError, UsageError
from whimbrel.export.lines import as_json
from whimbrel.model import ActorKind, Participant

MAREK = Participant("local:person:odo-marek", "Odo Marek", ActorKind.PERSON, "KEN", "", "", "Odo Marek")
MAREC = Participant("local:person:odon-marec", "Odon Marec", ActorKind.PERSON, "KEN", "", "", "Odon Marec")
GUILD = Participant("local:group:lamp-guild", "Lamp Guild", ActorKind.NGO, "KEN", "NGO", "", "Lamp Guild")
LEDGER = samples.report(
    "Lamu Ledger",
    "Marek released",
    "Kenyan police released Odo Marek in Nairobi on 5 May 2020.",
    "Odo Marek met the Lamp Guild on 9 May 2020.",
    published="2020-05-10",
)
COURIER = samples.report(
    "Kisumu Courier", "Marec out of jail", "On 5 May 2020 Odon Marec was freed in Nairobi.", published="2020-05-06"
)
FREED = samples.claim(
    LEDGER, "released Odo Marek in Nairobi on 5 May 2020", "released", "RETREAT", "release",
    recipients=[MAREK], places=[samples.NAIROBI], when=samples.day("2020-05-05"),
)  # fmt: skip
MET = samples.claim(
    LEDGER, "Odo Marek met the Lamp Guild on 9 May 2020", "met", "CONSULT", "meet",
    actors=[MAREK, GUILD], when=samples.day("2020-05-09"),
)  # fmt: skip
OUT = samples.claim(
    COURIER, "On 5 May 2020 Odon Marec was freed in Nairobi", "freed", "RETREAT", "release",
    recipients=[MAREC], places=[samples.NAIROBI], when=samples.day("2020-05-05"),
)  # fmt: skip
SPOKE = samples.claim(COURIER, "Odon Marec was freed", "freed", "ACCUSE", actors=[MAREC], recipients=[GUILD])


@pytest.fixture
def path(new: New) -> str:
    target = new()
    with Chronicle.open(target) as made:
        made.add(LEDGER, [FREED, MET])
        made.add(COURIER, [OUT, SPOKE])
        made.remake_events()
    return target


@pytest.fixture
def chronicle(path: str) -> Iterator[Chronicle]:
    with Chronicle.open(path) as opened:
        yield opened


def told(chronicle: Chronicle) -> list[str]:
    """Everything that a listing shows, as bytes are compared."""
    return [as_json(list(chronicle.records(noun))) for noun in ("event", "claim", "actor", "report")]


def releases(chronicle: Chronicle) -> list[str]:
    return [event.id for event in chronicle.events(EventFilter(type="RETREAT"))]


def test_a_merge_joins_the_events_that_only_the_name_kept_apart(chronicle: Chronicle) -> None:
    before, apart = told(chronicle), releases(chronicle)
    assert len(apart) == 2
    chronicle.merge_actors(MAREK.id, MAREC.id, who="Ada")
    (joined,) = [chronicle.event(id) for id in releases(chronicle)]
    assert set(joined.claims) == {FREED.id, OUT.id}
    assert [who.id for who in joined.recipients] == [MAREK.id]
    assert {chronicle.event(id).id for id in apart} == {joined.id}  # the id that went leads to the one that stayed
    assert MAREC.id not in "".join(told(chronicle))
    entry = chronicle.actor(MAREC.id)
    assert (entry.id, entry.claims, dict(entry.spellings)) == (MAREK.id, 4, {"Odo Marek": 2, "Odon Marec": 2})
    for asked in (MAREK.id, MAREC.id, "marec"):
        assert joined.id in [event.id for event in chronicle.events(EventFilter(actor=asked))]
    chronicle.undo()
    assert told(chronicle) == before
    assert chronicle.remake_events() == 0


def test_a_merge_holds_for_reports_read_later(chronicle: Chronicle) -> None:
    chronicle.merge_actors(MAREK.id, MAREC.id)
    later = samples.report("Wire", "Marec again", "Odon Marec was freed in Nairobi on 5 May 2020, police said.")
    words = "Odon Marec was freed in Nairobi on 5 May 2020"
    again = samples.claim(
        later, words, "freed", "RETREAT", "release", recipients=[MAREC], places=[samples.NAIROBI],
        when=samples.day("2020-05-05"),
    )  # fmt: skip
    chronicle.add(later, [again])
    assert chronicle.events_due()
    chronicle.remake_events()
    assert [who.id for who in chronicle.claim(again.id).recipients] == [MAREK.id]
    assert [who.id for who in chronicle.claim(again.id, as_read=True).recipients] == [MAREC.id]
    assert len(releases(chronicle)) == 1


def test_a_merged_spelling_splits_off_to_who_it_was(chronicle: Chronicle) -> None:
    before = told(chronicle)
    chronicle.merge_actors(MAREK.id, MAREC.id)
    chronicle.split_actor(MAREK.id, "odon MAREC")
    assert told(chronicle) == before
    assert len(chronicle.decisions()) == 2


def test_a_wrongly_linked_spelling_becomes_an_actor_of_its_own(chronicle: Chronicle) -> None:
    wrong = samples.report("Wire", "The guild", "The Candle Guild accused Odo Marek.")
    candle = replace(GUILD, text="Candle Guild")
    chronicle.add(wrong, [samples.claim(wrong, "The Candle Guild accused Odo Marek", "accused", "ACCUSE",
                                        actors=[candle], recipients=[MAREK])])  # fmt: skip
    (made,) = chronicle.split_actor(GUILD.id, "Candle Guild")
    assert made.head is not None
    assert made.head.id == "local:group:candle-guild"
    assert [text for text, _ in chronicle.actor("local:group:candle-guild").spellings] == ["Candle Guild"]
    assert [text for text, _ in chronicle.actor(GUILD.id).spellings] == ["Lamp Guild"]


def test_a_promoted_actor_is_linked_in_reports_read_later(chronicle: Chronicle) -> None:
    (made,) = chronicle.promote(MAREK.id, country="kenya", sector="opp", roles=["chairman @ KEN.parliament 2019/"])
    chronicle.merge_actors("own:odo-marek", MAREC.id)
    entry = chronicle.actor(MAREK.id)
    assert (entry.id, entry.country, entry.sector, entry.claims) == ("own:odo-marek", "KEN", "OPP", 4)
    record = chronicle.actor_sheet(MAREC.id)
    assert record["roles"][0] | {"title": "chairman", "start": "2019-01-01", "end": None} == record["roles"][0]
    assert {d["id"] for d in record["decisions"]} >= {made.id}
    almanac = chronicle.almanac()
    assert [mention.ids for mention in almanac.mentions("Then Odo Marek spoke.")] == [("own:odo-marek",)]
    read = Participant("own:odo-marek", "Odo Marek", ActorKind.PERSON, "KEN", text="Odo Marek")
    assert chronicle.identities().participant(read).sector == "OPP"
    with pytest.raises(UsageError, match="undo d"):
        chronicle.undo(made.id)
    chronicle.undo()
    chronicle.undo()
    assert chronicle.identities().participant(read).id == MAREK.id  # who was read meanwhile goes back too


@pytest.mark.parametrize(
    ("keep", "others", "words"),
    [
        (MAREK.id, (MAREK.id,), "itself"),
        (MAREK.id, ("local:person:odo-mareck",), "nearest: local:person:odo-marek"),
        ("%", (MAREK.id,), "no actor"),
        ("local:person:od", (GUILD.id,), "more than one"),
        (MAREK.id, (GUILD.id,), "stay two"),
        (MAREK.id, ("\x1b[31m\u202e" * 50,), "no actor"),
        (MAREK.id, ("",), "no actor"),
    ],
)
def test_what_cannot_be_merged_is_refused(chronicle: Chronicle, keep: str, others: tuple[str], words: str) -> None:
    before = told(chronicle)
    with pytest.raises(UsageError, match=words):
        chronicle.merge_actors(keep, *others)
    assert told(chronicle) == before
    assert not chronicle.decisions()


def test_a_ring_of_merges_cannot_be_made(chronicle: Chronicle) -> None:
    chronicle.merge_actors(MAREK.id, MAREC.id)
    with pytest.raises(UsageError, match="already"):
        chronicle.merge_actors(MAREC.id, MAREK.id)
    step = {"who": "", "at": "2020", "verb": "merge"}
    ring = [
        Decision("d1", subject=MAREC.id, objects=(MAREK.id,), head=Head(MAREC.id, "M", ActorKind.PERSON), **step),
        Decision("d2", subject=MAREK.id, objects=(MAREC.id,), head=Head(MAREK.id, "M", ActorKind.PERSON), **step),
    ]
    assert {identities(ring).of(id) for id in (MAREC.id, MAREK.id)} == {MAREK.id}  # an imported one ends as well


@pytest.mark.parametrize(
    ("id", "spellings", "words"),
    [
        (MAREK.id, ("Marek",), "not written"),
        (MAREK.id, ("%",), "not written"),
        (MAREK.id, ("Odo Marek",), "nothing of"),
        (MAREK.id, ("  ",), "no spelling"),
        ("local:person:nobody", ("x",), "no actor"),
    ],
)
def test_what_cannot_be_split_is_refused(chronicle: Chronicle, id: str, spellings: tuple[str, ...], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        chronicle.split_actor(id, *spellings)
    assert not chronicle.decisions()


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"name": "the"}, "cannot be a name"),
        ({"name": "A\x1b[31m B"}, "cannot be a name"),
        ({"name": "A | acronym: B"}, "cannot be a name"),
        ({"name": "X" * 300}, "cannot be a name"),
        ({"country": "Atlantis"}, "no country"),
        ({"sector": "XXX"}, "no sector"),
        ({"kind": "party"}, "is a person"),
        ({"kind": "wizard"}, "no kind"),
        ({"roles": ["king"]}, "not a role"),
        ({"roles": ["king @ KEN 2020/2019"]}, "ends before"),
        ({"roles": ["king @ atlantis 2020/"]}, "no body"),
        ({"name": "Emmanuel Macron"}, "merge-actors"),
    ],
)
def test_what_cannot_be_promoted_is_refused(chronicle: Chronicle, given_: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        chronicle.promote(MAREK.id, **given_)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="known already"):
        chronicle.promote("KEN")
    assert not chronicle.decisions()


def test_what_cannot_be_undone_is_refused(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError, match="nothing to undo"):
        chronicle.undo()
    (made,) = chronicle.merge_actors(MAREK.id, MAREC.id)
    (back,) = chronicle.undo(made.id)
    for id, words in ((made.id, "undone before"), (back.id, "itself an undoing"), ("zzz", "no decision")):
        with pytest.raises(UsageError, match=words):
            chronicle.undo(id)
    assert [one.verb for one in chronicle.decisions()] == ["merge", "undo"]


def test_decisions_are_never_changed(chronicle: Chronicle) -> None:
    chronicle.merge_actors(MAREK.id, MAREC.id)
    for statement in ("update decisions set who = 'x'", "delete from decisions"):
        with pytest.raises(ChronicleError, match="never changed"), chronicle._writing() as connection:
            connection.exec_driver_sql(statement)


def test_a_chronicle_that_cannot_be_written_says_so(path: str) -> None:
    with read_only(path) as chronicle:
        before = told(chronicle)
        with pytest.raises(ChronicleError, match="cannot be written"):
            chronicle.merge_actors(MAREK.id, MAREC.id)
        assert told(chronicle) == before


def test_decisions_are_replayed_in_another_chronicle(chronicle: Chronicle, new: New) -> None:
    chronicle.merge_actors(MAREK.id, MAREC.id, who="Ada\x1b[31m", note="one man")
    chronicle.promote(MAREK.id, name="Odo Marek")
    chronicle.promote(GUILD.id)
    chronicle.undo()
    lines = [as_json(record) for record in chronicle.decision_records()]
    with Chronicle.open(new()) as other:
        assert len(other.import_decisions(lines)) == 4
        assert other.import_decisions(lines) == []
        other.add(COURIER, [OUT, SPOKE])  # before anything was read of those who were decided about
        other.add(LEDGER, [FREED, MET])
        other.remake_events()
        assert told(other)[0] == told(chronicle)[0]
        assert [decision_record(one) for one in other.decisions()] == [
            decision_record(one) for one in chronicle.decisions()
        ]


GOOD = decision_record(
    Decision("d1", "merge", "a", ("b",), Head("a", "A", ActorKind.PERSON), {}, "Ada", "2020-01-01T00:00:00Z")
)


@pytest.mark.parametrize(
    "wrong",
    [
        {"verb": "drop table"}, {"objects": "b"}, {"objects": [1]}, {"objects": []}, {"objects": ["a"]}, {"head": None},
        {"head": {"id": "a"}}, {"head": {"id": "a", "name": "A", "kind": "wizard"}}, {"row": {"id": "a"}}, {"id": ""},
        {"who": None}, {"verb": "undo"}, {"verb": "promote", "objects": [], "row": {"id": "a"}},
    ],
)  # fmt: skip
def test_a_broken_import_is_refused_whole(chronicle: Chronicle, wrong: dict[str, object]) -> None:
    lines = [json.dumps(GOOD), json.dumps({**GOOD, "id": "d2", **wrong})]
    with pytest.raises(UsageError, match="nothing was imported") as told_:
        chronicle.import_decisions(lines, "x.ndjson")
    assert told_.value.where == "x.ndjson:2"
    assert not chronicle.decisions()


def test_an_imported_undoing_of_nothing_is_refused_whole(chronicle: Chronicle) -> None:
    undo = {**GOOD, "id": "d2", "verb": "undo", "subject": "d9", "objects": [], "head": None}
    with pytest.raises(UsageError, match="no decision"):
        chronicle.import_decisions([json.dumps(GOOD), json.dumps(undo)])
    assert not chronicle.decisions()


@given(st.text(max_size=200))
def test_no_line_breaks_the_import(line: str) -> None:
    try:
        read_decisions([line])
    except UsageError:
        return
    assert not line.strip()


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(texts, texts.filter(lambda t: t != "a"), texts, texts)
def test_any_decision_comes_back_from_its_record(id: str, other: str, who: str, note: str) -> None:
    one = Decision(id, "merge", "a", (other,), Head("a", "A", ActorKind.PARTY, "KEN", "OPP"), {}, who, "2020", note)
    assert read_decisions([as_json(decision_record(one))]) == [one]
