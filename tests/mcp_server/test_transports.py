"""`whimbrel mcp` as a program: over standard input and output, and over HTTP with its guards."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client
from runs import Whimbrel, dump, start
from talking import ask, over_http, over_stdio, serving, with_server

TOKEN = "a-token-of-some-length"  # noqa: S105
CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
HEADERS = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}


async def _walk(client: Client) -> list[str]:
    found = (await ask(client, "search_events", sources_min=2)).record["events"]
    opened = (await ask(client, "get_event", event=found[0]["id"])).record
    cited = (await ask(client, "cite", claim=opened["sources"][0]["claim"])).record
    return [tool.name for tool in (await client.list_tools()).tools] + [cited["words"]["text"]]


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_over_standard_input_and_output(path: Path, mode: str) -> None:
    before = dump(path)
    found = over_stdio(path, _walk, mode=mode)
    assert "search_events" in found
    assert "same" not in found
    assert dump(path) == before


@pytest.mark.slow
def test_writing_over_standard_input_and_output(path: Path) -> None:
    async def decide(client: Client) -> dict[str, Any]:
        event = (await ask(client, "search_events")).record["events"][0]["id"]
        return (await ask(client, "right", event=event, reviewer="Ada")).record

    assert over_stdio(path, decide, "--write")["now"][0]["checked"] == "right"


@pytest.mark.slow
def test_over_http_on_this_machine(path: Path) -> None:
    with serving(path) as url:
        assert "search_events" in over_http(url, _walk)
        for headers, status in (
            ({"Host": "evil.example"}, 421),  # a name that was pointed here
            ({"Origin": "https://evil.example"}, 403),  # a page of another site
            ({"Origin": url.removesuffix("/mcp")}, 200),
            ({"Content-Type": "text/plain"}, 400),
        ):
            answer = httpx.post(url, json=CALL, headers={**HEADERS, **headers})
            assert answer.status_code == status, (headers, answer.text)
        assert httpx.post(url, content=b" " * 300_000, headers=HEADERS).status_code == 413


@pytest.mark.slow
def test_over_http_with_a_token(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n")
    for options, environment in ((("--token-file", str(file)), {}), ((), {"WHIMBREL_TOKEN": TOKEN})):
        with serving(path, "--write", *options, **environment) as url:
            for shown in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}):
                answer = httpx.post(url, json=CALL, headers={**HEADERS, **shown})
                assert answer.status_code == 401
                assert answer.headers["WWW-Authenticate"] == "Bearer"
                assert TOKEN not in answer.text
            found = over_http(url, _walk, TOKEN)
            assert "same" in found


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--http", "0.0.0.0:8766"], "no token is set"),
        (["--http", "192.0.2.1:8766"], "no token is set"),
        (["--http", "127.0.0.1:8766", "--write"], "needs a token"),
        (["--http", "8766"], "HOST:PORT"),
        (["--http", "127.0.0.1:99999"], "HOST:PORT"),
        (["--http", "127.0.0.1:8766", "--token-file", "no-such-file"], "no-such-file"),
        (["--allow-host", "x"], "give --http"),
    ],
)
def test_what_is_not_served(
    whimbrel: Whimbrel, kept: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], words: str
) -> None:
    monkeypatch.delenv("WHIMBREL_TOKEN", raising=False)
    code, out, err = whimbrel("mcp", "-c", kept, *options)
    assert (code, out) == (2, "")
    assert words in err


def test_a_token_must_be_hard_to_guess(whimbrel: Whimbrel, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHIMBREL_TOKEN", "secret")
    code, _, err = whimbrel("mcp", "-c", kept, "--http", "127.0.0.1:0")
    assert code == 2
    assert "too short" in err
    assert "secret (" not in err
    monkeypatch.setenv("WHIMBREL_TOKEN", TOKEN)
    code, _, err = whimbrel("mcp", "-c", kept, "--http", "0.0.0.0:0")
    assert "--allow-host" in err


def test_a_missing_chronicle_is_told_on_standard_error_alone(whimbrel: Whimbrel, tmp_path: Path) -> None:
    code, out, err = whimbrel("mcp", "-c", tmp_path / "none.db")
    assert (code, out) == (2, "")
    assert "there is no chronicle here" in err


def test_json_of_a_call_is_small(server: Any) -> None:
    """All tools with their schemas, as an assistant takes them in, are of some size, and no more."""

    async def look(client: Client) -> int:
        tools = (await client.list_tools()).tools
        return len(json.dumps([tool.model_dump(mode="json", exclude={"output_schema"}) for tool in tools]))

    assert with_server(server, look) < 20_000


@pytest.mark.slow
def test_it_ends_with_its_input_and_with_ctrl_c(path: Path) -> None:
    hello = {
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"},
        },
    }  # fmt: skip
    for stopped, code in ((False, 0), (True, 130)):
        running = start("mcp", "-c", path, stdin=subprocess.PIPE)
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(json.dumps(hello) + "\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["result"]["serverInfo"]["name"] == "whimbrel"
        if stopped:
            running.send_signal(signal.SIGINT)
        else:
            running.stdin.close()
        assert running.wait(timeout=30) == code
        assert running.stdout.read() == ""
