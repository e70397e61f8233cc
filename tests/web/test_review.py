from __future__ import annotations

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient
from lxml import html
from reviewers import ANA, BEN, client_of, signed_in

from whimbrel.api import Chronicle


def settled(client: TestClient) -> TestClient:
    client.app.state.site.questions.settle()  # type: ignore[attr-defined]
    return client


def page_of(client: TestClient, address: str = "/review") -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    return html.document_fromstring(answer.text)


def press(client: TestClient, tree: html.HtmlElement, key: str) -> str:
    """Sends the form whose button has a key, as a browser without scripts does; gives where it leads."""
    (form,) = tree.xpath(f"//button[@data-key='{key}']/ancestor::form")
    fields = [(str(one.get("name")), str(one.get("value"))) for one in form.xpath(".//input")]
    data: dict[str, list[str]] = {}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    answer = client.post(form.get("action"), data=data)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def heading(tree: html.HtmlElement) -> str:
    return str(tree.xpath("string(//h2[@id='asked'])"))


def test_a_queue_is_worked_through_without_scripts(copied: Chronicle) -> None:
    client = settled(client_of(copied))
    signed_in(client, ANA)
    tree = page_of(client, "/review?kind=same")
    assert len(tree.xpath("//figure")) == 2 and tree.xpath("//figure//mark[@class='trigger']")
    outlets = tree.xpath("//figcaption/b/text()")
    assert len(outlets) == 2 and re.search(r"\d{4}", tree.xpath("string(//figcaption)"))
    first = tree.xpath("//input[@name='event']/@value")[0]
    assert press(client, tree, "a") == "/review?kind=same"
    (made,) = copied.decisions()
    assert made.verb == "same" and made.who == "ana" and first in made.sides[0] + made.sides[1]
    tree = page_of(client, "/review?kind=same")
    assert tree.xpath("//input[@name='event']/@value")[0] != first or len(tree.xpath("//ol[@class='mine']/li")) == 1
    press(client, tree, "x")
    assert [one.verb for one in copied.decisions()] == ["same", "different"]
    press(client, page_of(client), "u")
    assert copied.decisions()[-1].verb == "undo" and copied.decisions()[-1].subject == copied.decisions()[1].id
    tree = page_of(client)
    assert len(tree.xpath("//ol[@class='mine']/li")) == 1


def test_a_skipped_question_gives_way_to_the_next(copied: Chronicle) -> None:
    client = settled(client_of(copied))
    signed_in(client, ANA)
    tree = page_of(client)
    press(client, tree, " ")
    assert heading(page_of(client)) != heading(tree)
    other = settled(client_of(copied))
    signed_in(other, BEN)
    assert heading(page_of(other)) == heading(tree)


def test_right_and_wrong_are_asked_and_changed(copied: Chronicle) -> None:
    client = settled(client_of(copied))
    signed_in(client, ANA)
    press(client, page_of(client, "/review?kind=right"), "x")
    wrong = copied.decisions()[-1]
    assert wrong.verb == "wrong" and copied.event(wrong.subject).checked == "wrong"
    (again,) = page_of(client).xpath("//ol[@class='mine']//a/@href")
    tree = page_of(client, again)
    assert "You said" in tree.text_content()
    press(client, tree, "a")
    assert copied.event(wrong.subject).checked == "right"


def test_who_somebody_is_can_be_said(copied: Chronicle) -> None:
    client = settled(client_of(copied))
    signed_in(client, ANA)
    tree = page_of(client, "/review?kind=who")
    before = len(copied.unknown_actors())
    press(client, tree, "a")
    assert copied.decisions()[-1].verb in ("promote", "merge") and len(copied.unknown_actors()) < before
    assert heading(page_of(client, "/review?kind=who")) != heading(tree)


def test_nobody_sees_what_another_said_before_he_answered(copied: Chronicle) -> None:
    ana, ben = (client_of(copied) for _ in range(2))
    ben = TestClient(ana.app, base_url="http://127.0.0.1", follow_redirects=False)
    settled(ana)
    signed_in(ana, ANA)
    signed_in(ben, BEN)
    unanswered = page_of(ben, "/review?kind=same")
    press(ana, page_of(ana, "/review?kind=same"), "a")
    settled(ana)
    for kind in ("same", ""):
        for _ in range(12):
            tree = page_of(ben, f"/review?kind={kind}")
            shown = tree.xpath("string(//section[@class='question'])")
            assert "ana" not in re.findall(r"\w+", shown) and "You said" not in shown and "decided" not in shown
            if heading(tree):
                press(ben, tree, " ")
    asked = unanswered.xpath("//input[@name='event']/@value")[0]
    other = unanswered.xpath("//input[@name='other']/@value")[0]
    seen = page_of(ben, f"/review?question=same~{asked}~{other}")
    figures = [one.text_content() for one in unanswered.xpath("//figure")]
    assert [one.text_content() for one in seen.xpath("//figure")] == figures
    press(ben, seen, "x")
    assert [(one.who, one.verb) for one in copied.decisions()] == [("ana", "same"), ("ben", "different")]
    table = page_of(ana).xpath("//section[@aria-labelledby='agreement']//tbody/tr")[0].text_content()
    assert "ana" in table and "ben" in table and "0 %" in table


def test_the_queue_is_listed_for_programs(copied: Chronicle) -> None:
    client = settled(client_of(copied, ANA))
    told = client.get("/review.json?limit=3").json()
    assert len(told["questions"]) == 3 and told["total"] > 3
    rows = list(csv.DictReader(io.StringIO(client.get("/review.csv").text)))
    assert len(rows) == told["total"] and rows[0]["id"] == told["questions"][0]["id"]
    kinds = {one["kind"] for one in client.get("/review.json?kind=who").json()["questions"]}
    assert kinds == {"who"}


@pytest.mark.parametrize("address", ["/review?kind=x", "/review?question=same~a", "/review?question=right~c0",
                                     "/review?question=who~nobody", "/review.json?kind=%00"])  # fmt: skip
def test_questions_that_are_none_are_told_so(copied: Chronicle, address: str) -> None:
    assert settled(client_of(copied, ANA)).get(address).status_code == 400


def test_readers_may_look_and_not_answer(copied: Chronicle) -> None:
    client = settled(client_of(copied))
    assert "Sign in" in client.get("/review").text and "data-key" not in client.get("/review").text
    assert client.post("/review/skip", data={"question": "right~c1"}).status_code == 401
