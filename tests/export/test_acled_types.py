"""Which of ACLED's types events are, and that the check of the tables finds what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
import samples

from whimbrel.export.codes import Action, action, actions, cameo_country, country, full_code, rows, sector
from whimbrel.export.formats import acled_types, validate
from whimbrel.export.formats.acled_types import kind_of, sub_event
from whimbrel.model import ActorKind, Event, Participant

SOLDIERS = Participant("group:soldiers", "soldiers", ActorKind.GROUP, "SOM", "MIL")
ABROAD = Participant("forces:ETH", "Ethiopian forces", ActorKind.FORCES, "ETH", "MIL")
VILLAGERS = Participant("group:villagers", "villagers", ActorKind.GROUP, "SOM", "CVL")
CROWD = Participant("group:crowd", "crowd", ActorKind.GROUP, "SOM", "OPP")
MINISTER = Participant("minister", "A minister", ActorKind.PERSON, "SOM", "GOV")
SOMALIA = Participant("SOM", "Somalia", ActorKind.STATE, "SOM", "GOV")
REBELS = samples.SHABAAB


def event(
    type: str, mode: str, actors: Iterable[Participant], recipients: Iterable[Participant], *contexts: str
) -> Event:
    return replace(
        samples.EVENTS[0], type=type, mode=mode, actors=tuple(actors), recipients=tuple(recipients), contexts=contexts
    )


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        (event("ASSAULT", "firearms", [REBELS], [SOLDIERS]), "Armed clash"),
        (event("ASSAULT", "", [], [REBELS, SOLDIERS]), "Armed clash"),
        (event("ASSAULT", "firearms", [REBELS], [VILLAGERS]), "Attack"),
        (event("ASSAULT", "firearms", [REBELS], [SOMALIA, VILLAGERS]), "Attack"),
        (event("ASSAULT", "targeted", [REBELS], [MINISTER]), "Attack"),
        (event("ASSAULT", "", [REBELS], [SOMALIA]), None),
        (event("ASSAULT", "", [], []), None),
        (event("ASSAULT", "explosives", [], [SOMALIA]), "Remote explosive/landmine/IED"),
        (event("ASSAULT", "drone", [ABROAD], [REBELS]), "Air/drone strike"),
        (event("ASSAULT", "suicide-attack", [REBELS], [VILLAGERS]), "Suicide bomb"),
        (event("ASSAULT", "heavy-weapons", [SOLDIERS], []), "Shelling/artillery/missile attack"),
        (event("ASSAULT", "unconventional", [SOLDIERS], [VILLAGERS], "cbrn"), "Chemical weapon"),
        (event("ASSAULT", "firearms", [SOLDIERS], [CROWD]), "Excessive force against protesters"),
        (event("ASSAULT", "crowd-control", [SOLDIERS], [CROWD]), "Protest with intervention"),
        (event("ASSAULT", "beat", [CROWD], [SOLDIERS]), "Mob violence"),
        (event("ASSAULT", "abduct", [REBELS], [VILLAGERS]), "Abduction/forced disappearance"),
        (event("ASSAULT", "abduct", [REBELS], [SOLDIERS]), None),
        (event("PROTEST", "demo", [VILLAGERS], [SOMALIA]), "Peaceful protest"),
        (event("PROTEST", "riot", [], []), "Violent demonstration"),
        (event("PROTEST", "strike", [VILLAGERS], []), None),
        (event("COERCE", "arrest", [SOLDIERS], [MINISTER]), "Arrests"),
        (event("COERCE", "seize", [REBELS], [], "territory"), "Non-state actor overtakes territory"),
        (event("COERCE", "seize", [SOLDIERS], [], "territory"), "Government regains territory"),
        (event("COERCE", "seize", [SOLDIERS], []), None),
        (event("RETREAT", "ceasefire", [REBELS], []), "Agreement"),
        (event("CONSULT", "visit", [MINISTER], []), None),
        (event("ACCUSE", "allege", [MINISTER], [REBELS]), None),
    ],
)
def test_what_acled_calls_it(happened: Event, expected: str | None) -> None:
    found = sub_event(happened)
    assert (found and found.sub_event_type) == expected


@pytest.mark.parametrize(
    ("who", "acts", "expected"),
    [
        (SOLDIERS, True, "State forces"),
        (ABROAD, True, "External/Other forces"),
        (SOMALIA, True, "State forces"),
        (SOMALIA, False, ""),
        (MINISTER, False, "Civilians"),
        (CROWD, False, "Protesters"),
        (CROWD, True, "Rioters"),
        (REBELS, False, "Rebel group"),
    ],
)
def test_what_acled_calls_a_party_of_violence_in_somalia(who: Participant, acts: bool, expected: str) -> None:
    assert kind_of(who, event("ASSAULT", "", [], []), acts=acts) == expected


def test_codes() -> None:
    told = action(samples.EVENTS[0])
    assert told == Action("183", "Conduct suicide, car, or other non-military bombing", -10.0)
    assert (told.root, told.quad) == ("18", 4)
    assert [actions()[code].quad for code in ("050", "060", "080", "090", "130", "140")] == [1, 2, 2, 3, 3, 4]
    assert (full_code("18"), full_code("183")) == ("180", "183")
    assert (cameo_country("ROU"), cameo_country("SOM"), cameo_country(None)) == ("ROM", "SOM", "")
    assert (country("GBR").fips, country("GBR").cow, country("GBR").numeric) == ("UK", "200", "826")
    assert country("XYZ").fips == ""
    assert sector("XYZ").cameo == ""


def test_the_check_finds_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    assert validate.main() == 0
    fewer = {code: one for code, one in actions().items() if code != "183"}
    monkeypatch.setattr(validate, "actions", lambda: fewer)
    first, *others = acled_types.rules()["PROTEST"]
    odd = {"PROTEST": (replace(first, mode="picnic", sub_event_type="Picnic", actor="Guests"), *others, others[0])}
    monkeypatch.setattr(validate, "rules", lambda: odd)
    monkeypatch.setattr(validate, "sectors", lambda: {})
    found = "\n".join(validate.problems())
    assert "cameo.csv: lacks 183" in found
    assert "PROTEST has no mode 'picnic'" in found
    assert "'Picnic' is no sub-event type" in found
    assert "'Guests' is none of ACLED's kinds" in found
    assert "the same conditions as acled.csv:" in found
    assert "sectors.csv: lacks MIL" in found
    assert validate.main() == 1


def test_lines_have_their_place() -> None:
    places = [where for where, _ in rows("sectors.csv")]
    assert places[0].startswith("sectors.csv:")
    assert len(places) == len(set(places))
