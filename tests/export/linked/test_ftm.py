"""FollowTheMoney, checked by its own model: schemata, properties, values as it cleans them, and references."""

from __future__ import annotations

import json
from typing import Any

import made_dossiers as made
import samples
from followthemoney import model
from followthemoney.proxy import EntityProxy
from followthemoney.types import registry
from hypothesis import given, settings

from examples import tried
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.vocabulary import kind_words
from whimbrel.model import ActorKind


def entities(told: list[Dossier]) -> list[EntityProxy]:
    """All entities, each of which FollowTheMoney takes as it stands and none of which points to nowhere."""
    records: list[dict[str, Any]] = [json.loads(line) for line in made.written("ftm", told).decode().splitlines()]
    found = []
    for record in records:
        schema = model.get(record["schema"])
        assert schema is not None
        schema.validate(record)
        read = model.get_proxy(record, cleaned=False)
        assert read.id == record["id"]
        assert {p.name for p in read.iterprops()} == set(record["properties"])
        for name, values in record["properties"].items():
            assert len(read.get(name)) == len(set(values)), f"{name} of {schema.name}: {values}"
        found.append(read)
    known = {entity.id for entity in found}
    assert len(known) == len(found)
    for entity in found:
        for prop, value in entity.itervalues():
            assert prop.type != registry.entity or value in known, f"{entity.schema.name}.{prop.name}"
    return found


def of(found: list[EntityProxy], *schemata: str) -> list[EntityProxy]:
    return [entity for entity in found if entity.schema.name in schemata]


def test_the_table_of_kinds_names_what_there_is() -> None:
    for kind in ActorKind:
        words = kind_words(kind)
        assert not words.ftm_schema or model.get(words.ftm_schema).is_a("LegalEntity")
        assert set(words.ftm_topics) <= set(registry.topic.names)


def test_everything_is_taken_as_it_stands() -> None:
    everything = made.everything()
    found = entities(everything)
    assert len(of(found, "Event", "Note")) == len(everything)
    assert len(of(found, "Article")) == len({id for one in everything for id in one.reports})


def test_what_did_not_happen_is_a_note() -> None:
    found = entities(made.every_status())
    assert {k for e in of(found, "Event") for k in e.get("keywords")} == {"agreement", *map(str, made.HAPPENED)}
    notes = of(found, "Note")
    assert len(notes) == len(made.Status) - len(made.HAPPENED)
    assert all(note.get("entity") for note in notes)
    (denied,) = [note for note in notes if "denied" in note.get("keywords")]
    assert denied.first("name") == "Someone denied that the Government of Ethiopia had made a commitment in Pretoria"
    assert "It is told only as something that was denied." in denied.first("summary")
    assert len(of(found, "UnknownLink")) == len(made.HAPPENED)


def test_times_are_no_finer_than_they_are_known() -> None:
    events = dict(zip(made.TIMES, of(entities(list(made.every_time().values())), "Event"), strict=True))
    assert {name: event.get("date") for name, event in events.items() if event.has("date")} == {
        "day": ["2022-11-02"],
        "month": ["2022-11"],
        "year": ["2022"],
    }
    assert (events["days"].get("startDate"), events["days"].get("endDate")) == (["2022-11-02"], ["2022-11-05"])
    assert (events["autumn"].get("startDate"), events["autumn"].get("endDate")) == (["2022-09-01"], ["2022-12-21"])
    for name in ("one of", "about", "before", "after", "unknown"):
        assert not events[name].get("startDate") + events[name].get("endDate")
    assert "When: 2 or 9 November 2022." in events["one of"].first("summary")


def test_private_persons_who_only_suffered_are_no_entities() -> None:
    told = [made.of_victims()]
    found = entities(told)
    assert samples.BYSTANDER in told[0].event.recipients
    assert not of(found, "Person")
    assert not [mention for mention in of(found, "Mention") if "Amina" in mention.caption]
    acted = [made.dossier(id="e9", actors=(samples.BYSTANDER,))]
    assert [who.caption for who in of(entities(acted), "Person")] == ["Amina Warsame"]


def test_roles_words_and_mentions_are_linked() -> None:
    found = entities(made.of_samples())
    (blame,) = [
        event for event in of(found, "Event") if "allege" in str(event.get("name")) or "accused" in event.caption
    ]
    by_id = {entity.id: entity for entity in found}
    roles = {
        by_id[link.first("subject")].caption: link.first("role")
        for link in of(found, "UnknownLink")
        if link.get("object") == [blame.id]
    }
    assert roles == {"Hassan Sheikh Mohamud": "actor", "al-Shabaab": "recipient"}
    (words,) = [link for link in of(found, "Documentation") if link.get("entity") == [blame.id]]
    assert words.get("summary") == ["The president blamed al-Shabaab for the attack"]
    assert by_id[words.first("document")].first("publisher") == "The Harbour Wire"
    mentions = {m.caption for m in of(found, "Mention") if by_id[m.first("resolved")].caption == "al-Shabaab"}
    assert mentions == {"al-Shabaab", "al-Shabaab terrorists"}
    assert not [topic for entity in found for topic in entity.get("topics", quiet=True) if topic.startswith("crime")]


@settings(max_examples=tried(60), deadline=None)
@given(told=made.hostile_dossiers())
def test_hostile_text_makes_lines_that_can_be_read(told: Dossier) -> None:
    for line in made.written("ftm", [told]).decode().splitlines():
        record = json.loads(line)
        assert model.get_proxy(record, cleaned=False).id == record["id"]
