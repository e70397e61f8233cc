"""The client against a server that answers late, wrongly, too much, elsewhere, or with ill will."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import pytest

from whimbrel.coder.llm import Client, Endpoint
from whimbrel.coder.llm.endpoint import from_environment
from whimbrel.errors import AnswerError, EndpointError, UsageError, WhimbrelError

from .server import Answer, Server, claims, endless, raw, says, serving, slow, status, trickling

TALK = [{"role": "user", "content": "hello"}]
KEY = "sk-hush-0123456789abcdef"
NOTHING = '{"claims": []}'


def client_of(server: Server, **given: Any) -> tuple[Client, list[float]]:
    """A client that notes its pauses instead of sleeping."""
    paused: list[float] = []
    endpoint = Endpoint(server.url, "m", **{"patience": 5.0, "pause": 1.0, **given})
    return Client(endpoint, paused.append), paused


def test_it_posts_the_model_and_the_conversation() -> None:
    with serving(claims()) as server:
        client, _ = client_of(server)
        assert client.ask(TALK) == NOTHING
    (asked,) = server.asked
    assert asked["path"] == "/v1/chat/completions"
    assert asked["body"] == {"model": "m", "messages": TALK, "stream": False, "temperature": 0}
    assert "Authorization" not in asked["headers"]


def test_the_key_is_sent_and_shown_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(claims(), status(401)) as server:
        client, _ = client_of(server, key=KEY)
        client.ask(TALK)
        with pytest.raises(EndpointError, match="status 401") as caught:
            client.ask(TALK)
    assert [asked["headers"]["Authorization"] for asked in server.asked] == [f"Bearer {KEY}"] * 2
    assert KEY not in repr(client.endpoint) + str(caught.value) + caplog.text


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
def test_a_passing_fault_is_waited_out(code: int) -> None:
    with serving(status(code), status(code), claims()) as server:
        client, paused = client_of(server)
        assert client.ask(TALK) == NOTHING
    assert paused == [1.0, 2.0]


def test_tries_are_few() -> None:
    with serving(status(503)) as server:
        client, paused = client_of(server, tries=3)
        with pytest.raises(EndpointError, match="status 503"):
            client.ask(TALK)
    assert (len(server.asked), paused) == (3, [1.0, 2.0])


def test_retry_after_is_kept_to_within_reason() -> None:
    with serving(status(429, Retry_After="7"), status(429, Retry_After="Wed, 21 Oct 2026 07:28:00 GMT"), claims()) as s:
        client, paused = client_of(s)
        client.ask(TALK)
    assert paused == [7.0, 2.0]
    with serving(status(429, Retry_After="86400")) as server:
        client, paused = client_of(server)
        with pytest.raises(EndpointError, match="asks to wait 86400 s"):
            client.ask(TALK)
    assert (len(server.asked), paused) == (1, [])


def test_what_a_model_does_not_take_is_left_out() -> None:
    with serving(status(400), claims()) as server:
        client, _ = client_of(server)
        client.ask(TALK)
        client.ask(TALK)
    assert ["temperature" in asked["body"] for asked in server.asked] == [True, False, False]


HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "late", [slow(1.5), trickling(HEAD + b"\r\n", 1.5), trickling(HEAD + b"X-Pad:", 1.5)], ids=["mute", "body", "head"]
)
def test_patience_ends_even_when_something_trickles_in(late: Answer) -> None:
    with serving(late) as server:
        client, _ = client_of(server, patience=0.3, tries=1)
        began = time.monotonic()
        with pytest.raises(AnswerError, match=r"no whole answer in 0\.3 s"):
            client.ask(TALK)
        assert time.monotonic() - began < 1.2


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (raw(b"<html>", media="text/html"), "answers with text/html"),
        (raw(b"{}", media="\x1b[31m"), "answers with something else"),
        (status(404), "status 404"),
        (status(403), "status 403"),
        (status(418), "status 418"),
    ],
)
def test_an_endpoint_of_another_kind_is_told(answer: Answer, told: str) -> None:
    with serving(answer) as server:
        client, _ = client_of(server, tries=1)
        with pytest.raises(EndpointError, match=told) as caught:
            client.ask(TALK)
    assert not isinstance(caught.value, AnswerError)
    assert server.url in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (raw(b"no json"), "is no JSON"),
        (raw(b'{"choices": [{"mess'), "is no JSON"),
        (raw(b"\xff\xfe"), "is no JSON"),
        (raw(b"[" * 100_000), "is no JSON"),
        (raw(b"1" * 10_000), "is no JSON"),
        (raw(b"{}"), "holds no choices"),
        (raw(b"[]"), "holds no choices"),
        (raw(b'{"choices": {}}'), "holds no choices"),
        (says(None), "holds no choices"),
        (says(["parts"]), "holds no choices"),
        (says('{"claims": [', finish="length"), "cut short"),
        (raw(b" " * 200_000), "longer than 150,000 bytes"),
        (endless, "longer than 150,000 bytes"),
        (raw(b"", Content_Encoding="gzip"), "is no JSON"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told(answer: Answer, told: str) -> None:
    with serving(answer) as server:
        client, _ = client_of(server, most_bytes=150_000, tries=1)
        with pytest.raises(AnswerError, match=told):
            client.ask(TALK)


def test_a_proxy_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "nonsense://proxy")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(EndpointError, match="check HTTPS_PROXY"):
        Client(Endpoint("https://host.invalid/v1", "m")).ask(TALK)


def test_half_a_character_is_sent_all_the_same() -> None:
    with serving(claims()) as server:
        client, _ = client_of(server)
        client.ask([{"role": "user", "content": "\ud800 é"}])
    assert server.asked[0]["body"]["messages"][0]["content"] == "\ud800 é"


def test_a_connection_that_breaks_is_tried_again() -> None:
    with serving(trickling(HEAD + b"Content-Length: 999\r\n\r\n{", 0), claims()) as server:
        client, paused = client_of(server)
        assert client.ask(TALK) == NOTHING
    assert paused == [1.0]


def test_a_flood_is_not_asked_for_again() -> None:
    with serving(endless) as server:
        client, paused = client_of(server, most_bytes=150_000, tries=3)
        with pytest.raises(AnswerError, match="longer than"):
            client.ask(TALK)
    assert (len(server.asked), paused) == (1, [])


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_no_redirect_is_followed(code: int) -> None:
    with serving(claims()) as other, serving(status(code, Location=f"{other.url}/chat/completions")) as server:
        client, _ = client_of(server, key=KEY)
        with pytest.raises(EndpointError, match=f"redirects .{code}."):
            client.ask(TALK)
    assert len(server.asked) == 1
    assert other.asked == []


def test_a_server_that_is_not_there_is_told() -> None:
    with serving(claims()) as server:
        pass
    client, _ = client_of(server)
    with pytest.raises(EndpointError, match="cannot be reached"):
        client.ask(TALK)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Endpoint("", "m"), "no endpoint is named"),
        (lambda: Endpoint("ftp://host/v1", "m"), "no http address"),
        (lambda: Endpoint("http://[::1", "m"), "no http address"),
        (lambda: Endpoint("http://host:x/v1", "m"), "no http address"),
        (lambda: Client(Endpoint("http://256.1.1.1/v1", "m")), "no http address"),
        (lambda: Client(Endpoint(f"http://{'a' * 70}.example/v1", "m")), "no http address"),
        (lambda: Client(Endpoint("http://xn--a.example/v1", "m")), "no http address"),
        (lambda: Endpoint(f"http://me:{KEY}@host/v1", "m"), "holds a name or password"),
        (lambda: Endpoint("http://host/v1", " "), "no model is named"),
        (lambda: Endpoint("http://host/v1", "m", key=KEY), "unencrypted"),
        (lambda: Endpoint("https://host/v1", "m", key=f"{KEY}\nX-Evil: 1"), "cannot be a key"),
        (lambda: Endpoint("https://host/v1", "m", key=f"{KEY}é"), "cannot be a key"),
    ],
)
def test_what_cannot_be_asked_is_refused_before(make: Callable[[], object], told: str) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        make()
    assert KEY not in str(caught.value)


def test_options_go_before_the_environment_and_the_key_is_only_there() -> None:
    given = {"WHIMBREL_LLM_ENDPOINT": "https://a/v1", "WHIMBREL_LLM_MODEL": "x", "WHIMBREL_LLM_KEY": f" {KEY}\n"}
    found = from_environment("", "y", given)
    assert (found.address, found.model, found.key) == ("https://a/v1/chat/completions", "y", KEY)
    assert from_environment("http://localhost:1/v1/chat/completions/", "", given).address.endswith(
        ":1/v1/chat/completions"
    )


def test_the_query_of_an_address_is_in_no_message() -> None:
    endpoint = Endpoint(f"https://host/v1?api-key={KEY}", "m")
    assert endpoint.address == f"https://host/v1/chat/completions?api-key={KEY}"
    assert KEY not in endpoint.where


def test_a_missing_extra_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "httpx", None)
    with pytest.raises(WhimbrelError, match=r"httpx is not installed \(pip install 'whimbrel\[llm\]'\)"):
        Client(Endpoint("http://localhost/v1", "m"))
