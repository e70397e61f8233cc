"""What the server tells those who run it: never what was asked, read or signed."""

from __future__ import annotations

import io
import json
import logging
import re
import signal
import socket
import time
from urllib.request import urlopen

import pytest
from fastapi.testclient import TestClient
from runs import start

from whimbrel import logs
from whimbrel.api import Chronicle
from whimbrel.web.app import make_app
from whimbrel.web.measures import Measures, sample
from whimbrel.web.site import Settings, open_site

NAME = "somebodys-name"


@pytest.fixture
def client() -> TestClient:
    return TestClient(make_app(open_site(Chronicle.open())), base_url="http://127.0.0.1")


def test_measures_after_some_requests(client: TestClient) -> None:
    client.get("/", params={"text": NAME})
    client.get("/events/e0")
    client.get(f"/{NAME}")
    client.get("/static/nothing.css")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    text = answer.text
    assert NAME not in text
    assert 'whimbrel_requests_total{method="GET",route="none",status="404"} 1' in text
    assert 'route="static"' in text
    assert "whimbrel_reports 0" in text
    for line in text.splitlines():
        assert line.startswith("# ") or float(line.rsplit(" ", 1)[1]) >= 0


def test_a_reader_of_prometheus_reads_it(client: TestClient) -> None:
    parser = pytest.importorskip("prometheus_client.parser")
    client.get("/")
    families = {one.name: one for one in parser.text_string_to_metric_families(client.get("/metrics").text)}
    assert families["whimbrel_requests"].type == "counter"
    histogram = families["whimbrel_request_seconds"]
    assert histogram.type == "histogram"
    buckets = [one for one in histogram.samples if one.name.endswith("_bucket") and one.labels["route"] == "/"]
    assert [one.value for one in buckets] == sorted(one.value for one in buckets)
    assert buckets[-1].labels["le"] == "+Inf"


def test_labels_cannot_break_out() -> None:
    assert sample("a", {"b": 'c"} 1\nd'}, 2) == 'a{b="c\\"} 1\\nd"} 2'
    measures = Measures()
    measures.add("GET", "/a", 200, 99.0)
    assert 'whimbrel_request_seconds_bucket{route="/a",le="10.0"} 0' in list(measures.lines())


def test_health_is_open_and_metrics_are_not() -> None:
    closed = open_site(Chronicle.open(), Settings(public=False))
    client = TestClient(make_app(closed), base_url="http://127.0.0.1")
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/metrics").status_code == 401
    closed.chronicle.close()


def test_logs_tell_no_more_than_they_may(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    logs.start(out)
    try:
        client.get("/", params={"text": NAME}, headers={"Authorization": f"Bearer {NAME}"})
        logs.log("visit", source=logs.bare(f"https://{NAME}:pw@a.example/feed?key={NAME}#x"), words="\x1b[31m\n" * 900)
    finally:
        logging.getLogger("whimbrel.events").handlers = []
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert (first["event"], first["method"], first["route"]) == ("request", "GET", "/")
    assert second["source"] == "https://a.example/feed"
    assert len(second["words"]) == 300
    assert NAME not in out.getvalue()
    assert "\x1b" not in out.getvalue()
    client.get("/")  # and now nothing is logged
    assert len(out.getvalue().splitlines()) == 2


@pytest.mark.slow
def test_a_client_that_goes_away_does_not_end_the_server(chronicle_file: str) -> None:
    """It asks for much, reads nothing, says that it will ask no more, and is gone while we still write."""
    server = start("serve", "-c", chronicle_file, "--port", "0", "--requests", "0", "--log", "json")
    try:
        assert server.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", server.stderr.readline())
        assert found is not None
        port = int(found[1])
        for _ in range(2):
            with socket.socket() as rude:
                rude.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
                rude.connect(("127.0.0.1", port))
                rude.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 500)
                time.sleep(3)
                rude.shutdown(socket.SHUT_WR)
                time.sleep(0.5)
            time.sleep(0.5)
            assert server.poll() is None
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as answer:
            assert answer.status == 200
    finally:
        server.send_signal(signal.SIGINT)
        _, err = server.communicate(timeout=30)
    assert (server.returncode, "Traceback" in err) == (130, False)
    assert [json.loads(line)["event"] for line in err.splitlines() if line.startswith("{")][-1] == "stopped"
