"""What comes back of a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from whimbrel.errors import SetAside


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server told of a page the last time, to ask whether it has changed since."""

    etag: str = ""
    modified: str = ""


UNSEEN: Final = Seen()


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it was sent. `url` is where it was found in the end, `raw` its body as sent, `body` that unpacked.

    `status` is 200, or 304 for a page that has not changed; then both are empty. `headers` are in the order sent,
    names in lower case. `moved` is where the address asked for has moved to for good, "" when it has not.
    """

    asked: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    body: bytes
    address: str = ""
    reason: str = "OK"
    moved: str = ""

    def header(self, name: str) -> str:
        """The first header of this name, "" when there is none."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def seen(self) -> Seen:
        return Seen(self.header("etag"), self.header("last-modified"))


class NotFetched(SetAside):
    """A page could not be had. `again`: a later try may succeed; `wait`: after how many seconds, as the host asks.

    Codes: address, robots, redirects, unreachable, certificate, timeout, cut-short, too-large, http-status, busy,
    unsupported, malformed, fault.
    """

    def __init__(
        self, code: str, message: str, *, where: str, remedy: str, again: bool = False, wait: float = 0.0
    ) -> None:
        super().__init__(code, message, where=where, remedy=remedy)
        self.again = again
        self.wait = wait
