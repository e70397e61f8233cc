from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import time
from email.utils import formatdate
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from following.conftest import Asker, OnlyHere
from following.web import (
    Handler,
    Web,
    cut_short,
    dripping,
    dripping_head,
    endless,
    failing,
    packed,
    redirect,
)

from whimbrel.gather.net.answer import NotFetched, Seen
from whimbrel.gather.net.fetcher import Fetcher
from whimbrel.gather.net.manner import user_agent

PAGE = b"<html><body><p>The ministers met in Accra.</p></body></html>"


def refusal(fetcher: Fetcher, url: str) -> NotFetched:
    with pytest.raises(NotFetched) as found:
        fetcher.get(url)
    assert found.value.message
    assert found.value.remedy
    return found.value


def test_a_page_comes_as_it_was_sent(web: Web, asker: Asker) -> None:
    answer = asker().get(web.page("/a", PAGE))
    assert (answer.status, answer.body, answer.url) == (200, PAGE, f"{web.base}/a")
    assert answer.address == "127.0.0.1"
    assert web.headers["/a"]["user-agent"].startswith("whimbrel/")


INNER = (
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://192.168.1.1/admin",
    "http://127.0.0.2/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[64:ff9b::a00:1]/",
    "http://0.0.0.0/",
    "http://100.64.0.1/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://255.255.255.255/",
    "http://224.0.0.1/",
)


@pytest.mark.parametrize("target", INNER)
def test_no_connection_is_opened_to_an_inner_address(target: str, web: Web, asker: Asker, world: OnlyHere) -> None:
    found = refusal(asker(), target)
    assert found.code == "address"
    assert "no address of the public net" in found.message
    assert world.tried == []
    web.page("/robots.txt", "User-agent: *\nAllow: /", "text/plain")
    led = refusal(asker(), web.page("/away", redirect(target)))
    assert led.code == "address"
    assert led.message.startswith("it redirects to ")
    assert led.where == f"{web.base}/away"
    assert set(world.tried) == {"127.0.0.1"}


def test_a_name_is_checked_by_all_it_resolves_to_and_the_connection_is_to_what_was_checked(
    web: Web, asker: Asker, world: OnlyHere
) -> None:
    answers = iter([["93.184.216.34", "10.0.0.7"]])
    found = refusal(asker(resolve=lambda host, port: next(answers)), "http://news.example/a")
    assert "news.example (10.0.0.7)" in found.message
    assert world.tried == []
    times: list[str] = []

    def turncoat(host: str, port: int) -> list[str]:  # public when it is checked, inner when it is used
        times.append(host)
        return ["127.0.0.1"] if len(times) < 3 else ["10.0.0.7"]

    web.page("/a", PAGE)
    port = web.base.rpartition(":")[2]
    assert asker(resolve=turncoat).get(f"http://news.example:{port}/a").body == PAGE
    assert len(times) == len(world.tried) == 2  # robots.txt and the page: one look-up each, and that was used
    assert web.headers["/a"]["host"] == f"news.example:{port}"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://a b/",
        "http://u:p@a.example/",
    ],
)
def test_what_is_no_web_address_is_told(url: str, web: Web, asker: Asker, world: OnlyHere) -> None:
    assert refusal(asker(), url).code == "address"
    assert refusal(asker(), web.page("/away", redirect(url))).code in ("address", "redirects")
    assert set(world.tried) <= {"127.0.0.1"}


def test_redirects_are_followed_and_bounded(web: Web, asker: Asker) -> None:
    web.page("/c", PAGE)
    web.page("/b", redirect("c", 301))
    answer = asker().get(web.page("/a", redirect("/b", 301)))
    assert (answer.asked, answer.url, answer.moved) == (f"{web.base}/a", f"{web.base}/c", f"{web.base}/c")
    assert refusal(asker(), web.page("/round", redirect("/round"))).code == "redirects"
    assert web.asked["/round"] == 6


def test_a_page_that_has_not_changed_is_not_sent_again(web: Web, asker: Asker) -> None:
    def behave(handler: Handler) -> None:
        same = handler.headers.get("If-None-Match") == '"v1"'
        handler.send(b"" if same else PAGE, status=304 if same else 200, ETag='"v1"', Last_Modified="Tue, 11 May 2021")

    first = asker().get(web.page("/a", behave))
    assert first.seen == Seen('"v1"', "Tue, 11 May 2021")
    second = asker().get(f"{web.base}/a", first.seen)
    assert (second.status, second.body) == (304, b"")


def test_a_mark_that_cannot_be_sent_back_is_not(web: Web, asker: Asker) -> None:
    web.page("/a", PAGE)
    assert asker(agent=user_agent("büro\r\nX: y")).get(f"{web.base}/a", Seen('"é\r\nX: y"', "é")).body == PAGE
    assert "if-none-match" not in web.headers["/a"]
    assert web.headers["/a"]["user-agent"].endswith("(+broX: y)")


def test_a_busy_host_is_asked_again_when_it_says(web: Web, asker: Asker) -> None:
    slept: list[float] = []
    web.page("/a", failing(429, 1, PAGE, Retry_After="7"))
    assert asker(slept=slept, vary=lambda: 0.5).get(f"{web.base}/a").body == PAGE
    assert slept == [7.0]
    slept.clear()
    at = formatdate(time.time() + 30, usegmt=True)
    web.page("/b", failing(503, 1, PAGE, Retry_After=at))
    asker(slept=slept).get(f"{web.base}/b")
    assert 25 < slept[0] <= 31


def test_a_host_that_wants_long_rest_gets_it(web: Web, asker: Asker) -> None:
    web.page("/b", PAGE)
    fetcher = asker()
    found = refusal(fetcher, web.page("/a", failing(429, 9, PAGE, Retry_After="3600")))
    assert (found.code, found.again, found.wait) == ("busy", True, 3600.0)
    assert web.asked["/a"] == 1
    assert refusal(fetcher, f"{web.base}/b").code == "busy"
    assert web.asked["/b"] == 0


def test_pauses_between_tries_grow_and_vary(web: Web, asker: Asker) -> None:
    slept: list[float] = []
    fetcher = asker(slept=slept, tries=4, vary=lambda: 0.25)
    assert refusal(fetcher, web.page("/a", failing(500, 9, PAGE))).again
    assert slept == [0.75, 1.5, 3.0]
    assert web.asked["/a"] == 4
    gone = refusal(fetcher, web.page("/gone", failing(410, 9, PAGE)))
    assert (gone.code, gone.again, web.asked["/gone"]) == ("http-status", False, 1)


@pytest.mark.parametrize("behave", [dripping(PAGE, 0.02), dripping_head])
def test_a_slow_drip_ends(behave: object, web: Web, asker: Asker) -> None:
    url = web.page("/slow", behave)  # type: ignore[arg-type]
    began = time.monotonic()
    found = refusal(asker(tries=1, patience=0.5), url)
    assert found.code == "timeout"
    assert time.monotonic() - began < 3


def test_a_body_that_is_cut_short_is_no_page(web: Web, asker: Asker) -> None:
    found = refusal(asker(tries=2), web.page("/cut", cut_short(PAGE)))
    assert (found.code, found.again, web.asked["/cut"]) == ("cut-short", True, 2)
    assert refusal(asker(tries=1), web.page("/gz", packed(PAGE * 90, 60))).code == "cut-short"


def test_packed_pages_are_unpacked_and_bombs_are_not(web: Web, asker: Asker) -> None:
    answer = asker().get(web.page("/a", packed(PAGE)))
    assert (answer.body, answer.raw) == (PAGE, gzip.compress(PAGE))
    found = refusal(asker(largest=1 << 20), web.page("/bomb", packed(b"\0" * (64 << 20))))
    assert found.code == "too-large"
    assert "once unpacked" in found.message


@pytest.mark.parametrize("say", [True, False])
def test_a_page_of_200_mb_is_not_taken(say: bool, web: Web, asker: Asker) -> None:
    found = refusal(asker(patience=20), web.page("/large", endless(200 << 20, say=say)))
    assert found.code == "too-large"
    assert "20 MB" in found.message


def test_robots_are_obeyed_on_every_hop_and_asked_once(web: Web, asker: Asker) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /in", "text/plain")
    web.page("/in/a", PAGE)
    fetcher = asker()
    assert refusal(fetcher, f"{web.base}/in/a").code == "robots"
    assert refusal(fetcher, web.page("/b", redirect("/in/a"))).code == "robots"
    assert web.asked["/in/a"] == 0
    assert web.asked["/robots.txt"] == 1
    assert asker(robots=False).get(f"{web.base}/in/a").body == PAGE


def test_robots_that_cannot_be_read_keep_the_whole_host_closed(web: Web, asker: Asker) -> None:
    web.page("/robots.txt", failing(503, 99, b""))
    web.page("/a", PAGE)
    fetcher = asker()
    found = refusal(fetcher, f"{web.base}/a")
    assert found.message.startswith("its robots.txt cannot be read")
    assert found.again
    refusal(fetcher, f"{web.base}/a")
    assert web.asked["/robots.txt"] == 3
    assert web.asked["/a"] == 0


def test_a_host_gets_its_pause(web: Web, asker: Asker) -> None:
    web.page("/robots.txt", "User-agent: *\nCrawl-delay: 5", "text/plain")
    web.page("/a", PAGE)
    slept: list[float] = []
    fetcher = asker(slept=slept, pause=2.0, clock=lambda: 100.0, patience=50.0)
    for _ in range(3):
        fetcher.get(f"{web.base}/a")
    assert slept == [2.0, 7.0, 12.0]


def test_nobody_there_is_told(asker: Asker) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    found = refusal(asker(), f"http://127.0.0.1:{port}/")
    assert (found.code, found.again) == ("unreachable", True)
    nameless = asker(resolve=lambda host, port: [])
    assert refusal(nameless, "http://nowhere.example/").code == "unreachable"


def test_certificates_are_checked(asker: Asker, tmp_path: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example"]
    names = ["-addext", "subjectAltName=DNS:news.example", "-keyout", "key.pem", "-out", "cert.pem"]
    try:
        subprocess.run([*made, *names], cwd=tmp_path, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no openssl to make a certificate with")

    class Here(Handler):
        web = Web(pages={"/a": PAGE}, types={"/a": "text/html"})

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Here)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    told = {"resolve": lambda host, port: ["127.0.0.1"], "tries": 1}
    url = f"https://news.example:{server.server_port}/a"
    try:
        found = refusal(asker(**told), url)
        assert found.code == "certificate"
        assert "not trusted" in found.message
        trusting = asker(**told, trust=str(tmp_path / "cert.pem"))
        assert trusting.get(url).body == PAGE
        other = url.replace("news.example", "other.example")
        assert refusal(trusting, other).code == "certificate"
    finally:
        server.shutdown()
        server.server_close()
