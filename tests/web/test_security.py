from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import time

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from reviewers import ANA, BEN, client_of, mark_of, signed_in

from whimbrel.api import Chronicle
from whimbrel.web.app import make_app
from whimbrel.web.guard import make_guard
from whimbrel.web.limits import Limiter
from whimbrel.web.limits import client_of as counted_as
from whimbrel.web.sessions import Session, Signer, fresh_session
from whimbrel.web.site import Settings, open_site
from whimbrel.web.tokens import Keys, add_token, remove_token
from whimbrel.web.writing import local_path

PROBLEM = "application/problem+json"


def some_event(chronicle: Chronicle) -> str:
    return next(iter(chronicle.events())).id


def test_writing_needs_a_token(copied: Chronicle) -> None:
    asked = {"verb": "right", "event": some_event(copied)}
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {ANA}"}):
        told = client_of(copied).post("/decisions", json=asked, headers=headers)
        assert told.status_code == 401 and told.headers["content-type"] == PROBLEM
        assert told.headers["www-authenticate"] == "Bearer"
    assert not copied.decisions()
    assert client_of(copied, ANA).post("/decisions", json=asked).status_code == 201
    assert [one.who for one in copied.decisions()] == ["ana"]


def test_a_session_writes_only_by_forms_of_its_own(copied: Chronicle) -> None:
    client, asked = client_of(copied), {"verb": "right", "event": some_event(copied), "next": "/review"}
    mark = signed_in(client, BEN)
    assert client.post("/decisions", data=asked).status_code == 403
    assert client.post("/decisions", data={**asked, "csrf": "guess.guess"}).status_code == 403
    stranger = client_of(copied)
    signed_in(stranger, ANA)
    assert client.post("/decisions", data={**asked, "csrf": mark_of(stranger, "/sign-in")}).status_code == 403
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"},
                    {"Origin": "null"}):  # fmt: skip
        assert client.post("/decisions", data={**asked, "csrf": mark}, headers=headers).status_code == 403
    assert not copied.decisions()
    ours = {"Origin": "http://127.0.0.1"}
    done = client.post("/decisions", data={**asked, "csrf": mark}, headers=ours)
    assert done.status_code == 303 and done.headers["location"] == "/review"
    assert [one.who for one in copied.decisions()] == ["ben"]


def test_cookies_are_kept_from_scripts_and_other_sites_and_from_plain_http_behind_https(copied: Chronicle) -> None:
    sent = client_of(copied).get("/sign-in").headers["set-cookie"]
    assert "HttpOnly" in sent and "SameSite=strict" in sent and "Secure" not in sent
    behind = client_of(copied, address="https://chronicle.example.org")
    sent = behind.get("/sign-in", headers={"Host": "chronicle.example.org"}).headers["set-cookie"]
    assert sent.startswith("__Host-") and "Secure" in sent and "Path=/" in sent and "Domain" not in sent


def test_signing_in_begins_a_new_session_and_signing_out_ends_it(copied: Chronicle) -> None:
    client = client_of(copied)
    client.get("/sign-in")
    before = dict(client.cookies)
    mark = signed_in(client, ANA)
    assert dict(client.cookies) != before
    assert client.post("/sign-in", data={"token": "nobody's", "csrf": mark}).status_code == 401
    assert "ana" in client.get("/review").text
    assert client.post("/sign-out", data={"csrf": "x.y"}).status_code == 403
    assert client.post("/sign-out", data={"csrf": mark}).status_code == 303
    assert client.post("/decisions", data={"verb": "undo", "csrf": mark}).status_code == 401


def test_a_session_ends_with_the_token_that_it_was_begun_with(copied: Chronicle, tmp_path: Path) -> None:
    file = tmp_path / "tokens.toml"
    token = add_token(file, "eve")
    site = open_site(copied, Settings(tokens_file=file))
    client = TestClient(make_app(site), base_url="http://127.0.0.1", follow_redirects=False)
    mark = signed_in(client, token)
    remove_token(file, "eve")
    told = client.post("/decisions", data={"verb": "right", "event": some_event(copied), "csrf": mark})
    assert told.status_code == 401 and not copied.decisions()


def test_guessing_tokens_is_slowed_down(copied: Chronicle) -> None:
    client = client_of(copied)
    mark = mark_of(client, "/sign-in")
    codes = [client.post("/sign-in", data={"token": f"t{n}", "csrf": mark}).status_code for n in range(12)]
    assert codes[:10] == [401] * 10 and codes[10:] == [429] * 2


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_cookie_or_mark_that_we_did_not_sign_is_taken(cookie: str, mark: str) -> None:
    signer, session = Signer(b"k" * 32), Session("n", "t", 2**40)
    assert signer.session(cookie, 0) is None and not signer.is_form_mark(mark, session)


def test_a_cookie_holds_until_its_time_and_not_when_changed() -> None:
    signer, now = Signer(), time()
    session = fresh_session(now, "abc")
    cookie = signer.cookie(session)
    assert signer.session(cookie, now) == session
    assert signer.session(cookie, session.until + 1) is None
    assert Signer().session(cookie, now) is None
    for at in range(len(cookie)):
        changed = cookie[:at] + ("A" if cookie[at] != "A" else "B") + cookie[at + 1 :]
        assert signer.session(changed, now) in (None, session)  # the last letter holds bits that are not read
    marks = {signer.form_mark(session) for _ in range(5)}
    assert len(marks) == 5 and all(signer.is_form_mark(mark, session) for mark in marks)
    assert not signer.is_form_mark(marks.pop(), fresh_session(now, "abc"))


def test_other_names_that_lead_here_are_refused(copied: Chronicle) -> None:
    client = client_of(copied, address="https://chronicle.example.org", hosts=("box.local",))
    for host in ("127.0.0.1:8765", "localhost", "[::1]:80", "192.168.4.5", "chronicle.example.org", "box.local:9"):
        assert client.get("/decisions", headers={"Host": host}).status_code == 200, host
    for host in ("evil.example", "", "localhost.evil.example", "[bad", "127.0.0.1.nip.io"):
        assert client.get("/decisions", headers={"Host": host}).status_code == 421, host


def test_a_client_that_asks_too_much_waits_and_others_do_not(copied: Chronicle) -> None:
    now = [0.0]
    settings = Settings(requests_a_minute=3)
    site = open_site(copied, settings)
    guard = make_guard((), None, settings.requests_a_minute, lambda: now[0])
    app = make_app(replace(site, guard=guard))
    one, other = (TestClient(app, base_url="http://127.0.0.1", client=(ip, 1)) for ip in ("10.0.0.1", "10.0.0.2"))
    assert [one.get("/changes.json").status_code for _ in range(4)] == [200, 200, 200, 429]
    told = one.get("/changes.json")
    assert told.headers["retry-after"] == "20" and told.headers["content-type"] == PROBLEM
    assert other.get("/changes.json").status_code == 200
    now[0] += 20
    assert [one.get("/changes.json").status_code for _ in range(2)] == [200, 429]


def test_the_table_of_clients_is_bounded_and_networks_count_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whimbrel.web.limits.MOST_CLIENTS", 50)
    limiter = Limiter(1, lambda: 0.0)
    for number in range(500):
        limiter.wait(f"10.0.{number // 250}.{number % 250}")
    assert len(limiter._left) == 50
    assert counted_as("2001:db8::1") == counted_as("2001:db8::ffff") != counted_as("2001:db8:0:1::1")
    assert counted_as("::ffff:10.0.0.1") == "10.0.0.1" and counted_as("testclient") == "testclient"


def test_what_is_not_public_is_read_with_a_token(copied: Chronicle) -> None:
    closed = client_of(copied, public=False)
    assert closed.get("/events.json").status_code == 401
    turned = closed.get("/?type=ASSAULT", headers={"Accept": "text/html"})
    assert turned.status_code == 303 and turned.headers["location"] == "/sign-in?next=/%3Ftype%3DASSAULT"
    assert closed.get("/sign-in").status_code == 200 and closed.get("/static/site.css").status_code == 200
    assert client_of(copied, ANA, public=False).get("/events.json").status_code == 200
    signed_in(closed, BEN)
    assert closed.get("/events.json").status_code == 200


def test_long_bodies_are_refused_with_and_without_a_length(copied: Chronicle) -> None:
    client = client_of(copied, ANA)
    long = b'{"verb": "right", "note": "' + b"x" * 300_000 + b'"}'
    kind = {"Content-Type": "application/json"}
    assert client.post("/decisions", content=long, headers=kind).status_code == 413
    assert client.post("/decisions", content=iter([long[:200_000], long[200_000:]]), headers=kind).status_code == 413


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "", "/a\nSet-Cookie: x", "javascript:1"],
)
def test_a_form_leads_nowhere_else(path: str) -> None:
    assert local_path(path, "/review") == "/review"


def test_a_fault_of_ours_is_told_with_the_same_headers(copied: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(type(copied), "change_log", broken)
    client = TestClient(make_app(open_site(copied)), base_url="http://127.0.0.1", raise_server_exceptions=False)
    told = client.get("/changes.json")
    assert told.status_code == 500 and "secret" not in told.text
    assert "default-src 'none'" in told.headers["content-security-policy"]


def test_without_tokens_nobody_writes(copied: Chronicle) -> None:
    client = TestClient(make_app(open_site(copied)), base_url="http://127.0.0.1")
    told = client.post("/decisions", json={"verb": "undo"}, headers={"Authorization": "Bearer x"})
    assert told.status_code == 401 and "whimbrel token add" in told.json()["remedy"]
    assert not Keys()
