from __future__ import annotations

import csv
import io

from fastapi.testclient import TestClient
from lxml import html


def test_all_claims_are_listed_with_who_answers_for_them(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/claims.csv").text)))
    page, ids = client.get("/claims.json", params={"limit": 100}).json(), list[str]()
    ids = [one["id"] for one in page["claims"]]
    while page["next"]:
        page = client.get(page["next"]).json()
        ids += [one["id"] for one in page["claims"]]
    assert ids == [row["id"] for row in rows] and len(ids) > 200
    said = client.get("/claims.json", params={"said": "1", "limit": 500}).json()["claims"]
    assert said and all(one["says"] for one in said)
    assert len(said) == sum(bool(row["says"]) for row in rows)
    speaker = next(link["actor"] for one in said for link in one["says"] if link["actor"])
    by = client.get("/claims.json", params={"speaker": speaker}).json()["claims"]
    assert by and all(any(link["actor"] == speaker for link in one["says"]) for one in by)


def test_what_others_say_stands_beside(client: TestClient) -> None:
    events = client.get("/events.json", params={"differs": "killed"}).json()["events"]
    tree = html.document_fromstring(client.get("/claims", params={"event": events[0]["id"]}).text)
    against = tree.xpath("//ul[@class='against']/li")
    assert against and any("Killed" in one.text_content() for one in against)
    for link in tree.xpath("//ul[@class='against']//a/@href"):
        assert client.get(link).status_code == 200


def test_quotes_are_read_when_asked(client: TestClient) -> None:
    first = client.get("/quotes")
    tree = html.document_fromstring(first.text)
    (load,) = tree.xpath("//*[@id='quotes']/@hx-get")
    read = html.document_fromstring(client.get(load).text)
    assert read.xpath("//article[@class='claim']//blockquote")
    told = client.get("/quotes.json").json()["quotes"]
    assert len(told) == len(read.xpath("//article[@class='claim']"))


def test_what_cannot_be_asked_of_claims_is_told(client: TestClient) -> None:
    for asked in ("type=NONE", "status=x", "colour=1", "cursor=abc", "event=nothing"):
        assert client.get(f"/claims.json?{asked}").status_code in (400, 404), asked
    assert client.get("/claims/nothing").status_code == 404
