"""What is read into a watched chronicle, and a real receiver of webhooks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

FIRST = "Gunmen attacked a market in Kisumu on Saturday and killed six traders, the governor said."
SECOND = "Gunmen killed nine traders at a market in Kisumu on Saturday, hospital officials said."
OTHER = "The president of Kenya met the president of Uganda in Nairobi on Thursday."


def write_report(folder: Path, name: str, outlet: str, day: str, text: str) -> Path:
    path = folder / f"{name}.json"
    told = {
        "title": text.rstrip("."),
        "source": outlet,
        "date": day,
        "url": f"https://news.example/{name}",
        "text": text,
    }
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


@dataclass
class Receiver:
    """`answers` are the statuses given in turn, 204 when there are none; `taken` is what was posted, with headers."""

    url: str
    answers: list[int] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    wait: str = ""

    def bodies(self) -> list[dict[str, Any]]:
        return [one["json"] for one in self.taken if one["status"] == 204]

    def told(self) -> list[tuple[str, str]]:
        return [(item["change"], item["event"]) for body in self.bodies() for item in body["items"]]


@contextmanager
def receiving(*answers: int) -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = receiver.answers.pop(0) if receiver.answers else 204
            told = {"status": status, "body": body, "json": json.loads(body), "headers": dict(self.headers)}
            receiver.taken.append(told)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", receiver.url + "elsewhere")
            if receiver.wait:
                self.send_header("Retry-After", receiver.wait)
            self.end_headers()

        def do_GET(self) -> None:  # a followed redirect would come as this
            receiver.taken.append({"status": 404, "body": b"", "json": {}, "headers": dict(self.headers)})
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        receiver = Receiver(f"http://127.0.0.1:{http.server_port}/hook", list(answers))
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            http.shutdown()
            thread.join()
