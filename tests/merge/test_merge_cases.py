"""What becomes one event and what stays apart."""

from __future__ import annotations

from typing import Any

import pytest
from merge_cases import (
    ARMY,
    BEIRUT,
    LEBANON,
    LINA,
    NOUR,
    OMAR,
    PEOPLE,
    REBELS,
    SOUTH,
    TYRE,
    almanac,
    at_least,
    claim,
    events,
    exactly,
    grouped,
    on,
    one_of,
    report,
    weekday,
)  # fmt: skip

from whimbrel.coder.links import participant
from whimbrel.model import ActorKind, Claim, Participant, PassageKind, Status

DAY, NEXT, WEEK_AFTER = "2021-05-10", "2021-05-11", "2021-05-17"
TALKS = {"type": "CONSULT", "actors": [LINA, OMAR], "places": [BEIRUT]}
STRIKE = {"actors": [ARMY], "recipients": [PEOPLE], "places": [TYRE], "when": on(DAY)}


def fact(a: Claim, b: Claim, published: tuple[str | None, str | None] = (DAY, DAY)) -> bool:
    """Whether two claims of two reports become one event."""
    found = events([a, b], [report("r1", published[0]), report("r2", published[1])])
    assert sum(len(event.claims) for event in found) == 2
    return len(found) == 1


@pytest.mark.parametrize(
    ("why", "one", "other", "published"),
    [
        ("same day, place and company", {**TALKS, "when": on(DAY)}, {**TALKS, "when": on(DAY)}, (DAY, DAY)),
        ("told a day later", {**TALKS, "when": on(DAY)}, {**TALKS, "when": on(DAY)}, (DAY, NEXT)),
        ("a town in its province", STRIKE, {**STRIKE, "places": [SOUTH]}, (DAY, DAY)),
        ("one does not say who", STRIKE, {**STRIKE, "actors": []}, (DAY, DAY)),
        ("no time stated, same day of publication", {**STRIKE, "when": None}, STRIKE, (DAY, DAY)),
        ("tolls that differ", {**STRIKE, "counts": {"killed": exactly(4)}},
         {**STRIKE, "counts": {"killed": exactly(6)}}, (DAY, NEXT)),
        ("told, and alleged", STRIKE, {**STRIKE, "status": Status.ALLEGED}, (DAY, DAY)),
        ("told, and denied", STRIKE, {**STRIKE, "status": Status.DENIED}, (DAY, DAY)),
    ],
)  # fmt: skip
def test_one_event(why: str, one: dict, other: dict, published: tuple[str, str]) -> None:
    assert fact(claim("a", "r1", **one), claim("b", "r2", **other), published), why


@pytest.mark.parametrize(
    ("why", "one", "other", "published"),
    [
        ("the same leaders a week later",
         {**TALKS, "when": on(DAY)}, {**TALKS, "when": on(WEEK_AFTER)}, (DAY, WEEK_AFTER)),
        ("the next day", {**TALKS, "when": on(DAY)}, {**TALKS, "when": on(NEXT)}, (DAY, NEXT)),
        ("undated, other weekdays",
         {**TALKS, "when": weekday("Friday")}, {**TALKS, "when": weekday("Saturday")}, (None, None)),
        ("undated, the same weekday of no known week",
         {**TALKS, "when": weekday("Friday")}, {**TALKS, "when": weekday("Friday")}, (None, None)),
        ("one undated", {**TALKS, "when": weekday("Monday")}, {**TALKS, "when": on(DAY)}, (None, DAY)),
        ("neither report has a date", TALKS, TALKS, (None, None)),
        ("other company", {**TALKS, "when": on(DAY)}, {**TALKS, "actors": [LINA, NOUR], "when": on(DAY)}, (DAY, DAY)),
        ("another town", STRIKE, {**STRIKE, "places": [BEIRUT]}, (DAY, DAY)),
        ("another attacker", STRIKE, {**STRIKE, "actors": [REBELS]}, (DAY, DAY)),
        ("another deed", STRIKE, {**STRIKE, "type": "COERCE"}, (DAY, DAY)),
        ("planned, and happened",
         {**TALKS, "when": on(DAY)}, {**TALKS, "when": on(DAY), "status": Status.PLANNED}, (DAY, DAY)),
        ("other victims by name", {**STRIKE, "recipients": [OMAR]}, {**STRIKE, "recipients": [NOUR]}, (DAY, DAY)),
        ("tolls of another size", {**STRIKE, "counts": {"killed": exactly(3)}},
         {**STRIKE, "counts": {"killed": exactly(60)}}, (DAY, DAY)),
        ("a war's toll is no attack's", {**STRIKE, "when": None, "counts": {"killed": at_least(200_000)}},
         {**STRIKE, "when": None}, (DAY, DAY)),
        ("history recalled", STRIKE, {**STRIKE, "when": None, "status": Status.HISTORICAL}, (DAY, DAY)),
        ("only the country is known", {"places": [LEBANON]}, {"places": [LEBANON]}, (DAY, DAY)),
    ],
)  # fmt: skip
def test_apart(why: str, one: dict, other: dict, published: tuple[str | None, str | None]) -> None:
    assert not fact(claim("a", "r1", **one), claim("b", "r2", **other), published), why


KDP = Participant("kdp", "Kurdistan Democratic Party", ActorKind.PARTY, "IRQ")
PUK = Participant("puk", "Patriotic Union of Kurdistan", ActorKind.PARTY, "IRQ")
BARZANI = Participant("masoud-barzani", "Masoud Barzani", ActorKind.PERSON, "IRQ")
TALABANI = Participant("jalal-talabani", "Jalal Talabani", ActorKind.PERSON, "IRQ")


@pytest.mark.parametrize(
    ("company", "same"),
    [([BARZANI, TALABANI], True), ([BARZANI], True), ([KDP], True), ([BARZANI, LINA], False), ([LINA, OMAR], False)],
)
def test_two_movements_met_and_so_did_their_leaders_but_not_one_of_them_and_a_guest(
    company: list[Participant], same: bool
) -> None:
    told = {"type": "CONSULT", "places": [BEIRUT], "when": on(DAY)}
    a, b = claim("a", "r1", **told, actors=[KDP, PUK]), claim("b", "r2", **told, actors=company)
    assert fact(a, b) is same


def test_one_report_tells_in_pieces() -> None:
    told = [
        claim("head", "r1", places=[TYRE], passage=PassageKind.HEADLINE, counts={"killed": exactly(4)}, at=0),
        claim(
            "lead", "r1", actors=[ARMY], when=on(DAY), passage=PassageKind.LEAD, counts={"killed": exactly(4)}, at=50
        ),
        claim("toll", "r1", recipients=[PEOPLE], counts={"killed": exactly(4), "wounded": at_least(9)}, at=200),
        claim("back", "r1", back=True, at=300),
        claim("town", "r1", back=True, places=[TYRE], at=400),
    ]
    (event,) = events(told, [report("r1", DAY)])
    assert (event.actors, event.place, event.when) == ((ARMY,), TYRE, on(DAY))
    assert {"killed": exactly(4), "wounded": at_least(9)} == dict(event.counts)


def test_a_list_of_towns_is_a_list_of_attacks() -> None:
    told = [
        claim("tyre", "r1", actors=[ARMY], places=[TYRE], when=on(DAY), text="shells fell on Tyre and Beirut"),
        claim("beirut", "r1", actors=[ARMY], places=[BEIRUT], when=on(DAY), text="shells fell on Tyre and Beirut"),
        claim("back", "r1", back=True, at=300),
    ]
    assert len(events(told, [report("r1", DAY)])) == 2


def test_what_points_back_binds_no_strangers() -> None:
    """ "The attack" after two attacks goes with one of them and does not pull them together."""
    told = [
        claim("first", "r1", actors=[ARMY], places=[TYRE], at=0),
        claim("second", "r1", actors=[REBELS], places=[BEIRUT], at=100),
        claim("it", "r1", back=True, at=150),
    ]
    assert grouped(events(told, [report("r1", DAY)])) == {frozenset({"first"}), frozenset({"second", "it"})}


def test_calls_of_a_name_and_of_a_described_body_are_two() -> None:
    """ "The call" after a committee's and a speaker's calls goes with one of them and does not pull them together."""
    committee = Participant("group:committee", "committee", ActorKind.GROUP)
    told = [
        claim("first", "r1", "REQUEST", mode="change", actors=[committee], recipients=[REBELS], at=0),
        claim("it", "r1", "REQUEST", mode="change", back=True, at=50),
        claim("second", "r1", "REQUEST", mode="change", actors=[OMAR], recipients=[REBELS], at=100),
    ]
    assert grouped(events(told, [report("r1", DAY)])) == {frozenset({"first", "it"}), frozenset({"second"})}


def test_what_points_back_to_nothing_and_names_nobody_makes_no_event() -> None:
    told = [claim("talks", "r1", **TALKS), claim("it", "r1", back=True, at=90)]
    assert grouped(events(told, [report("r1", DAY)])) == {frozenset({"talks"})}


def test_what_points_back_to_nothing_and_names_somebody_stands_alone() -> None:
    told = [claim("talks", "r1", **TALKS), claim("it", "r1", back=True, at=90, actors=[REBELS])]
    assert grouped(events(told, [report("r1", DAY)])) == {frozenset({"talks"}), frozenset({"it"})}


def test_what_names_its_victims_is_not_taken_up_from_strangers_told_later() -> None:
    """ "The beheading of a reporter" is no shelling that the report tells of afterwards; "the attack" may be."""
    shelling = claim("shelling", "r1", actors=[ARMY], places=[TYRE], at=200)
    beheading = claim("beheading", "r1", back=True, recipients=[OMAR], at=50)
    assert grouped(events([shelling, beheading], [report("r1", DAY)])) == {
        frozenset({"shelling"}), frozenset({"beheading"}),
    }  # fmt: skip
    attack = claim("attack", "r1", back=True, at=50)
    assert grouped(events([shelling, attack], [report("r1", DAY)])) == {frozenset({"shelling", "attack"})}


def test_contents_go_with_the_request() -> None:
    told = [
        claim("call", "r1", "REQUEST", actors=[OMAR], when=on(DAY)),
        claim("deed", "r1", "ASSAULT", actors=[PEOPLE], status=Status.CALLED_FOR, within="call"),
        claim("orphan", "r1", "ASSAULT", actors=[REBELS], status=Status.CALLED_FOR, within="nowhere"),
    ]
    found = events(told, [report("r1", DAY)])
    assert grouped(found) == {frozenset({"call", "deed"})}  # what nobody is told to have called for is a claim only
    assert {event.type for event in found if "call" in event.claims} == {"REQUEST"}


def test_what_is_only_possible_makes_no_event() -> None:
    told = [claim("might", "r1", actors=[ARMY], places=[TYRE], status=Status.HYPOTHETICAL)]
    assert grouped(events(told, [report("r1", DAY)])) == set()


def test_a_doubtful_reading_makes_no_event_but_joins_a_sure_one() -> None:
    strike: dict[str, Any] = {"actors": [ARMY], "places": [TYRE], "when": on(DAY)}
    doubtful = claim("doubtful", "r1", **strike, sure=0.2)
    assert grouped(events([doubtful], [report("r1", DAY)])) == set()
    told = [doubtful, claim("sure", "r2", **strike)]
    assert grouped(events(told, [report("r1", DAY), report("r2", DAY)])) == {frozenset({"doubtful", "sure"})}


def test_a_wrong_link_does_not_chain() -> None:
    """A vague telling between two attacks in different towns joins one of them at most."""
    told = [
        claim("tyre", "r1", actors=[ARMY], places=[TYRE], when=on(DAY), recipients=[PEOPLE]),
        claim("vague", "r2", actors=[ARMY], places=[SOUTH], when=on(DAY), recipients=[PEOPLE]),
        claim("beirut", "r3", actors=[ARMY], places=[BEIRUT], when=on(DAY), recipients=[PEOPLE]),
    ]
    found = grouped(events(told, [report(f"r{i}", DAY) for i in (1, 2, 3)]))
    assert not any({"tyre", "beirut"} <= group for group in found)


def test_a_year_in_review_does_not_join_its_events() -> None:
    towns = [(TYRE, "2021-01-04"), (BEIRUT, "2021-03-08"), (TYRE, "2021-06-20"), (BEIRUT, "2021-09-01")]
    fresh = [claim(f"f{i}", f"r{i}", actors=[ARMY], places=[p], when=on(d)) for i, (p, d) in enumerate(towns)]
    review = [
        claim(f"y{i}", "year", actors=[ARMY], places=[p], when=on(d), at=100 * i) for i, (p, d) in enumerate(towns)
    ]
    reports = [report(f"r{i}", d) for i, (_, d) in enumerate(towns)] + [report("year", "2021-12-31")]
    assert grouped(events(fresh + review, reports)) == {frozenset({f"f{i}", f"y{i}"}) for i in range(4)}


def test_contents_of_contents_go_with_the_outermost_act() -> None:
    told = [
        claim("call", "r1", "REQUEST", actors=[OMAR], when=on(DAY)),
        claim("threat", "r1", "THREATEN", actors=[REBELS], status=Status.CALLED_FOR, within="call"),
        claim("deed", "r1", "ASSAULT", actors=[PEOPLE], status=Status.THREATENED, within="threat"),
    ]
    assert grouped(events(told, [report("r1", DAY)])) == {frozenset({"call", "threat", "deed"})}


WORDS = "Haddad, Said discuss prisoners, quarry tax at Beirut guesthouse"
MONDAYS = one_of("Monday", "2021-05-03", DAY, WEEK_AFTER)


@pytest.mark.parametrize(
    ("undated", "same"),
    [
        ({**TALKS, "when": MONDAYS}, True),
        ({**TALKS, "when": one_of("Monday", "2021-05-03", WEEK_AFTER)}, False),
        ({**TALKS, "when": MONDAYS, "actors": [LINA]}, False),
        ({**TALKS, "when": MONDAYS, "places": []}, False),
        ({**TALKS, "when": weekday("Monday")}, False),
    ],
)
def test_a_few_listed_days_meet_one_of_them_where_two_persons_and_the_town_agree(
    undated: dict[str, Any], same: bool
) -> None:
    assert fact(claim("a", "r1", **undated, text=WORDS), claim("b", "r2", **TALKS, when=on(DAY), text=WORDS)) is same


def test_a_few_listed_days_that_fit_two_happenings_stay_open() -> None:
    told = [
        claim("first", "r1", **TALKS, when=on(DAY), text=WORDS),
        claim("later", "r2", **TALKS, when=on(WEEK_AFTER), text=WORDS),
        claim("undated", "r3", **TALKS, when=MONDAYS, text=WORDS),
    ]
    reports = [report("r1", DAY), report("r2", WEEK_AFTER), report("r3")]
    assert grouped(events(told, reports)) == {frozenset({"first"}), frozenset({"later"}), frozenset({"undated"})}


def test_a_weekday_of_no_known_week_is_near_no_day_of_publication() -> None:
    undated = claim("a", "r1", **TALKS, when=weekday("Monday"), text=WORDS)
    assert not fact(undated, claim("b", "r2", **TALKS, text=WORDS), (None, DAY))


def test_people_who_are_only_described_are_those_of_the_headline() -> None:
    """ "Lebanese leaders meet", and then who they were; leaders of another country are others."""
    leaders = Participant("group:leader:LBN", "Lebanese leaders", ActorKind.GROUP, "LBN")
    head = {"places": [BEIRUT], "passage": PassageKind.HEADLINE}
    lead = claim("lead", "r1", "CONSULT", actors=[LINA], places=[BEIRUT], passage=PassageKind.LEAD, at=500)
    told = [claim("head", "r1", "CONSULT", actors=[leaders], **head), lead]
    assert grouped(events(told, [report("r1", DAY)])) == {frozenset({"head", "lead"})}
    others = Participant("group:leader:KEN", "Kenyan leaders", ActorKind.GROUP, "KEN")
    told = [claim("head", "r1", "CONSULT", actors=[others], **head), lead]
    assert grouped(events(told, [report("r1", DAY)])) == {frozenset({"head"}), frozenset({"lead"})}


def test_a_body_may_have_come_with_people_whom_the_other_side_names() -> None:
    leader, body = (almanac().actor(i) for i in ("brahim-ghali", "polisario"))
    assert leader and body
    ghali, front = participant(leader, leader.name, None), participant(body, body.name, None)
    meeting: dict[str, Any] = {"type": "CONSULT", "places": [TYRE], "when": on(DAY)}
    named = claim("b", "r2", actors=[ghali, LINA], **meeting)
    assert fact(claim("a", "r1", actors=[front, LINA, OMAR], **meeting), named)
    assert not fact(claim("a", "r1", actors=[LINA, OMAR], **meeting), named)


def test_guests_may_be_of_the_group_that_was_received() -> None:
    """ "Lina Haddad received a team of Palestinian officials. Omar Said was among the guests." """
    team = Participant("group:team:PSE", "team", ActorKind.GROUP, "PSE")
    lead: dict[str, Any] = {"places": [TYRE], "when": on(DAY), "passage": PassageKind.LEAD}
    guests = claim("guests", "r1", "CONSULT", actors=[OMAR, NOUR], back=True, at=80)
    told = [claim("lead", "r1", "CONSULT", actors=[team], recipients=[LINA], **lead), guests]
    assert grouped(events(told, [report("r1", DAY)])) == {frozenset({"lead", "guests"})}
    others = Participant("group:team:KEN", "team", ActorKind.GROUP, "KEN")
    told = [claim("lead", "r1", "CONSULT", actors=[others], recipients=[LINA], **lead), guests]
    assert grouped(events(told, [report("r1", DAY)])) == {frozenset({"lead"}), frozenset({"guests"})}


def test_words_alone_join_less_than_a_town_besides() -> None:
    """Undated tellings of two reports of one day, alike in words: neither doer nor place nor number makes them one."""
    one = "insurgents shelled a depot near the harbour quarter"
    other = "a depot burned while envoys spoke of prisoners and grain"
    first, second = {"text": one, "actors": [REBELS]}, {"text": other, "recipients": [PEOPLE]}
    assert fact(claim("a", "r1", places=[TYRE], **first), claim("b", "r2", places=[TYRE], **second))
    assert not fact(claim("a", "r1", **first), claim("b", "r2", **second))


def test_fights_told_side_by_side_are_two_unless_something_is_shared() -> None:
    siege = claim("siege", "r1", actors=[REBELS], at=0)
    hurt = claim("hurt", "r1", recipients=[PEOPLE], at=100)
    same = claim("same", "r1", actors=[REBELS], when=on(DAY), mode="aerial", at=200)
    raid = claim("raid", "r1", recipients=[PEOPLE], when=on(DAY), mode="aerial", at=300)
    back = claim("back", "r1", back=True, at=150)
    facts = [report("r1", DAY)]
    assert grouped(events([siege, hurt], facts)) == {frozenset({"siege"}), frozenset({"hurt"})}
    assert grouped(events([same, raid], facts)) == {frozenset({"same", "raid"})}
    assert grouped(events([siege, back], facts)) == {frozenset({"siege", "back"})}
