"""One page from the open web, politely and within bounds: redirects, retries, robots.txt, conditions."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import replace
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from threading import Lock
from typing import Final
from urllib.parse import urljoin, urlsplit

from whimbrel.addresses import web_parts
from whimbrel.errors import WhimbrelError
from whimbrel.gather.decode import decode
from whimbrel.gather.net.answer import UNSEEN, Answer, NotFetched, Seen
from whimbrel.gather.net.asking import ask_once
from whimbrel.gather.net.hosts import Hosts
from whimbrel.gather.net.links import ascii_url
from whimbrel.gather.net.manner import Manner
from whimbrel.gather.net.robots import EVERYTHING, LARGEST, NOTHING, Robots, read_robots

_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD: Final = frozenset({301, 308})
_IN_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class Fetcher:
    """Fetches pages for many threads at once; what hosts ask of us is remembered as long as it lives."""

    def __init__(self, manner: Manner | None = None) -> None:
        self.manner = manner or Manner()
        self.hosts = Hosts(self.manner)
        self._robots: dict[str, Robots | NotFetched] = {}
        self._robots_locks: dict[str, Lock] = {}
        self._lock = Lock()

    def get(self, url: str, seen: Seen = UNSEEN, *, largest: int = 0, robots: bool = True) -> Answer:
        """The page at an address, unless it is as it was when `seen`. Raises NotFetched, and only that.

        `largest` is a bound of its own for the body, `robots` whether robots.txt is asked (if the manner has it so).
        """
        asked = self._checked(url, url)
        self._may(asked, asked, robots)
        return self._patiently(lambda: self._follow(asked, seen, largest or self.manner.largest, robots))

    def robots(self, url: str) -> Robots:
        """What the host of an address says in its robots.txt; asked once. Raises NotFetched when it cannot be had."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._robots_locks.setdefault(origin, Lock())
        with lock:
            found = self._robots.get(origin)
            if found is None:
                found = self._robots[origin] = self._fetch_robots(origin)
                self.hosts.slower(parts.netloc, found.pause if isinstance(found, Robots) else 0.0)
        if isinstance(found, NotFetched):
            raise found
        return found

    def _fetch_robots(self, origin: str) -> Robots | NotFetched:
        url = f"{origin}/robots.txt"
        try:
            answer = self._patiently(lambda: self._follow(url, UNSEEN, LARGEST, robots=False))
        except NotFetched as reason:
            if reason.code == "too-large":
                return NOTHING
            if reason.code in ("http-status", "redirects") and not reason.again:
                return EVERYTHING  # there is none, says RFC 9309
            return reason  # it may be there: until it can be read, nothing is asked for
        return read_robots(decode(answer.body).text)

    def _may(self, url: str, asked: str, robots: bool) -> None:
        if not (robots and self.manner.robots):
            return
        led = f"it redirects to {url}: " if url != asked else ""
        try:
            allowed = self.robots(url).allows(url)
        except NotFetched as reason:
            said = reason.message if reason.code == "address" else f"its robots.txt cannot be read: {reason.message}"
            raise NotFetched(
                reason.code, led + said, where=asked, remedy=reason.remedy, again=reason.again, wait=reason.wait
            ) from None
        if not allowed:
            remedy = "ask the outlet, or save the page yourself"
            raise NotFetched("robots", f"{led}its robots.txt does not allow it", where=asked, remedy=remedy)

    def _patiently(self, work: Callable[[], Answer]) -> Answer:
        """Does it again when it fails in passing, after growing pauses or what the host asks for."""
        pause = self.manner.again
        left = max(1, self.manner.tries)
        while True:
            left -= 1
            try:
                return work()
            except NotFetched as reason:
                if reason.wait > self.manner.longest_wait:
                    self.hosts.rest(urlsplit(reason.where).netloc, reason.wait)
                    raise
                if not left or not reason.again:
                    raise
                self.manner.sleep(max(reason.wait, pause * (0.5 + self.manner.vary())))
                pause = min(2 * pause, self.manner.longest_wait)

    def _follow(self, asked: str, seen: Seen, largest: int, robots: bool) -> Answer:
        """One try, with its redirects. Each hop is checked as the first was."""
        url, moved, for_good = asked, "", True
        for _ in range(self.manner.redirects + 1):
            answer = self._once(url, asked, seen, largest)
            target = answer.header("location")
            if answer.status not in _MOVED or not target:
                return self._judged(answer, moved)
            for_good = for_good and answer.status in _FOR_GOOD
            url = self._checked(urljoin(url, target.strip()), url, asked)
            moved = url if for_good else moved
            self._may(
                url, asked, robots
            )  # what its robots.txt says or fails with is remembered: no use in trying again
        raise NotFetched(
            "redirects", f"more than {self.manner.redirects} redirects", where=asked, remedy="open it in a browser"
        )

    def _once(self, url: str, asked: str, seen: Seen, largest: int) -> Answer:
        host = urlsplit(url).netloc
        if wait := self.hosts.resting(host):
            message = f"{host} asks not to be called for {wait:,.0f} s more"
            raise NotFetched("busy", message, where=url, remedy="the next run tries again", again=True, wait=wait)
        with self.hosts.turn(host):
            return ask_once(url, asked, seen, largest, self.manner, _context(self.manner.trust))

    def _judged(self, answer: Answer, moved: str) -> Answer:
        if answer.status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            return replace(answer, moved=moved) if moved else answer
        where, status = answer.url, answer.status
        wait = _wait(answer.header("retry-after"), self.manner.now())
        if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            asks = f" and asks to wait {wait:,.0f} s" if wait else ""
            message = f"the host is busy ({status}){asks}"
            raise NotFetched("busy", message, where=where, remedy="the next run tries again", again=True, wait=wait)
        again = status in _IN_PASSING
        remedy = "the next run tries again" if again else "check the address in a browser"
        raise NotFetched("http-status", _said(status), where=where, remedy=remedy, again=again)

    def _checked(self, url: str, where: str, asked: str = "") -> str:
        """The address in plain letters. Raises NotFetched for what is no web address."""
        try:
            plain = ascii_url(url)
            web_parts(plain)
        except ValueError as error:
            led = "it redirects to what is no web address: " if asked else "no web address: "
            raise NotFetched("address", f"{led}{error}", where=where, remedy="write https://host/path") from None
        return plain


def _said(status: int) -> str:
    try:
        return f"the server answers {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"the server answers {status}"


def _wait(value: str, now: float) -> float:
    """The seconds of a Retry-After, which may also be a date; 0 for nonsense."""
    if value.isascii() and value.isdigit() and len(value) < 9:
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return 0.0


@cache
def _context(trust: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if trust:
        try:
            context.load_verify_locations(trust)
        except OSError as error:
            raise WhimbrelError(f"no certificates: {error.strerror}", where=trust, remedy="name a PEM file") from error
    return context
