"""Decisions about events stand above the model, survive everything, and undone leave the events as they were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from stores import New

from examples import tried
from whimbrel.api import Chronicle
from whimbrel.chronicle import EventFilter
from whimbrel.chronicle.schema import event_changes
from whimbrel.errors import UsageError, WhimbrelError
from whimbrel.export.lines import as_json
from whimbrel.model import Claim, Report, Status
from whimbrel.pipeline import remake_events

LEDGER = samples.report(
    "Lamu Ledger", "Blast in Mogadishu", "A bomb killed 7 people in Mogadishu on 5 May 2020.", published="2020-05-06"
)
COURIER = samples.report(
    "Kisumu Courier", "Mogadishu bombing", "Seven died when a bomb went off in Mogadishu on 5 May 2020.",
    "Police said the bomb had been hidden in a cart.", published="2020-05-06",
)  # fmt: skip
HERALD = samples.report(
    "Hargeisa Herald", "Cart bomb", "A cart bomb in Nairobi killed 40 on 9 June 2020.", published="2020-06-10"
)


def bomb(source: Report, words: str, trigger: str, **given: object) -> Claim:
    shape: dict = {"places": [samples.MOGADISHU], "when": samples.day("2020-05-05"), "counts": {"killed": (7, 7, "7")}}
    return samples.claim(source, words, trigger, "ASSAULT", "explosives", [samples.SHABAAB], **{**shape, **given})


FIRST = bomb(LEDGER, "A bomb killed 7 people in Mogadishu on 5 May 2020", "killed")
SECOND = bomb(COURIER, "Seven died when a bomb went off in Mogadishu on 5 May 2020", "died")
CART = bomb(COURIER, "the bomb had been hidden in a cart", "hidden", places=[], when=None, counts={})
OTHER = bomb(
    HERALD, "A cart bomb in Nairobi killed 40 on 9 June 2020", "killed", places=[samples.NAIROBI],
    when=samples.day("2020-06-09"), counts={"killed": (40, 40, "40")},
)  # fmt: skip
REPORTS = ((LEDGER, [FIRST]), (COURIER, [SECOND, CART]), (HERALD, [OTHER]))


def filled(path: str, order: tuple[int, ...] = (0, 1, 2)) -> str:
    with Chronicle.open(path) as made:
        for at in order:
            made.add(*REPORTS[at])
        made.remake_events()
    return path


@pytest.fixture
def chronicle(new: New) -> Iterator[Chronicle]:
    with Chronicle.open(filled(new())) as opened:
        yield opened


def events(chronicle: Chronicle) -> list[str]:
    return [as_json(record) for record in chronicle.records("event")]


def home(chronicle: Chronicle, claim: Claim) -> str:
    return chronicle.events_of([claim.id])[claim.id]


def states(chronicle: Chronicle) -> list[str]:
    return [record["state"] for record in chronicle.decision_records()]


def trail(chronicle: Chronicle) -> list[tuple[str, str, str]]:
    rows = chronicle._fetch(select(event_changes).order_by(event_changes.c.seq))
    return [(row.event, row.change, row.other) for row in rows]


def test_two_events_are_said_to_be_one_and_stay_so(chronicle: Chronicle) -> None:
    bombing, other = home(chronicle, FIRST), home(chronicle, OTHER)
    assert bombing != other
    chronicle.same(bombing, other, who="Ada")
    joined = chronicle.event(bombing)
    assert set(joined.claims) == {FIRST.id, SECOND.id, CART.id, OTHER.id}
    (gone,) = {bombing, other} - {joined.id}
    assert chronicle.event(gone).id == chronicle.event(gone[:10]).id == joined.id
    assert trail(chronicle)[-1] == (gone, "merged", joined.id)
    after = events(chronicle)
    assert remake_events(chronicle, anew=True) == 0
    assert events(chronicle) == after
    later = samples.report("Wire", "Blast", "A bomb killed 7 in Mogadishu on 5 May 2020, a wire said.")
    chronicle.add(later, [again := bomb(later, "A bomb killed 7 in Mogadishu on 5 May 2020", "killed")])
    chronicle.remake_events()
    assert home(chronicle, again) == home(chronicle, FIRST) == home(chronicle, OTHER)
    assert states(chronicle) == ["in force"]
    chronicle.undo()
    assert home(chronicle, again) == home(chronicle, FIRST) != home(chronicle, OTHER)


@pytest.mark.parametrize("verb", ["same", "different", "split", "claim", "right", "wrong", "edit"])
def test_undone_everything_is_as_it_was(chronicle: Chronicle, verb: str) -> None:
    before, one, other = events(chronicle), home(chronicle, FIRST), home(chronicle, OTHER)
    decide = {
        "same": lambda: chronicle.same(one, other),
        "different": lambda: chronicle.different(one, other),
        "split": lambda: chronicle.split(one, reports=[LEDGER.id]),
        "claim": lambda: chronicle.split(one, claims=[CART.id[:8], FIRST.id]),
        "right": lambda: chronicle.right(one),
        "wrong": lambda: chronicle.wrong(other),
        "edit": lambda: chronicle.edit(one, "type", "coerce/seize"),
    }[verb]
    made = decide()
    assert states(chronicle) == ["in force"] * len(made)
    assert (events(chronicle) == before) is (verb == "different")
    for _ in made:
        chronicle.undo()
    assert events(chronicle) == before
    assert remake_events(chronicle, anew=True) == 0
    assert {chronicle.event(id).id for id in (one, other)} == {one, other}


def test_what_is_split_off_leaves_a_trail(chronicle: Chronicle) -> None:
    one = home(chronicle, FIRST)
    chronicle.split(one, reports=[LEDGER.id])
    parts = {home(chronicle, FIRST), home(chronicle, SECOND)}
    assert len(parts) == 2
    assert one in parts
    assert (*(parts - {one}), "split", one) in trail(chronicle)
    assert home(chronicle, CART) == home(chronicle, SECOND)
    chronicle.split(home(chronicle, SECOND), claims=[CART.id])
    assert home(chronicle, SECOND) not in {home(chronicle, FIRST), chronicle.events_of([CART.id]).get(CART.id)}


def test_a_later_word_stands_above_an_earlier_and_both_are_listed(chronicle: Chronicle) -> None:
    one = home(chronicle, FIRST)
    chronicle.split(one, reports=[LEDGER.id], who="Ada")
    chronicle.same(home(chronicle, FIRST), home(chronicle, SECOND), who="Ben")
    assert home(chronicle, FIRST) == home(chronicle, SECOND) == one
    chronicle.right(one, who="Ada")
    chronicle.wrong(one, who="Ben")
    chronicle.edit(one, "killed", "8", who="Ada")
    chronicle.edit(one, "killed", "9", who="Ben")
    event = chronicle.event(one)
    assert (event.checked, event.counts["killed"].low) == ("wrong", 9)
    assert states(chronicle) == ["overruled", "in force"] * 3
    chronicle.undo()
    assert (chronicle.event(one).counts["killed"].low, states(chronicle)[4]) == (8, "in force")


def test_in_a_ring_the_parted_stay_parted(chronicle: Chronicle, new: New) -> None:
    chronicle.split(home(chronicle, FIRST), reports=[LEDGER.id])
    lines = [as_json(record) for record in chronicle.decision_records()]
    for number, (a, b) in enumerate(((FIRST, OTHER), (OTHER, SECOND))):
        lines.append(as_json({
            "id": f"d{number}", "verb": "same", "subject": "x", "objects": ["y"], "sides": [[a.id], [b.id]],
            "head": None, "row": {}, "who": "", "at": f"2030-01-0{number + 1}", "note": "",
        }))  # fmt: skip
    with Chronicle.open(filled(new(), (2, 0, 1))) as ring:
        ring.import_decisions(lines)
        assert home(ring, FIRST) != home(ring, SECOND) == home(ring, OTHER)
        assert states(ring) == ["in force", "overruled", "in force"]


def test_checks_and_values_show_in_records_and_filters(chronicle: Chronicle) -> None:
    one, other = home(chronicle, FIRST), home(chronicle, OTHER)
    chronicle.wrong(other, who="Ada")
    chronicle.right(one, who="Ada")
    chronicle.edit(one, "place", "Nairobi, Kenya", who="Ada")
    chronicle.edit(one, "when", "2020-05-04/2020-05-05", who="Ada")
    chronicle.edit(one, "actors", "unknown", who="Ada")
    found = next(record for record in chronicle.records("event") if record["id"] == one)
    assert (found["checked"], found["place"]["name"], found["actors"]) == ("right", "Nairobi", [])
    assert (found["when"]["edtf"], found["when"]["how"]) == ("2020-05-04/2020-05-05", "decided")
    shown = {name: [value["rule"] for value in values if value["shown"]] for name, values in found["fields"].items()}
    assert shown["place"] == shown["when"] == shown["actors"] == ["decided by Ada"]
    assert [value["label"] for value in found["fields"]["place"]] == ["Nairobi", "Mogadishu"]
    for words, wanted in (
        (("wrong",), {other}),
        (("right",), {one}),
        (("right", "unchecked"), {one}),
        ((), {one, other}),
    ):
        assert {event.id for event in chronicle.events(EventFilter(checked=words))} == wanted
    assert [d["verb"] for d in chronicle.decisions_about(chronicle.event(other).claims)] == ["wrong"]


def test_a_value_follows_the_event_through_a_merge(chronicle: Chronicle) -> None:
    one, other = home(chronicle, FIRST), home(chronicle, OTHER)
    chronicle.edit(other, "mode", "suicide-attack", who="Ada")
    chronicle.same(one, other)
    assert chronicle.event(one).mode == "suicide-attack"
    chronicle.undo()
    assert (chronicle.event(one).mode, chronicle.event(other).mode) == ("explosives", "suicide-attack")


@pytest.mark.parametrize(("order", "first"), [((0, 1, 2), False), ((2, 1, 0), True)])
def test_decisions_taken_along_make_the_same_events(
    chronicle: Chronicle, new: New, order: tuple[int, ...], first: bool
) -> None:
    one = home(chronicle, FIRST)
    chronicle.split(one, reports=[LEDGER.id], who="Ada\x1b[31m", note="two blasts")
    chronicle.same(home(chronicle, FIRST), home(chronicle, OTHER))
    chronicle.wrong(home(chronicle, SECOND))
    chronicle.edit(home(chronicle, FIRST), "killed", "30-47")
    chronicle.edit(home(chronicle, FIRST), "place", "unknown")
    chronicle.undo()
    lines = [as_json(record) for record in chronicle.decision_records()]
    with Chronicle.open(new()) as other:
        if first:
            assert len(other.import_decisions(lines)) == len(lines)
            assert states(other) == ["not here"] * 4 + ["undone", ""]
        for at in order:
            other.add(*REPORTS[at])
            other.remake_events()
        if not first:
            assert len(other.import_decisions(lines)) == len(lines)
        assert events(other) == events(chronicle)
        assert states(other) == states(chronicle)
        assert other.import_decisions(lines) == []


def test_what_is_decided_of_claims_that_are_not_here_does_nothing(chronicle: Chronicle, new: New) -> None:
    chronicle.different(home(chronicle, FIRST), home(chronicle, OTHER))
    chronicle.wrong(home(chronicle, OTHER))
    lines = [as_json(record) for record in chronicle.decision_records()]
    with Chronicle.open(new()) as other:
        other.add(COURIER, [SECOND, CART])
        other.remake_events()
        before = events(other)
        other.import_decisions(lines)
        assert states(other) == ["not here", "not here"]
        assert events(other) == before


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda c, one, other: c.same(one, one), "both are"),
        (lambda c, one, other: c.same(one, "nothing"), "no event"),
        (lambda c, one, other: c.different(one, one), "split"),
        (lambda c, one, other: c.split(one), "nothing is parted"),
        (lambda c, one, other: c.split(one, reports=[LEDGER.id, COURIER.id]), "nothing would be left"),
        (lambda c, one, other: c.split(one, reports=[HERALD.id]), "not in event"),
        (lambda c, one, other: c.split(one, claims=[OTHER.id]), "not in event"),
        (lambda c, one, other: c.right("\x1b[31m"), "no event"),
        (lambda c, one, other: c.edit(one, "colour", "red"), "no field"),
        (lambda c, one, other: c.edit(one, "when", "yesterday"), "not a date"),
        (lambda c, one, other: c.edit(one, "when", "2020-05-07/2020-05-01"), "ends before"),
        (lambda c, one, other: c.edit(one, "place", "Xyzzyqwk"), "no place"),
        (lambda c, one, other: c.edit(one, "type", "DANCE"), "no type"),
        (lambda c, one, other: c.edit(one, "mode", "strike"), "no mode"),
        (lambda c, one, other: c.edit(one, "status", "maybe"), "no status"),
        (lambda c, one, other: c.edit(one, "killed", "many"), "not a number"),
        (lambda c, one, other: c.edit(one, "actors", "nobody-at-all"), "no actor"),
        (lambda c, one, other: c.why("nothing"), "no event, report or claim"),
        (lambda c, one, other: c.why(HERALD.id), "is no event"),
    ],
)
def test_what_cannot_be_is_refused(chronicle: Chronicle, call: object, words: str) -> None:
    before = events(chronicle)
    with pytest.raises(UsageError, match=words):
        call(chronicle, home(chronicle, FIRST), home(chronicle, OTHER))  # type: ignore[operator]
    assert not chronicle.decisions()
    assert events(chronicle) == before


def test_events_of_two_types_are_one_when_one_is_corrected(chronicle: Chronicle) -> None:
    extra = samples.report("Wire", "A seizure", "Al-Shabaab seized a cart.")
    seized = samples.claim(extra, "Al-Shabaab seized a cart", "seized", "COERCE", "seize", [samples.SHABAAB])
    chronicle.add(extra, [seized])
    chronicle.remake_events()
    one, other = home(chronicle, FIRST), home(chronicle, seized)
    with pytest.raises(UsageError, match="correct it first"):
        chronicle.same(one, other)
    chronicle.edit(other, "type", "ASSAULT", who="Ada")
    chronicle.same(one, other)
    joined = chronicle.event(one)
    assert seized.id in joined.claims
    assert joined.type == "ASSAULT"


def test_what_is_asked_for_goes_with_its_claim(new: New) -> None:
    said = samples.report("Wire", "Call", "The United Nations urged Ethiopia to withdraw its troops. It urged a truce.")
    asks = samples.claim(said, "The United Nations urged Ethiopia", "urged", "REQUEST", "yield", [samples.UN],
                         [samples.ETHIOPIA])  # fmt: skip
    inner = samples.claim(said, "withdraw its troops", "withdraw", "RETREAT", "withdraw", [samples.ETHIOPIA],
                          status=Status.CALLED_FOR)  # fmt: skip
    inner = replace(inner, within=asks.id)
    more = samples.claim(said, "It urged a truce", "urged", "REQUEST", "yield", [samples.UN], [samples.ETHIOPIA])
    with Chronicle.open(new()) as chronicle:
        chronicle.add(said, [asks, inner, more])
        chronicle.remake_events()
        one = home(chronicle, asks)
        if home(chronicle, more) != one:
            chronicle.same(one, home(chronicle, more))
        with pytest.raises(UsageError, match="part that claim"):
            chronicle.split(home(chronicle, asks), claims=[inner.id])
        chronicle.split(home(chronicle, asks), claims=[asks.id])
        assert home(chronicle, inner) == home(chronicle, asks) != home(chronicle, more)
        assert all(inner.id not in side for one in chronicle.decisions() for side in one.sides)
        (note,) = chronicle.why(inner.id, more.id)["notes"]
        assert asks.id in note


def test_an_id_that_went_twice_leads_on_and_back(chronicle: Chronicle) -> None:
    one, other = home(chronicle, FIRST), home(chronicle, OTHER)
    chronicle.split(one, reports=[LEDGER.id])
    parts = sorted({home(chronicle, FIRST), home(chronicle, SECOND)})
    chronicle.same(parts[0], parts[1])
    chronicle.same(one, other)
    final = home(chronicle, OTHER)
    assert {chronicle.event(id).id for id in (*parts, other)} == {final}
    chronicle.undo()
    assert {chronicle.event(id).id for id in parts} == {one}
    assert chronicle.event(other).id == other


GOOD = {"id": "d1", "verb": "edit", "subject": "e1", "objects": [], "sides": [[FIRST.id]], "head": None, "who": "Ada",
        "at": "2030-01-01T00:00:00Z", "note": ""}  # fmt: skip
NOUNS = {
    "when": '{"edtf":"2020-05","earliest":"2020-05-01","latest":"2020-05-31","how":"decided"}', "mode": '"drone"',
    "place": "null", "type": '"ASSAULT"', "status": '"denied"', "killed": '{"low":1,"high":null,"text":"1+"}',
    "actors": '[{"id":"a","name":"A","kind":"person"}]', "recipients": "[]",
}  # fmt: skip
JSON = st.recursive(st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3), lambda inner: st.lists(
    inner, max_size=2) | st.dictionaries(st.sampled_from(["edtf", "how", "id", "name", "kind", "low", "text", "span"]),
                                         inner, max_size=3), max_leaves=5)  # fmt: skip
FIELDS = st.sampled_from([*NOUNS, "colour", ""])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chronicle]:
    with Chronicle.open(filled(str(tmp_path_factory.mktemp("shared") / "c.db"))) as opened:
        yield opened


@settings(max_examples=tried(60), deadline=None)
@given(
    st.sampled_from([*NOUNS, "colour", ""]), st.sampled_from(sorted(NOUNS.values())) | JSON.map(json.dumps) | st.text()
)
def test_no_imported_value_breaks_a_chronicle(shared: Chronicle, field: str, noun: str) -> None:
    number = len(shared.decisions())
    row = {"field": field, "noun": noun, "value": "v", "label": "l"}
    try:
        shared.import_decisions([as_json({**GOOD, "id": f"d{number}", "row": row})])
    except WhimbrelError:
        assert len(shared.decisions()) == number
        return
    assert field in NOUNS
    assert len(events(shared)) == 2


@pytest.mark.parametrize("field", sorted(NOUNS))
def test_a_sound_value_is_imported(chronicle: Chronicle, field: str) -> None:
    row = {"field": field, "noun": NOUNS[field], "value": "v", "label": "l"}
    assert chronicle.import_decisions([as_json({**GOOD, "row": row})])
    held = chronicle.event(home(chronicle, FIRST)).fields.get(field, ())
    assert [value.value for value in held if value.shown] == ["v"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"sides": []}, {"sides": [[]]}, {"sides": [["a"], ["b"]]}, {"sides": "ab"}, {"sides": [[1]]}, {"row": {}},
        {"verb": "same"}, {"verb": "same", "row": {}, "sides": [["a"], ["a"]]}, {"verb": "right"}, {"verb": "merge"},
        {"head": {"id": "a", "name": "A", "kind": "person"}}, {"subject": ""}, {"who": 5},
    ],
)  # fmt: skip
def test_a_broken_import_is_refused_whole(chronicle: Chronicle, wrong: dict[str, object]) -> None:
    good = {**GOOD, "row": {"field": "mode", "noun": '"drone"', "value": "drone", "label": "drone"}}
    with pytest.raises(UsageError, match="nothing was imported"):
        chronicle.import_decisions([as_json(good), as_json({**good, "id": "d2", **wrong})])
    assert not chronicle.decisions()
