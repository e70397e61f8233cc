from __future__ import annotations

import csv
import io
from collections import Counter

from fastapi.testclient import TestClient
from lxml import html
from web.own_reports import HOSTILE

from whimbrel.api import Chronicle
from whimbrel.model import ActorKind
from whimbrel.ontology import placing

LARGEST = 200_000  # bytes of a page
VICTIM = "local:person:moussa-garkuwa"


def tree_of(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text)
    assert len(answer.content) < LARGEST
    return html.document_fromstring(answer.text)


def chronicle_of(client: TestClient) -> Chronicle:
    found: Chronicle = client.app.state.site.chronicle  # type: ignore[attr-defined]
    return found


def listed(client: TestClient, address: str) -> list[dict[str, object]]:
    found, page = list[dict[str, object]](), client.get(address).json()
    found += page["actors"]
    while page["next"]:
        page = client.get(page["next"]).json()
        found += page["actors"]
    return found


def test_the_list_has_everyone_in_events_but_private_persons(client: TestClient) -> None:
    chronicle = chronicle_of(client)
    counted: Counter[str] = Counter()
    for event in chronicle.events():
        counted.update({who.id for who in (*event.actors, *event.recipients)})
    public = {entry.id for entry in chronicle.actors()}
    assert counted.keys() - public, "no private person to leave out"
    found = listed(client, "/actors.json?limit=30")
    assert {one["id"]: one["events"] for one in found} == {id: n for id, n in counted.items() if id in public}
    assert found == sorted(found, key=lambda one: (-int(str(one["events"])), str(one["id"])))
    rows = list(csv.DictReader(io.StringIO(client.get("/actors.csv").text)))
    assert [row["id"] for row in rows] == [one["id"] for one in found]
    shown, address = list[str](), "/actors?limit=25"
    while address:
        tree = tree_of(client, address)
        shown += list(tree.xpath("//table[@class='actors']//td[1]/a/@href"))
        address = next(iter(tree.xpath("//a[@rel='next']/@href")), "")
    assert len(shown) == len(found)


def test_a_private_person_who_only_suffered_is_found_nowhere(own: TestClient) -> None:
    chronicle = chronicle_of(own)
    assert chronicle.party(VICTIM) is not None, "the report was read in another way"
    assert VICTIM not in {one["id"] for one in listed(own, "/actors.json")}
    assert not own.get("/actors.json?q=garkuwa").json()["actors"]
    assert not own.get("/actors.json?kind=person&q=Moussa").json()["actors"]
    for end in ("", ".json", ".csv", "/similar", "/similar.json", "/words"):
        assert own.get(f"/actors/{VICTIM}{end}").status_code == 404
    for one in listed(own, "/actors.json"):
        assert "garkuwa" not in own.get(f"/actors/{one['id']}.json").text.casefold()
        network = tree_of(own, f"/actors/{one['id']}").xpath("//div[@class='network']")
        assert not network or "Garkuwa" not in network[0].text_content()


def test_search_and_kinds_narrow_the_list(client: TestClient) -> None:
    everyone = {one["id"]: one for one in listed(client, "/actors.json?limit=500")}
    found = {one["id"] for one in listed(client, "/actors.json?q=PUTIN vlad")}
    assert found == {"vladimir-putin"}
    assert found == {one["id"] for one in listed(client, "/actors.json?q=Владимир Путин")}
    for kind in ActorKind:
        of_kind = {one["id"] for one in listed(client, f"/actors.json?kind={kind}&limit=500")}
        assert of_kind == {id for id, one in everyone.items() if one["kind"] == str(kind)}
    assert client.get("/actors.json?kind=robot").status_code == 400
    assert client.get("/actors.json?cursor=x").status_code == 400
    assert client.get("/actors?colour=red").status_code == 400
    assert client.get("/actors", params={"q": "x" * 201}).status_code == 400


def test_roles_are_bars_and_a_table(client: TestClient) -> None:
    tree = tree_of(client, "/actors/vladimir-putin")
    record = client.get("/actors/vladimir-putin.json").json()
    bars = tree.xpath("//*[name()='svg' and @class='roles']//*[name()='rect']")
    rows = tree.xpath("//details//tbody/tr")
    assert len(bars) == len(rows) == len(record["roles"]) > 2
    names = tree.xpath("//h2[.='Names']/following-sibling::div[1]//tbody/tr/td[1]/text()")
    assert names == [one["text"] for one in record["names"]]
    scripts = tree.xpath("//h2[.='Names']/following-sibling::div[1]//tbody/tr/td[3]/text()")
    assert "cyrillic" in scripts and "latin" in scripts


def test_company_is_counted_by_side_and_kind_of_deed(client: TestClient) -> None:
    chronicle = chronicle_of(client)
    for id in ("vladimir-putin", "IRN"):
        met, fought, beside = Counter[str](), Counter[str](), Counter[str]()
        for event in chronicle.events():
            sides = [{who.id for who in event.actors}, {who.id for who in event.recipients}]
            if not any(id in side for side in sides):
                continue
            own_side = sides[0] if id in sides[0] else sides[1]
            for other in (sides[0] | sides[1]) - {id}:
                conflict = "conflict" in placing(event.type).quad
                (met if not conflict else beside if other in own_side else fought)[other] += 1
        told = client.get(f"/actors/{id}.json").json()["company"]
        assert told
        for one in told:
            assert (one["met"], one["fought"], one["beside"]) == (met[one["id"]], fought[one["id"]], beside[one["id"]])
        rows = tree_of(client, f"/actors/{id}").xpath("//div[@class='network']//tbody/tr")
        assert [row.xpath("./td[1]")[0].text_content() for row in rows] == [one["name"] for one in told]


def test_events_and_words_of_an_actor(own: TestClient) -> None:
    tree = tree_of(own, "/actors/boko-haram")
    events = own.get("/events.json?actor=boko-haram").json()["events"]
    assert [f"/events/{one['id']}" for one in events] == tree.xpath("//a[@class='title']/@href")
    words = tree.xpath("//section[@id='words']")[0].text_content()
    assert "terrorist" in words and HOSTILE in words
    assert "<script>alert" not in own.get("/actors/boko-haram").text
    assert own.get("/actors/boko-haram.csv").headers["location"] == "/events.csv?actor=boko-haram"
    assert "terrorist" in own.get("/actors/boko-haram/words?part=1").text


def test_one_of_the_almanac_that_no_report_names_has_a_page(own: TestClient) -> None:
    tree = tree_of(own, "/actors/vladimir-putin")
    assert "0 events" in tree.xpath("//p[@class='lede']")[0].text_content()


def test_like_names(client: TestClient) -> None:
    told = client.get("/actors/vladimir-putin/similar.json").json()
    assert told["id"] == "vladimir-putin" and all(0 < one["score"]["value"] <= 1 for one in told["similar"])
    assert tree_of(client, "/actors/vladimir-putin/similar").xpath("//h2")[0].text == "Like names"


def test_a_merged_actor_leads_on(own: TestClient) -> None:
    chronicle = chronicle_of(own)
    chronicle.merge_actors("group:police", "group:governor", who="Ada")
    answer = own.get("/actors/group:governor")
    assert answer.status_code == 307 and answer.headers["location"] == "/actors/group%3Apolice"
    assert own.get(answer.headers["location"]).status_code == 200
    assert own.get("/actors/nobody-at-all").status_code == 404
