"""Asks an OpenAI-compatible endpoint, within bounds of time, number and size. Nothing of the key gets into a message.

Redirects are not followed: they could carry a report, or the key, to another host. Answers are asked for uncompressed
and counted as they come, so that none can grow in memory.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer
from typing import TYPE_CHECKING, Any

from whimbrel.coder.llm.endpoint import KEY, Endpoint
from whimbrel.coder.llm.envelope import content_of
from whimbrel.coder.llm.prompt import Message
from whimbrel.errors import AnswerError, EndpointError, UsageError, WhimbrelError

if TYPE_CHECKING:
    import httpx

TRY_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
CONNECT = 10.0  # seconds
OPTIONAL: dict[str, Any] = {"temperature": 0}  # what some servers and models refuse with 400 is left out then
REMEDIES = {
    401: f"set {KEY} to a key that this endpoint takes",
    403: f"set {KEY} to a key that may use this model",
    404: "check --endpoint (its base, such as https://host/v1) and --model",
    429: "ask for fewer reports, or later",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back of one request: status, type of content, seconds that it asks us to wait, and the body."""

    status: int
    media: str
    wait: float | None
    body: bytes


class _PassingError(AnswerError):
    """A fault that may be gone the next time."""


class Client:
    """Asks one endpoint. Raises UsageError where httpx is not installed or the address is none."""

    def __init__(self, endpoint: Endpoint, sleep: Callable[[float], None] = time.sleep) -> None:
        try:
            import httpx  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise UsageError("httpx is not installed", remedy="pip install 'whimbrel[llm]'") from error
        try:
            address = httpx.URL(endpoint.address)
            address.host.encode("idna")  # what no resolver could be asked for
        except (httpx.InvalidURL, ValueError):
            raise UsageError("the endpoint is no http address", remedy="mend --endpoint") from None
        self._httpx = httpx
        self.endpoint = endpoint
        self._sleep = sleep
        self._optional = dict(OPTIONAL)

    def ask(self, messages: Sequence[Message]) -> str:
        """The model's answer to a conversation.

        Raises AnswerError when this answer cannot be used, EndpointError when the endpoint cannot.
        """
        reply = self._insist(messages)
        if reply.status == 400 and self._optional:
            self._optional = {}
            reply = self._insist(messages)
        self._check(reply)
        return content_of(reply.body, self.endpoint.where)

    def _insist(self, messages: Sequence[Message]) -> Reply:
        """The reply, asked for again after a pause while it says that it may yet come; the last one as it is."""
        pause = self.endpoint.pause
        for left in reversed(range(max(1, self.endpoint.tries))):
            try:
                reply = self._post(messages)
            except _PassingError:
                if not left:
                    raise
                self._sleep(pause)
            else:
                wait = max(pause, reply.wait or 0.0)
                if reply.status not in TRY_AGAIN or not left or wait > self.endpoint.longest_pause:
                    return reply
                self._sleep(wait)
            pause = min(2 * pause, self.endpoint.longest_pause)
        raise AssertionError("not reached: the last try returns or raises")

    def _post(self, messages: Sequence[Message]) -> Reply:
        where, httpx = self.endpoint.where, self._httpx
        late = _PassingError(
            f"no whole answer in {self.endpoint.patience:g} s", where=where, remedy="ask a faster model, or later"
        )
        with self._opened() as (client, is_over):
            try:
                with client.stream("POST", self.endpoint.address, content=self._request(messages)) as answer:
                    reply = self._received(answer, is_over)
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
                fault = type(error).__name__
                remedy = "is the server running, and the address right?"
                raise EndpointError(f"cannot be reached: {fault}", where=where, remedy=remedy) from None
            except httpx.TimeoutException:
                raise late from None
            except WhimbrelError:
                raise
            except Exception as error:  # closed under its hands, the library may fail in any way
                if is_over():
                    raise late from None
                if not isinstance(error, httpx.HTTPError | httpx.StreamError | OSError):
                    raise
                fault = type(error).__name__
                raise _PassingError(f"the connection broke: {fault}", where=where, remedy="try again") from None
        if is_over():
            raise late
        return reply

    def _request(self, messages: Sequence[Message]) -> bytes:
        wanted = {"model": self.endpoint.model, "messages": list(messages), "stream": False, **self._optional}
        return json.dumps(wanted).encode("ascii")  # escapes also what UTF-8 cannot hold

    def _received(self, answer: httpx.Response, is_over: Callable[[], bool]) -> Reply:
        body = bytearray()
        for chunk in answer.iter_raw(65_536):
            body += chunk
            if len(body) > self.endpoint.most_bytes:
                message = f"the answer is longer than {self.endpoint.most_bytes:,} bytes"
                raise AnswerError(message, where=self.endpoint.where, remedy="ask another model")
            if is_over():
                break
        media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Reply(answer.status_code, media, _seconds(answer.headers.get("retry-after", "")), bytes(body))

    @contextmanager
    def _opened(self) -> Iterator[tuple[httpx.Client, Callable[[], bool]]]:
        """A connection that is closed when patience ends, however slowly and steadily something still trickles in."""
        given = self.endpoint
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "Content-Type": "application/json"}
        if given.key:
            headers["Authorization"] = f"Bearer {given.key}"
        timeout = self._httpx.Timeout(given.patience, connect=min(CONNECT, given.patience))
        try:
            client = self._httpx.Client(
                headers=headers, timeout=timeout, follow_redirects=False, trust_env=not given.is_local
            )
        except (ImportError, ValueError) as error:  # both may be said of a proxy that cannot be used
            fault = type(error).__name__
            raise EndpointError(
                f"no connection can be made: {fault}", where=given.where, remedy="check HTTPS_PROXY and ALL_PROXY"
            ) from None
        end = time.monotonic() + given.patience
        timer = Timer(given.patience, client.close)
        timer.daemon = True
        timer.start()
        try:
            yield client, lambda: time.monotonic() >= end
        finally:
            timer.cancel()
            client.close()

    def _check(self, reply: Reply) -> None:
        """Raises EndpointError unless the reply is a success in JSON."""
        where = self.endpoint.where
        if 300 <= reply.status < 400:
            remedy = "name the address that it leads to with --endpoint, if you trust it"
            raise EndpointError(f"redirects ({reply.status}), which is not followed", where=where, remedy=remedy)
        if reply.status != 200:
            asked = f" and asks to wait {reply.wait:g} s" if reply.wait else ""
            remedy = REMEDIES.get(reply.status, "check --endpoint and --model, or try later")
            raise EndpointError(f"answers with status {reply.status}{asked}", where=where, remedy=remedy)
        if reply.media != "application/json":
            said = reply.media if reply.media.isascii() and reply.media.isprintable() and len(reply.media) < 80 else ""
            message = f"answers with {said or 'something else'}, not application/json"
            raise EndpointError(message, where=where, remedy="check --endpoint: its base usually ends with /v1")


def _seconds(value: str) -> float | None:
    """The seconds of a `Retry-After`; None for dates and nonsense, which our own pauses then answer."""
    return float(value) if value.isascii() and value.isdigit() and len(value) < 9 else None
