"""A small real server that speaks the chat protocol, as well or as badly as a test asks of it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """`answers` are given in turn, the last one for ever; `asked` holds what was posted, with path and headers."""

    url: str
    answers: list[Answer] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def next(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def serving(*answers: Answer) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.asked.append({"path": self.path, "headers": dict(self.headers), "body": json.loads(body)})
            with suppress(BrokenPipeError, ConnectionResetError):  # when the client has gone, as it should
                server.next()(self)

        def do_GET(self) -> None:  # a followed redirect would come as this
            server.asked.append({"path": self.path, "headers": dict(self.headers), "body": None})
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        server = Server(f"http://127.0.0.1:{http.server_port}/v1", list(answers))
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def raw(body: bytes, *, status: int = 200, media: str = "application/json", **headers: str) -> Answer:
    """These bytes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def says(content: object, finish: str = "stop") -> Answer:
    """The envelope of the protocol around a model's words."""
    message = {"role": "assistant", "content": content}
    return raw(json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": finish}]}).encode())


def claims(*items: object) -> Answer:
    """A model's words in the form that it is asked for."""
    return says(json.dumps({"claims": items}))


def status(code: int, **headers: str) -> Answer:
    return raw(b'{"error": {"message": "no"}}', status=code, **headers)


def slow(seconds: float) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        claims()(handler)

    return answer


def trickling(head: bytes, seconds: float) -> Answer:
    """`head`, and then a byte now and then, so that no single read ever waits long."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.02)

    return answer


def endless(handler: BaseHTTPRequestHandler) -> None:
    """An answer without end, as fast as it can be sent."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n")
    for _ in range(10_000):
        handler.wfile.write(b" " * 65_536)
