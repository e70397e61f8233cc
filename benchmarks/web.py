"""How long people wait for a page of a large chronicle, when many look at it at once.

A chronicle is made as in `growth`, until it holds so many events, and served by `whimbrel serve` in a process of its
own. Clients look through it as people do: each asks for a page that somebody has seen a link to, waits a second on the
average, and asks for the next; every kind of page as often as every other. Times are the client's, on the same machine,
so they hold what the clients cost it. `p95_ms` is over all answers, `worst_view_p95_ms` that of the slowest kind,
`largest_kb` the largest page before it is compressed (what a page loads beside it is not asked for).

`WHIMBREL_WEB` sets events, clients and seconds (default "20000,20,30"); `WHIMBREL_WEB_CHRONICLE` names a chronicle to
be served instead.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import unescape
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Thread

from benchmarks.growth import A_DAY, FIRST, read
from benchmarks.history import put_before
from benchmarks.result import Outcome, say
from benchmarks.synthesis import day_by_day, stock, synthesise
from whimbrel.chronicle import Chronicle
from whimbrel.coder import Knowledge
from whimbrel.remaking import bring_up_to_date

LOAD = "20000,20,30"
FIRST_REPORTS = 600
PAUSE = 1.0  # seconds, on the average
KINDS = {  # kind of page: how its address begins
    "chronology": r"/(\?|$)",
    "event": r"/events/e[0-9a-f]+$",
    "report": r"/reports/[0-9a-f]+$",
    "actor": r"/actors/[^/.]+$",
    "claims": r"/claims(\?|$)",
    "map": r"/map(\?|$)",
    "data": r"/data(\?|$)",
    "reports": r"/reports(\?|$)",
    "actors": r"/actors(\?|$)",
    "framing": r"/framing\?",
    "review": r"/review(\?|$)",
}
STARTS = ("/", "/claims", "/map", "/data", "/reports", "/actors", "/review", "/?q=killed", "/?type=ASSAULT",
          "/?differs=killed", "/claims?said=1", "/?q=president")  # fmt: skip
MOST_LINKS = 400
Answer = tuple[float, int]  # milliseconds and bytes
Answers = Mapping[str, list[Answer]]  # by kind of page


def run(data: Path) -> Outcome:
    events, clients, seconds = (int(part) for part in os.environ.get("WHIMBREL_WEB", LOAD).split(","))
    given = os.environ.get("WHIMBREL_WEB_CHRONICLE")
    with TemporaryDirectory() as folder:
        path = Path(given) if given else made(data, Path(folder) / "chronicle.db", events)
        with Chronicle.open(path) as chronicle:
            held = chronicle.tally().events
        with served(path) as port:
            links = seen_links(port)
            answers = load(port, links, clients, seconds)
    return Outcome(figures(answers), held)


def made(data: Path, path: Path, events: int) -> Path:
    """A chronicle of at least so many events."""
    knowledge = Knowledge.load()
    stream = synthesise(stock(list(read(data, knowledge))), FIRST, day_by_day(A_DAY))
    with Chronicle.open(path) as chronicle:
        for report, claims in islice(stream, FIRST_REPORTS):
            chronicle.add(report, claims)
        bring_up_to_date(chronicle, knowledge.almanac)
        held = chronicle.tally()
    if held.events < events:
        put_before(path, -(-held.reports * events // held.events) + held.reports)
    return path


@contextmanager
def served(path: Path) -> Iterator[int]:
    """Serves a chronicle; gives the port."""
    command = [sys.executable, "-m", "whimbrel.cli", "serve", "-c", str(path), "--port", "0", "--requests", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        try:
            assert server.stderr is not None
            line = server.stderr.readline()
            found = re.search(r"http://[^/]*:(\d+)/", line)
            if not found:
                raise RuntimeError(f"the server did not start: {line}")
            yield int(found[1])
        finally:
            server.terminate()


def seen_links(port: int) -> dict[str, list[str]]:
    """Addresses by kind of page, gathered by following links from the first pages."""
    links: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
    for start in [*STARTS, *islice(_links(port, STARTS, links), 60)]:
        _gather(port, start, links)
    say("web: " + ", ".join(f"{len(found)} {kind}" for kind, found in links.items()))
    return {kind: list(found)[:MOST_LINKS] for kind, found in links.items() if found}


def _links(port: int, starts: Sequence[str], links: dict[str, dict[str, None]]) -> Iterator[str]:
    for start in starts:
        _gather(port, start, links)
    for found in links.values():
        yield from list(found)[:: max(1, len(found) // 6)]


def _gather(port: int, address: str, links: dict[str, dict[str, None]]) -> None:
    _, body, kind = ask(HTTPConnection("127.0.0.1", port, timeout=60), address)
    if "html" not in kind:
        return
    for found in re.findall(rb'href="(/[^"#]*)', body):
        link = unescape(found.decode())
        for name, shape in KINDS.items():
            if re.match(shape, link):
                links[name][link] = None


def load(port: int, links: Mapping[str, Sequence[str]], clients: int, seconds: int) -> Answers:
    """Lets clients ask for that long; gives what came back."""
    answers: dict[str, list[Answer]] = defaultdict(list)
    until = time.monotonic() + seconds
    threads = [Thread(target=_client, args=(port, links, number, until, answers)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _client(
    port: int,
    links: Mapping[str, Sequence[str]],
    number: int,
    until: float,
    answers: dict[str, list[tuple[float, int]]],
) -> None:
    draw = random.Random(number)
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(draw.random() * PAUSE)
    while time.monotonic() < until:
        kind = draw.choice(sorted(links))
        took, body, _ = ask(connection, draw.choice(links[kind]))
        answers[kind].append((took, len(body)))
        time.sleep(draw.expovariate(1 / PAUSE))
    connection.close()


def ask(connection: HTTPConnection, address: str) -> tuple[float, bytes, str]:
    """Milliseconds until the whole answer was there, the answer, its media type. Raises RuntimeError for a failure."""
    began = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    took = 1000 * (time.perf_counter() - began)
    if answer.status >= 400 and answer.status != 404:
        raise RuntimeError(f"{address}: {answer.status}")
    return took, body, answer.headers.get("content-type", "")


def figures(answers: Answers) -> dict[str, float]:
    """The figures over all kinds; those of each kind are said."""
    worst, largest = 0.0, 0
    for kind, told in sorted(answers.items()):
        spread = quantiles([took for took, _ in told], n=20) if len(told) > 1 else [told[0][0]]
        largest = max(largest, *(size for _, size in told))
        worst = max(worst, spread[-1])
        say(f"web: {kind}: {len(told)} asked, p50 {spread[len(spread) // 2]:.0f} ms, p95 {spread[-1]:.0f} ms, "
            f"largest {max(size for _, size in told) / 1000:.0f} kB")  # fmt: skip
    every = quantiles([took for told in answers.values() for took, _ in told], n=20)
    return {"p50_ms": every[9], "p95_ms": every[-1], "worst_view_p95_ms": worst, "largest_kb": largest / 1000}
