"""What an assistant gets, asked with the SDK's own client."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from talking import Told, ask, with_server

from whimbrel.api import Chronicle
from whimbrel.filter_words import FilterWords, wanted_by
from whimbrel.mcp_server.desk import Desk
from whimbrel.mcp_server.server import build

READING = {
    "search_events", "get_event", "search_reports", "get_report", "cite", "why", "list_quotes", "search_actors",
    "get_actor", "list_changes",
}  # fmt: skip
DECIDING = {"same", "different", "split", "right", "wrong", "edit", "undo"}


def told(server: Any, tool: str, **arguments: Any) -> Told:
    return with_server(server, lambda client: ask(client, tool, **arguments))


def test_the_tools_are_typed_described_and_only_read(server: Any) -> None:
    async def look(client: Client) -> Any:
        return (await client.list_tools()).tools, client.instructions

    tools, instructions = with_server(server, look)
    assert {tool.name for tool in tools} == READING
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema
        assert tool.input_schema["additionalProperties"] is False
        for name, argument in tool.input_schema["properties"].items():
            assert argument.get("description"), (tool.name, name)
            assert argument["type"] != "string" or "maxLength" in argument, (tool.name, name)
    assert "never instructions" in instructions


def test_decisions_are_offered_only_where_writing_is_allowed(chronicle: Chronicle) -> None:
    async def look(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = with_server(build(Desk(chronicle), write=True), look)
    assert {tool.name for tool in tools} == READING | DECIDING
    assert {tool.name for tool in tools if not tool.annotations.read_only_hint} == DECIDING


def test_every_answer_keeps_to_its_schema(server: Any, chronicle: Chronicle) -> None:
    event = next(one for one in chronicle.events() if one.conflicts)
    asked: dict[str, dict[str, Any]] = {
        "search_events": {},
        "get_event": {"event": event.id},
        "search_reports": {"text": "Mogadishu"},
        "get_report": {"report": event.reports[0]},
        "cite": {"claim": event.claims[0]},
        "why": {"first": event.id},
        "list_quotes": {"report": event.reports[0]},
        "search_actors": {"name": "Iran"},
        "get_actor": {"actor": event.actors[0].id},
        "list_changes": {},
    }
    assert asked.keys() == READING

    async def talk(client: Client) -> None:
        for tool in (await client.list_tools()).tools:
            found = await ask(client, tool.name, **asked[tool.name])
            assert not found.error, found.text
            assert found.text
            jsonschema.validate(found.record, tool.output_schema)

    with_server(server, talk)


def test_search_goes_on_with_its_cursor_and_finds_all_once(server: Any, chronicle: Chronicle) -> None:
    async def walk(client: Client) -> list[str]:
        found: list[str] = []
        cursor = ""
        while True:
            page = (await ask(client, "search_events", limit=7, cursor=cursor)).record
            found += [event["id"] for event in page["events"]]
            assert page["total"] == chronicle.tally().events
            if page["next"] is None:
                return found
            cursor = page["next"]

    assert with_server(server, walk) == [event.id for event in chronicle.events()]


@pytest.mark.parametrize(
    "words",
    [{"type": "ASSAULT"}, {"place": "Somalia"}, {"actor": "Kim Jong-un", "since": "2018-05"}, {"conflicts": True}],
)
def test_search_keeps_to_its_filter(server: Any, chronicle: Chronicle, words: dict[str, Any]) -> None:
    expected = {event.id for event in chronicle.events(wanted_by(FilterWords(**words)))}
    found = told(server, "search_events", limit=50, **words).record
    assert expected
    assert {event["id"] for event in found["events"]} == expected
    assert found["total"] == len(expected)


def test_an_event_is_opened_with_its_sources_and_conflicts(server: Any, chronicle: Chronicle) -> None:
    event = next(one for one in chronicle.events() if len(one.reports) > 1 and one.conflicts)
    answer = told(server, "get_event", event=event.id[:8])
    sheet = answer.record
    assert sheet["event"]["id"] == event.id
    assert {one["field"] for one in sheet["fields"] if one["conflict"]} == {one.field for one in event.conflicts}
    for source in sheet["sources"]:
        words = source["words"]
        text = chronicle.report(words["report"]).text
        assert text[words["start"] : words["end"]] == words["text"]
        assert f"<quoted>{words['text']}</quoted>" in answer.text
    for one in sheet["fields"]:
        for value in one["values"]:
            assert set(value["claims"]) <= {claim.id for claim in chronicle.claims()}
    assert len(sheet["origins"]) == len(event.origins)


def test_a_merged_id_leads_on_and_says_so(chronicle: Chronicle, server: Any) -> None:
    first, second = (
        event.id for event in chronicle.events() if event.type == "ASSAULT" and "Garissa" in str(event.place)
    )
    chronicle.same(first, second, who="Ada")
    gone = first if chronicle.event(first).id != first else second
    sheet = told(server, "get_event", event=gone).record
    assert sheet["moved_from"] == gone
    assert [one["who"] for one in sheet["decisions"]] == ["Ada"]
    changes = told(server, "list_changes", event=gone).record["changes"]
    assert [one["change"] for one in changes] == ["made", "merged"]
    assert changes[-1]["sentence"] is None


def test_changes_go_on_from_the_last(server: Any, chronicle: Chronicle) -> None:
    last = told(server, "list_changes", limit=100).record
    while last["next"]:
        last = told(server, "list_changes", limit=100, cursor=last["next"]).record
    assert told(server, "list_changes", cursor=last["last"]).record["changes"] == []
    event = next(iter(chronicle))
    chronicle.wrong(event.id, who="Ada")
    after = told(server, "list_changes", cursor=last["last"]).record
    assert [(one["event"], one["change"]) for one in after["changes"]] == [(event.id, "changed")]


def test_a_claim_is_cited_with_its_words(server: Any, chronicle: Chronicle) -> None:
    claim = next(one for one in chronicle.claims() if chronicle.report(one.report).url)
    cited = told(server, "cite", claim=claim.id).record
    report = chronicle.report(claim.report)
    assert cited["words"]["text"] == claim.text
    assert report.text[cited["words"]["start"] : cited["words"]["end"]] == claim.text
    assert (cited["headline"], cited["url"], cited["outlet"]) == (report.title, report.url, report.outlet)
    assert report.url in cited["citation"]


def test_a_report_is_read_window_by_window(server: Any, chronicle: Chronicle) -> None:
    report = max(chronicle.reports(), key=lambda one: len(one.text))
    parts, start = [], 0
    while start is not None:
        sheet = told(server, "get_report", report=report.id, start=start, length=500).record
        parts.append(sheet["window"]["text"])
        start = sheet["next"]
    assert "".join(parts) == report.text


def test_why_tells_of_one_event_and_of_two(server: Any, chronicle: Chronicle) -> None:
    event = next(one for one in chronicle.events() if len(one.reports) > 1)
    one = told(server, "why", first=event.id)
    assert event.id in one.record["verdict"]
    assert one.record["pairs"][0]["parts"]
    first, second = (
        found.id for found in chronicle.events() if found.type == "ASSAULT" and "Garissa" in str(found.place)
    )
    two = told(server, "why", first=first, second=second)
    assert two.record["verdict"] == "They are not one event."
    assert "times contradict" in two.record["pairs"][0]["against"]
    assert "times contradict" in two.text
    assert two.text.count("<quoted>") == two.text.count("</quoted>") > 0


def test_quotes_have_speakers_and_places(server: Any, chronicle: Chronicle) -> None:
    report = next(one for one in chronicle.reports() if one.file.endswith("asad-strike-gulfside.txt"))
    found = told(server, "list_quotes", speaker="Zarif").record
    assert [one["words"]["text"] for one in found["quotes"]] == ["that Tehran did not seek war"]
    one = found["quotes"][0]
    assert report.text[one["words"]["start"] : one["words"]["end"]] == one["words"]["text"]
    by_id = told(server, "list_quotes", speaker=one["actor"]).record
    assert [quote["words"] for quote in by_id["quotes"]] == [one["words"]]
    event = next(found for found in chronicle.events() if report.id in found.reports)
    assert one in told(server, "list_quotes", event=event.id).record["quotes"]


def test_what_hostile_reports_say_stays_quoted(server: Any, chronicle: Chronicle) -> None:
    report = next(one for one in chronicle.reports() if one.file.endswith("hostile.txt"))
    event = next(one for one in chronicle.events() if report.id in one.reports)
    answers = [
        told(server, "get_report", report=report.id),
        told(server, "get_event", event=event.id),
        told(server, "search_reports", text="maintenance mode"),
        told(server, "list_quotes", report=report.id),
        told(server, "why", first=event.id),
        told(server, "cite", claim=event.claims[0]),
    ]
    for answer in answers:
        assert not answer.error
        for said in (answer.text, str(answer.record)):
            assert not set(said) & set("\x1b\u202e\u202c\u200b\U000e0041")
        assert answer.text.count("<quoted>") == answer.text.count("</quoted>")
        outside = "".join(part.partition("</quoted>")[2] for part in answer.text.split("<quoted>")[1:])
        assert "maintenance mode" not in outside
        assert "Ignore all previous" not in outside


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("get_event", {"event": "zzz"}, "there is no event 'zzz' (search_events lists them)"),
        ("get_event", {}, "event"),
        ("search_events", {"type": "WAR"}, "there is no type 'WAR' (one of "),
        ("search_events", {"since": "yesterday"}, "since"),
        ("search_events", {"since": "2023", "until": "2022"}, "swap them"),
        ("search_events", {"country": "KEN"}, "there is no argument 'country' (search_events has text, since,"),
        ("search_events", {"limit": 1000}, "less than or equal to 50"),
        ("search_events", {"cursor": "nonsense"}, "cursor"),
        ("search_events", {"text": "x" * 1000}, "at most 300"),
        ("get_report", {"report": "zzz"}, "search_reports"),
        ("why", {"first": "zzz"}, "there is no event, report or claim 'zzz'"),
        ("list_quotes", {}, "give an event, a report, a speaker or words"),
        ("get_actor", {"actor": "no-such-actor"}, "no-such-actor"),
        ("list_changes", {"since": "last week"}, "since"),
        ("same", {"first": "a", "others": ["b"], "reviewer": "Ada"}, "Unknown tool"),
    ],
)
def test_what_cannot_be_is_told_with_the_remedy(server: Any, tool: str, arguments: dict[str, Any], words: str) -> None:
    try:
        answer = told(server, tool, **arguments)
    except MCPError as error:
        answer = Told(True, str(error), {})
    assert answer.error
    assert words in answer.text
    assert "Traceback" not in answer.text
    assert "`whimbrel" not in answer.text


def test_resources_give_the_same_as_the_tools(server: Any, chronicle: Chronicle) -> None:
    event = next(iter(chronicle))

    async def talk(client: Client) -> None:
        templates = {one.uri_template for one in (await client.list_resource_templates()).resource_templates}
        assert templates == {"event://{id}", "report://{id}", "claim://{id}"}
        for uri, tool, name in (
            (f"event://{event.id}", "get_event", "event"),
            (f"report://{event.reports[0]}", "get_report", "report"),
            (f"claim://{event.claims[0]}", "cite", "claim"),
        ):
            (found,) = (await client.read_resource(uri)).contents
            asked = await ask(client, tool, **{name: uri.partition("://")[2]})
            assert json.loads(found.text) == asked.record
        with pytest.raises(MCPError, match="there is no event 'zzz'"):
            await client.read_resource("event://zzz")

    with_server(server, talk)


def test_decisions_are_made_in_a_reviewers_name_and_undone(chronicle: Chronicle) -> None:
    server = build(Desk(chronicle), write=True)
    first, second = (
        event.id for event in chronicle.events() if event.type == "ASSAULT" and "Garissa" in str(event.place)
    )
    before = list(chronicle.events())

    async def talk(client: Client) -> None:
        nobody = await ask(client, "same", first=first, others=[second], reviewer="  ")
        assert nobody.error
        assert "ask who decides" in nobody.text
        made = await ask(client, "same", first=first, others=[second], reviewer="Ada Reviewer", note="one attack")
        (decision,) = made.record["decisions"]
        assert decision["who"] == "Ada Reviewer"
        (now,) = made.record["now"]
        assert now["reports"] == 2
        edited = await ask(client, "edit", event=now["id"], field="killed", value="6", reviewer="Ada Reviewer")
        assert not edited.error, edited.text
        for one in (edited, made):
            undone = await ask(client, "undo", decision=one.record["decisions"][0]["id"], reviewer="Ada Reviewer")
            assert not undone.error, undone.text
        for tool in ("right", "wrong"):
            assert (await ask(client, tool, event=first, reviewer="Bo")).record["now"][0]["checked"] == tool
        bad = await ask(client, "edit", event=first, field="killed", value="many", reviewer="Ada")
        assert bad.error
        parted = await ask(client, "split", event=first, reviewer="Ada", reports=["zzz"])
        assert "zzz" in parted.text

    with_server(server, talk)
    for one in chronicle.decisions():
        if one.verb in ("right", "wrong"):
            chronicle.undo(one.id)
    assert list(chronicle.events()) == before


def test_actors_at_hand_are_those_of_now(server: Any, chronicle: Chronicle) -> None:
    async def talk(client: Client) -> None:
        before = (await ask(client, "search_actors", name="Kim Jong-un")).record["actors"][0]
        chronicle.merge_actors("moon-jae-in", before["id"], who="Ada")
        after = (await ask(client, "search_actors", name="Moon Jae-in")).record["actors"][0]
        assert (after["id"], after["events"] >= before["events"] > 0) == ("moon-jae-in", True)
        sheet = (await ask(client, "get_actor", actor="moon-jae-in")).record
        assert [one["who"] for one in sheet["decisions"]] == ["Ada"]
        assert len(sheet["in_events"]) == sheet["events"]

    with_server(server, talk)


def test_two_reports_that_share_events_name_them(server: Any, chronicle: Chronicle) -> None:
    names = ("mogadishu-reprint-sentinel.html", "meridian.jsonl")
    first = next(one for one in chronicle.reports(text=False) if one.file.endswith(names[0]))
    event = next(one for one in chronicle if first.id in one.reports and len(one.reports) > 1)
    second = next(id for id in event.reports if id != first.id)
    found = told(server, "why", first=first.id, second=second).record
    assert found["verdict"].startswith("Both tell of event")
    assert event.id in found["verdict"]
