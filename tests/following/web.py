"""A small web of our own, on this machine: pages, feeds, and every misbehaviour that a server is capable of."""

from __future__ import annotations

import gzip
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Behaviour = Callable[["Handler"], None]


@dataclass
class Web:
    """What the server answers by path, and what it was asked for. A behaviour writes its answer itself."""

    base: str = ""
    pages: dict[str, bytes | Behaviour] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    at: list[tuple[float, str]] = field(default_factory=list)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)  # of the last request for each path

    def page(self, path: str, body: bytes | str | Behaviour, type: str = "text/html; charset=utf-8") -> str:
        """Puts something there; gives its address."""
        self.pages[path] = body.encode() if isinstance(body, str) else body
        self.types[path] = type
        return self.base + path


class Handler(BaseHTTPRequestHandler):
    web: Web
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        web = self.web
        web.asked[self.path] += 1
        web.at.append((time.monotonic(), self.path))
        web.headers[self.path] = {name.lower(): value for name, value in self.headers.items()}
        body = web.pages.get(self.path)
        try:
            if body is None:
                self.send_error(404)
            elif callable(body):
                body(self)
            else:
                self.send(body, web.types[self.path])
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, body: bytes, type: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Web]:
    """A web on a free port of this machine, for as long as the block lasts."""
    web = Web()

    class Here(Handler):
        pass

    Here.web = web
    server = ThreadingHTTPServer(("127.0.0.1", 0), Here)
    server.daemon_threads = True
    web.base = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


def redirect(to: str, status: int = 302) -> Behaviour:
    return lambda handler: handler.send(b"", status=status, Location=to)


def failing(status: int, times: int, then: bytes, **headers: str) -> Behaviour:
    """Answers a status some times, then a page."""
    left = iter(range(times))

    def behave(handler: Handler) -> None:
        if next(left, None) is None:
            handler.send(then)
        else:
            handler.send(b"no", status=status, **headers)

    return behave


def dripping(body: bytes, pause: float) -> Behaviour:
    """Sends a byte at a time for ever, as long as anybody reads."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for at in range(10_000):
            handler.wfile.write(body[at % len(body) :][:1])
            handler.wfile.flush()
            time.sleep(pause)

    return behave


def dripping_head(handler: Handler) -> None:
    """Never comes to the end of its headers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000):
        handler.wfile.write(b"X-%d: a\r\n" % number)
        handler.wfile.flush()
        time.sleep(0.05)


def cut_short(body: bytes) -> Behaviour:
    """Promises more than it sends."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(body) + 1000))
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return behave


def packed(body: bytes, told: int = 0) -> Behaviour:
    data = gzip.compress(body)
    return lambda handler: handler.send(data[: told or len(data)], Content_Encoding="gzip")


def endless(size: int, *, say: bool, sent: list[int] | None = None) -> Behaviour:
    """A page of so many bytes, in pieces; `say` its length or keep quiet about it; `sent` takes those that went."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Connection", "close")
        if say:
            handler.send_header("Content-Length", str(size))
        handler.end_headers()
        for _ in range(size >> 16):
            handler.wfile.write(b"<p>word " * 8192)
            if sent is not None:
                sent.append(1 << 16)
        handler.close_connection = True

    return behave


def article(head: str, text: str, **more: str) -> str:
    """A page as an outlet makes it."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    meta = more.get("meta", "")
    return (
        f"<!doctype html><html><head><title>{head}</title>{meta}</head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{head}</h1>{paragraphs}</article></body></html>"
    )


def rss(items: list[str], title: str = "The Harbour Ledger") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(url: str, title: str = "A report", date: str = "Tue, 11 May 2021 10:00:00 GMT") -> str:
    return f"<item><title>{title}</title><link>{url}</link><pubDate>{date}</pubDate></item>"
