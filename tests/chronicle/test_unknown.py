from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from stores import New

from whimbrel.almanac import Almanac
from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.unknown import Company, Stranger, clusters, compare
from whimbrel.errors import UsageError
from whimbrel.looking import like, likely
from whimbrel.model import ActorKind, Participant

TEMA = Company("own-guild", "Tema Guild", 1, 1.0)
LOMA = Company("loma-council", "Loma Council", 1, 1.0)


def person(name: str, *, title: str = "", country: str = "", sector: str = "", reports: str = "", company=()):
    id = f"local:person:{name.lower().replace(' ', '-')}"
    return Stranger(
        id, name, ActorKind.PERSON, frozenset(filter(None, [country])), frozenset(filter(None, [sector])),
        ((name, 1),), ((title, 1),) if title else (), 1, frozenset(reports or id), tuple(company),
    )  # fmt: skip


def members(*strangers: Stranger) -> set[frozenset[str]]:
    return {frozenset(cluster.members) for cluster in clusters(strangers)}


def together(*strangers: Stranger) -> bool:
    return members(*strangers) == {frozenset(one.id for one in strangers)}


def test_spellings_of_one_name_come_together_with_a_score_in_parts() -> None:
    one, other = person("Yusuf Qaramanli", country="LBY"), person("Youssef Karamanli", country="LBY")
    (cluster,) = clusters([one, other])
    assert set(cluster.members) == {one.id, other.id}
    assert cluster.reports == len(one.reports | other.reports)
    assert cluster.joints[0].score.parts["name"] >= 0.8
    assert cluster.joints[0].score.parts["country"] > 0
    assert dict(cluster.spellings) == {"Yusuf Qaramanli": 1, "Youssef Karamanli": 1}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"country": "LBY"}, {"country": "TUN"}),
        ({"title": "General"}, {"title": "Bishop"}),
        ({"sector": "REB"}, {"sector": "GOV"}),
    ],
)
def test_look_alikes_that_contradict_stay_apart_and_tell_why(ours: dict[str, str], theirs: dict[str, str]) -> None:
    found = clusters([person("Yusuf Qaramanli", **ours), person("Youssef Karamanli", **theirs)])
    assert [len(cluster.members) for cluster in found] == [1, 1]
    assert all("differ" in c.apart[0][1] or "contradict" in c.apart[0][1] for c in found)


def test_no_third_spelling_joins_two_that_contradict() -> None:
    here, there = person("Yusuf Qaramanli", country="LBY"), person("Youssef Karamanli", country="TUN")
    between = person("Yousef Karamanli")
    assert max(len(found) for found in members(here, there, between)) == 2


def test_a_surname_joins_only_in_its_bearers_company() -> None:
    whole = person("Odo Marek", reports="ab", company=[TEMA])
    assert together(whole, person("Marek", reports="b", company=[TEMA]))
    assert not together(whole, person("Marek", reports="c", company=[LOMA]))


def test_a_surname_of_two_bearers_joins_neither() -> None:
    father, son = person("Odo Marek", reports="ab", company=[TEMA]), person("Luka Marek", reports="ab", company=[TEMA])
    found = clusters([father, son, person("Marek", reports="b", company=[TEMA])])
    assert all(len(cluster.members) == 1 for cluster in found)
    reasons = [why for cluster in found if cluster.name == "Marek" for _, why in cluster.apart]
    assert reasons
    assert all("may as well be" in why for why in reasons)


def test_two_of_a_single_name_are_not_one_for_that() -> None:
    assert not together(person("Ahmed", reports="a"), person("Ahmad", reports="b"))


def test_a_part_of_a_bodys_name_joins_nothing() -> None:
    council = replace(person("Loma Fishing Council", reports="ab", company=[TEMA]), kind=ActorKind.NGO)
    part = replace(person("Council", reports="b", company=[TEMA]), kind=ActorKind.NGO)
    assert not together(council, part)


def test_a_person_and_a_body_of_one_name_are_two() -> None:
    assert not together(person("Odo Marek"), replace(person("Odo  Marek"), id="local:group:m", kind=ActorKind.NGO))


def test_the_order_of_reading_makes_no_difference() -> None:
    strangers = [
        person("Odo Marek", reports="ab", company=[TEMA]), person("Odon Marec", country="KEN"),
        person("Marek", reports="b", company=[TEMA]), person("Odo Mareck", country="TZA"),
    ]  # fmt: skip
    wanted = clusters(strangers)
    assert all(clusters(order) == wanted for order in permutations(strangers))


names = st.text(min_size=1, max_size=40)


@given(names, names)
def test_any_two_names_are_compared_alike_from_both_sides(a: str, b: str) -> None:
    one, other = person(a), replace(person(b), id="local:person:the other")  # no name gives it
    assert compare(one, other) == compare(other, one)
    assert sum(len(cluster.members) for cluster in clusters([one, other])) == 2


def test_private_persons_are_in_no_cluster_and_nobodys_company(new: New) -> None:
    with Chronicle.open(new()) as chronicle:
        victim = samples.BYSTANDER
        speaker = Participant("local:person:odo-marek", "Odo Marek", ActorKind.PERSON, text="Odo Marek")
        told = samples.claim(samples.POST, "Amina Warsame, a tea seller, was among the wounded", "wounded", "ASSAULT",
                             actors=[speaker], recipients=[victim])  # fmt: skip
        chronicle.add(samples.POST, [*samples.claims_of(samples.POST), told])
        (cluster,) = chronicle.unknown_actors()
        assert cluster.members == (speaker.id,)
        assert {one.id for one in cluster.company} == {samples.SHABAAB.id}


@pytest.fixture(scope="module")
def almanac() -> Almanac:
    return Almanac.load()


def test_likely_actors_are_told_with_their_scores(almanac: Almanac) -> None:
    (cluster,) = clusters([person("Emanuel Makron", country="FRA")])
    best = likely(cluster, almanac)[0]
    assert (best.id, best.known) == ("emmanuel-macron", True)
    assert best.score.parts
    (town,) = clusters([person("Nairobi")])
    assert likely(town, almanac)[0].id == "KEN.government"


def test_names_are_looked_up_in_any_script(almanac: Almanac, new: New) -> None:
    with Chronicle.open(new()) as chronicle:
        samples.fill(chronicle)
        entries = list(chronicle.actors())
    for name in ("Hasan Shaykh Mohamud", "حسن شيخ محمود"):
        found = like(name, entries, almanac)
        assert {"person:hassan-sheikh-mohamud"} & {one.id for one in found}, name
    assert [one.score.value for one in found] == sorted((one.score.value for one in found), reverse=True)


@pytest.mark.parametrize("name", ["", "   ", "%_", "\x1b[31;1m"[:3], "x" * 301])
def test_what_is_no_name_is_refused(name: str, almanac: Almanac) -> None:
    with pytest.raises(UsageError, match="no name"):
        like(name, [], almanac)
