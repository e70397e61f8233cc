from __future__ import annotations

import csv
import io

from fastapi.testclient import TestClient
from lxml import html


def links(tree: html.HtmlElement, path: str) -> list[str]:
    return [str(one) for one in tree.xpath(path)]


def test_every_event_is_reached_page_by_page_and_all_twins_agree(client: TestClient) -> None:
    first = client.get("/events.json", params={"limit": 40}).json()
    ids, page = [one["id"] for one in first["events"]], first
    while page["next"]:
        page = client.get(page["next"]).json()
        ids += [one["id"] for one in page["events"]]
    assert len(ids) == len(set(ids)) == first["total"]
    rows = list(csv.DictReader(io.StringIO(client.get("/events.csv").text)))
    assert [row["id"] for row in rows] == ids
    shown, address = list[str](), "/"
    while address:
        tree = html.document_fromstring(client.get(address).text)
        shown += [one.removeprefix("/events/") for one in links(tree, "//a[@class='title']/@href")]
        address = next(iter(links(tree, "//a[@rel='next']/@href")), "")
    assert shown == ids


def test_what_a_facet_promises_is_what_its_link_shows(client: TestClient) -> None:
    tree = html.document_fromstring(client.get("/?status=happened").text)
    facets = tree.xpath("//details[@class='facet']//a[not(@aria-current)]")
    assert len(facets) > 20
    for link in facets[::5]:
        count = int("".join(c for c in link.xpath("string(.//span[@class='count'])") if c.isdigit()))
        total = client.get(link.get("href").replace("/?", "/events.json?") + "&limit=1").json()["total"]
        heading = link.xpath("string(ancestor::details//h2)")
        if heading != "Status":  # where another value is added to the chosen one
            assert total == count, link.get("href")


def test_a_bar_leads_to_the_events_that_it_counts_or_may_be_of_its_days(client: TestClient) -> None:
    tree = html.document_fromstring(client.get("/?type=ASSAULT").text)
    for bar in tree.xpath("//nav[@class='histogram']//a"):
        count = int(bar.get("aria-label").rpartition(": ")[2].split()[0])
        assert client.get(bar.get("href").replace("/?", "/events.json?")).json()["total"] >= count


def test_the_search_box_keeps_what_was_asked(client: TestClient) -> None:
    tree = html.document_fromstring(client.get("/", params={"q": 'Niamey "<b>'}).text)
    assert tree.xpath("string(//input[@id='search']/@value)") == 'Niamey "<b>'


def test_a_client_that_has_the_page_is_told_so(client: TestClient) -> None:
    first = client.get("/events.json")
    again = client.get("/events.json", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content


def test_what_cannot_be_asked_gets_one_shape_of_error(client: TestClient) -> None:
    told = client.get("/events.json?colour=red")
    assert told.status_code == 400 and told.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "remedy"} <= told.json().keys()
    page = client.get("/?%3Cscript%3Ealert(1)%3C/script%3E=1")
    assert page.status_code == 400 and "<script>alert" not in page.text and "&lt;script" in page.text
    assert client.get("/nowhere").status_code == 404
    many = "&".join(f"type__not=ASSAULT&country__not=A{n}" for n in range(500))
    assert client.get(f"/events.json?{many}").status_code == 400
    assert client.get("/events.json?limit=0").status_code == 400


def test_a_browser_loads_nothing_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    tree = html.document_fromstring(answer.text)
    loaded = links(tree, "//script/@src | //link/@href | //img/@src")
    assert loaded and all(one.startswith("/static/") for one in loaded)
    for one in loaded:
        assert client.get(one).status_code == 200
    assert not tree.xpath("//script[not(@src)] | //style | //@style | //@onclick")
