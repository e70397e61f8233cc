from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import samples
from stores import New, rows

from whimbrel.chronicle import Chronicle, EventFilter, OutletWord
from whimbrel.errors import ChronicleError, UsageError
from whimbrel.model import Candidate


@pytest.fixture
def chronicle(new: New) -> Iterator[Chronicle]:
    with Chronicle.open(new()) as opened:
        samples.fill(opened)
        yield opened


def test_what_goes_in_comes_out(chronicle: Chronicle) -> None:
    assert tuple(chronicle.reports()) == samples.REPORTS
    assert sorted(c.id for c in chronicle.claims()) == sorted(c.id for c in samples.CLAIMS)
    assert {c.id: c for c in chronicle.claims()} == {c.id: c for c in samples.CLAIMS}
    assert {e.id: e for e in chronicle.events()} == {e.id: e for e in samples.EVENTS}
    assert tuple(chronicle.problems()) == (samples.PROBLEM,)


def test_the_same_again_changes_nothing(chronicle: Chronicle) -> None:
    before = rows(chronicle)
    for report in samples.REPORTS:
        assert chronicle.has_report(report.id)
        assert chronicle.add(report, samples.claims_of(report)) is False
    assert chronicle.add_problem(samples.PROBLEM) is False
    assert chronicle.replace_events(reversed(samples.EVENTS)) == 0
    assert rows(chronicle) == before


def test_a_report_goes_in_whole_or_not_at_all(new: New) -> None:
    with Chronicle.open(new()) as empty:
        good, *_ = samples.claims_of(samples.WIRE)
        with pytest.raises(ChronicleError):
            empty.add(samples.WIRE, [good, good])
        assert empty.tally().reports == 0
        with pytest.raises(UsageError):
            empty.add(samples.POST, [good])
        assert empty.tally() == type(empty.tally())(0, 0, 0, 0)


def test_reports_stored_together_are_stored_as_one_by_one(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHIMBREL_NOW", "2024-05-06T07:08:09Z")  # when each was read is noted
    told = [(report, samples.claims_of(report)) for report in samples.REPORTS]
    with Chronicle.open(new()) as one_by_one, Chronicle.open(new()) as together:
        assert all(one_by_one.add(*one) for one in told)
        assert together.add_all([told[0]]) == [True]
        assert together.add_all([*told, told[-1]]) == [False, *(True for _ in told[1:]), False]
        assert rows(together) == rows(one_by_one)
        assert together.add_all([]) == []


def test_reports_go_in_together_or_not_at_all(new: New) -> None:
    with Chronicle.open(new()) as empty:
        good, *_ = samples.claims_of(samples.WIRE)
        for bad in ([good], [replace(good, report=samples.POST.id)] * 2):
            with pytest.raises((ChronicleError, UsageError)):
                empty.add_all([(samples.WIRE, [good]), (samples.POST, bad)])
            assert empty.tally() == type(empty.tally())(0, 0, 0, 0)


def test_events_are_listed_newest_first_and_undated_last(chronicle: Chronicle) -> None:
    days = [e.when.latest if e.when else None for e in chronicle.events()]
    known = [d for d in days if d]
    assert known == sorted(known, reverse=True)
    assert days[len(known) :] == [None] * (len(days) - len(known))


def found(chronicle: Chronicle, **wanted: object) -> set[str]:
    return {e.id for e in chronicle.events(EventFilter(**wanted))}  # type: ignore[arg-type]


def ids(*numbers: int) -> set[str]:
    return {samples.EVENTS[n].id for n in numbers}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"since": date(2022, 11, 1)}, (2, 3, 4)),
        ({"until": date(2022, 10, 29)}, (0, 1, 8)),  # the accusation is only known to be before the 30th
        ({"since": date(2022, 10, 30), "until": date(2022, 11, 2)}, (1, 2, 4)),
        ({"type": "consult"}, (3, 5, 8)),
        ({"type": "ASSAULT/explosives"}, (0,)),
        ({"status": "planned"}, (3,)),
        ({"sources_min": 2}, (0, 2)),
        ({"sources_min": 3}, (0,)),
        ({"conflicts": True}, (0,)),
        ({"actor": "group:al-shabaab"}, (0, 1)),
        ({"actor": "AL-SHABAAB TERR"}, (0, 1)),  # whoever is once called so
        ({"actor": "abiy"}, (5,)),
        ({"place": "mogadishu"}, (0, 5)),
        ({"place": "SOM"}, (0, 5)),
        ({"place": "geonames:53654"}, (0, 5)),
        ({"text": "Tear GAS"}, (6,)),
        ({"text": "100%"}, ()),
        ({"actor": "_"}, ()),
        ({"actor": "'; drop table events; --"}, ()),
    ],
)
def test_filters(chronicle: Chronicle, wanted: dict[str, object], expected: tuple[int, ...]) -> None:
    assert found(chronicle, **wanted) == ids(*expected)


def test_a_prefix_of_an_id_is_enough_when_it_is_unique(chronicle: Chronicle) -> None:
    event = samples.EVENTS[0]
    assert chronicle.event(event.id[:8]) == event
    assert chronicle.report(samples.WIRE.id[:8]) == samples.WIRE
    assert chronicle.claim(samples.GAS.id[:8]) == samples.GAS
    with pytest.raises(UsageError, match="more than one"):
        chronicle.actor("group:")
    for lookup in (chronicle.event, chronicle.report, chronicle.claim, chronicle.actor):
        with pytest.raises(UsageError, match="there is no"):
            lookup("zzz")


def test_an_exact_id_wins_over_longer_ones(new: New) -> None:
    with Chronicle.open(new()) as chronicle:
        for report in samples.REPORTS:
            chronicle.add(report, samples.claims_of(report))
        chronicle.replace_events([samples.event(samples.GAS, id="e1"), samples.event(samples.RIGHTS, id="e12")])
        assert chronicle.event("e1").claims == (samples.GAS.id,)


def test_merged_ids_lead_to_the_event_with_most_of_their_claims(chronicle: Chronicle) -> None:
    whole, first, second = samples.EVENTS[0], samples.event(*samples.BOMB[:2]), samples.event(samples.BOMB[2])
    others = samples.EVENTS[1:]
    assert chronicle.replace_events([first, second, *others]) == 3
    assert chronicle.event(whole.id) == first
    assert chronicle.event(whole.id[:8]) == first
    chronicle.replace_events([samples.event(*samples.BOMB, id="again"), *others])
    assert chronicle.event(whole.id).id == "again"
    assert chronicle.event(second.id).id == "again"
    chronicle.replace_events([whole, *others])  # an id that comes back is itself again
    assert chronicle.event(whole.id) == whole
    assert chronicle.event("again") == whole


def test_only_changed_events_are_written(chronicle: Chronicle) -> None:
    changed = replace(samples.EVENTS[1], mode="disapprove")
    assert chronicle.replace_events([samples.EVENTS[0], changed, *samples.EVENTS[2:]]) == 1
    assert chronicle.event(changed.id) == changed
    assert [c.id for c in chronicle.claims(event=changed.id)] == list(changed.claims)


def test_an_event_of_an_unknown_claim_leaves_all_as_it_was(chronicle: Chronicle) -> None:
    stray = replace(samples.EVENTS[0], id="stray", claims=("nothing",))
    with pytest.raises(ChronicleError):
        chronicle.replace_events([stray])
    assert {e.id for e in chronicle.events()} == ids(*range(len(samples.EVENTS)))


def test_claims_can_be_narrowed(chronicle: Chronicle) -> None:
    assert [c.id for c in chronicle.claims(report=samples.POST.id)] == [samples.BOMB[1].id]
    assert {c.id for c in chronicle.claims(event=samples.EVENTS[0].id)} == {c.id for c in samples.BOMB}
    assert [c.id for c in chronicle.claims(passage="caption")] == [samples.PHOTO.id]
    assert chronicle.events_of([samples.PHOTO.id, "none"]) == {samples.PHOTO.id: samples.EVENTS[5].id}


def test_light_claims_keep_what_merging_compares(chronicle: Chronicle) -> None:
    full = {c.id: c for c in chronicle.claims()}
    light = list(chronicle.claims(light=True))
    for claim in light:
        other = full[claim.id]
        for name in ("type", "mode", "status", "text", "span", "trigger", "report", "passage"):
            assert getattr(claim, name) == getattr(other, name)
        assert [(p.id, p.name, p.title, p.text) for p in claim.actors] == [
            (p.id, p.name, p.title, p.text) for p in other.actors
        ]
        assert claim.confidence.value == other.confidence.value
    towns = [c.places for c in light if c.places and c.places[0].name == "Mogadishu"]
    assert all(places is towns[0] for places in towns)


def test_actors_are_counted_with_spellings_and_titles(chronicle: Chronicle) -> None:
    entry = chronicle.actor("group:al-shabaab")
    assert (entry.name, entry.claims, entry.reports, entry.events) == ("al-Shabaab", 3, 2, 2)
    assert entry.spellings == (("al-Shabaab", 2), ("al-Shabaab terrorists", 1))
    assert chronicle.actor("person:abiy").titles == (("Prime Minister", 1),)
    listed = [a.id for a in chronicle.actors()]
    assert set(listed[:2]) <= {"group:al-shabaab", "gov:ETH", "group:tplf", "person:hassan-sheikh-mohamud"}
    assert [a.events for a in chronicle.actors()] == sorted((a.events for a in chronicle.actors()), reverse=True)


def test_the_words_of_each_outlet_are_kept_apart(chronicle: Chronicle) -> None:
    assert chronicle.actor("group:al-shabaab").words == (OutletWord(samples.POST.outlet, "terrorist", 1),)
    assert chronicle.actor("person:abiy").words == ()


def test_plain_words_are_counted_beside_loaded_ones_and_claims_only_once(new: New) -> None:
    called, shabaab = samples.called, samples.SHABAAB
    loaded = called(shabaab, "terrorists", title="fighters", word="terrorists")  # the title is our wording
    both = replace(samples.BOMB[1], actors=(loaded,), recipients=(called(shabaab, "them", word="Terrorist"),))
    plain = replace(samples.BOMB[0], actors=(called(shabaab, "Somali rebels"),))
    titled = replace(samples.BLAME, actors=(called(shabaab, "al-Shabaab", title="Fighters"),), recipients=())
    named = replace(samples.BOMB[2], actors=(called(shabaab, "Free Rebels"),))
    nowhere = replace(samples.CLAIMS[-2], actors=(loaded,), recipients=())
    with Chronicle.open(new()) as chronicle:
        chronicle.add(samples.POST, [both])
        chronicle.add(samples.WIRE, [plain, titled])
        chronicle.add(samples.RADIO, [named])
        chronicle.add(samples.STREET, [replace(nowhere, report=samples.STREET.id)])
        assert {(w.outlet, w.word, w.claims) for w in chronicle.actor(shabaab.id).words} == {
            (samples.POST.outlet, "terrorist", 1),
            (samples.WIRE.outlet, "rebel", 1),
            (samples.WIRE.outlet, "fighter", 1),
            (samples.STREET.file, "terrorist", 1),
        }


def test_a_private_person_who_only_suffered_gets_no_entry(chronicle: Chronicle) -> None:
    assert samples.BYSTANDER.id not in {a.id for a in chronicle.actors()}
    with pytest.raises(UsageError):
        chronicle.actor(samples.BYSTANDER.id)


def test_lone_surrogates_do_not_stop_the_run(new: New) -> None:
    with Chronicle.open(new()) as chronicle:
        odd = replace(samples.WIRE, file="caf\udce9.txt")
        assert chronicle.add(odd)
        assert chronicle.report(odd.id).file == "caf\ufffd.txt"


def test_reports_without_texts(chronicle: Chronicle) -> None:
    light = list(chronicle.reports(text=False))
    assert [r.id for r in light] == [r.id for r in samples.REPORTS]
    assert all(r.text == "" and r.passages == () for r in light)


def test_an_iterator_survives_writing_in_between(chronicle: Chronicle) -> None:
    seen = []
    for report in chronicle.reports(text=False):
        seen.append(report.id)
        chronicle.add_problem(replace(samples.PROBLEM, file=report.id))
    assert len(seen) == len(samples.REPORTS)


def test_a_claim_is_found_by_whoever_a_name_in_it_may_stand_for(new: New) -> None:
    """And not by the one that it was taken for."""
    told = samples.BOMB[0]
    either = (Candidate("a", "A One", 0.6, {"name": 0.9}), Candidate("b", "B Two", 0.55, {"name": 0.8}))
    unsure = replace(told.actors[0], id="unsure:a+b", candidates=either)
    likelier = replace(told.actors[0], id="a", candidates=either)
    first = replace(told, actors=(unsure,))
    second = replace(told, id=f"{told.id}x", actors=(likelier,))
    with Chronicle.open(new()) as chronicle:
        chronicle.add(next(r for r in samples.REPORTS if r.id == told.report), [first, second])
        assert [claim.id for claim in chronicle.claims(maybe="a")] == [first.id]
        assert [claim.id for claim in chronicle.claims(maybe="b")] == [first.id, second.id]
        assert [claim.id for claim in chronicle.claims(maybe="c")] == []
        assert [claim.actors for claim in chronicle.claims()] == [(unsure,), (likelier,)]
        assert [claim.actors[0].candidates for claim in chronicle.claims(light=True)] == [either, either]
