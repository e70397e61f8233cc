"""Sends one body to one webhook, within bounds of time, tries and size.

Redirects are not followed and no proxy is used: both could lead where the address was not checked. What is answered
counts by its status alone.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from threading import Timer
from typing import TYPE_CHECKING, Any

from whimbrel.errors import UsageError, WhimbrelError
from whimbrel.watching.address import Resolve, Target, looked_up, where_of
from whimbrel.watching.signing import headers

if TYPE_CHECKING:
    import httpx

TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
MOST_ANSWERED = 65_536  # bytes read of an answer


@dataclass(frozen=True, slots=True)
class Manner:
    """How deliveries are made. Times are in seconds: `patience` for one try, `pause` before the second, doubled for
    each further one and varied by up to a half, so that many senders do not come at once."""

    allow_private: bool = False
    tries: int = 5
    patience: float = 20.0
    pause: float = 1.0
    longest_pause: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    vary: Callable[[], float] = random.random
    resolve: Resolve | None = None


class _RefusedError(Exception):
    """What came back of a try that did not succeed; `again` tells whether another may, `wait` how long it asks for."""

    def __init__(self, said: str, *, again: bool, wait: float = 0.0) -> None:
        super().__init__(said)
        self.again = again
        self.wait = wait


def deliver(url: str, secret: str, key: str, body: bytes, manner: Manner) -> str:
    """Sends the body until it is taken; "" when it was, else what went wrong the last time."""
    pause = manner.pause
    said = ""
    for left in reversed(range(max(1, manner.tries))):
        try:
            _post(url, secret, key, body, manner)
        except _RefusedError as refusal:
            said = str(refusal)
            if not left or not refusal.again or refusal.wait > manner.longest_pause:
                return said
            manner.sleep(max(refusal.wait, pause * (0.5 + manner.vary())))
            pause = min(2 * pause, manner.longest_pause)
        else:
            return ""
    return said


def _post(url: str, secret: str, key: str, body: bytes, manner: Manner) -> None:
    """One try. Raises _RefusedError."""
    httpx = _httpx()
    try:
        target = looked_up(url, allow_private=manner.allow_private, resolve=manner.resolve)
    except WhimbrelError as error:
        raise _RefusedError(str(error), again=False) from None
    except (OSError, UnicodeError) as error:
        raise _RefusedError(f"{where_of(url)} cannot be found: {error}", again=True) from None
    end = time.monotonic() + manner.patience
    with httpx.Client(timeout=manner.patience, follow_redirects=False, trust_env=False) as client:
        timer = Timer(manner.patience, client.close)  # however slowly and steadily something trickles in
        timer.daemon = True
        timer.start()
        try:
            status, wait = _answer(client, target, _headers(target, secret, key, body), body, end)
        except (httpx.HTTPError, httpx.StreamError, OSError, RuntimeError) as error:
            late = isinstance(error, httpx.TimeoutException) or time.monotonic() >= end
            fault = f"gives no answer in {manner.patience:g} s" if late else f"fails: {type(error).__name__}"
            raise _RefusedError(f"{where_of(url)} {fault}", again=True) from None
        finally:
            timer.cancel()
    if 200 <= status < 300:
        return
    redirected = ", a redirect, which is not followed" if 300 <= status < 400 else ""
    raise _RefusedError(f"{where_of(url)} answers {status}{redirected}", again=status in TRY_AGAIN, wait=wait)


def _answer(
    client: httpx.Client, target: Target, sent: dict[str, str], body: bytes, end: float
) -> tuple[int, float]:  # fmt: skip
    extensions = {"sni_hostname": target.host}  # the certificate must be of the name, whatever we connect to
    with client.stream("POST", target.pinned, content=body, headers=sent, extensions=extensions) as answer:
        size = 0
        for chunk in answer.iter_raw(8192):
            size += len(chunk)
            if size > MOST_ANSWERED or time.monotonic() >= end:
                break
        return answer.status_code, _seconds(answer.headers.get("retry-after", ""))


def _headers(target: Target, secret: str, key: str, body: bytes) -> dict[str, str]:
    return {
        "Host": target.called,
        "Content-Type": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": f"whimbrel/{version('whimbrel')}",
        "Idempotency-Key": key,
        **headers(secret, key, int(time.time()), body),
    }


def _seconds(value: str) -> float:
    """The seconds of a `Retry-After`; 0 for dates and nonsense, which our own pauses then answer."""
    return float(value) if value.isascii() and value.isdigit() and len(value) < 9 else 0.0


def _httpx() -> Any:
    try:
        import httpx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError("httpx is not installed", remedy="pip install 'whimbrel[watch]'") from error
    return httpx
