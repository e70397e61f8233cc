"""One request and its answer; every way in which it can fail becomes a NotFetched with a clear line."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

import httpcore

from whimbrel.addresses import InnerAddressError
from whimbrel.gather.net.answer import Answer, NotFetched, Seen
from whimbrel.gather.net.body import BrokenError, TooLargeError, can_unpack, read_bounded, unpack
from whimbrel.gather.net.connecting import CheckedBackend, Deadline
from whimbrel.gather.net.manner import MB, Manner

ACCEPT: Final = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/xml, */*;q=0.5"
_NEXT_RUN: Final = "the next run tries again"


def ask_once(url: str, asked: str, seen: Seen, largest: int, manner: Manner, context: ssl.SSLContext) -> Answer:
    """The answer to one GET, whatever its status. Raises NotFetched. `url` has been checked to be a web address."""
    deadline = Deadline(manner)
    backend = CheckedBackend(manner, deadline)
    timeout = {"connect": manner.connecting, "read": manner.patience, "write": manner.patience, "pool": 1.0}
    try:
        with (
            httpcore.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=1) as pool,
            pool.stream("GET", url, headers=_headers(url, seen, manner), extensions={"timeout": timeout}) as answer,
        ):
            headers = tuple((_text(name).lower(), _text(value)) for name, value in answer.headers)
            found = Answer(asked, url, answer.status, headers, b"", b"", backend.address, _reason(answer))
            if answer.status != 200:
                return found
            return _with_body(found, answer.iter_stream(), largest)
    except InnerAddressError as error:
        led = f"it redirects to {url}: " if url != asked else ""
        remedy = "if it is meant, allow it: --allow-private ADDRESS"
        raise NotFetched("address", f"{led}{error}", where=asked, remedy=remedy) from None
    except httpcore.TimeoutException:
        message = f"no whole answer in {manner.patience:g} s"
        raise NotFetched("timeout", message, where=url, remedy=_NEXT_RUN, again=True) from None
    except ssl.SSLError as error:
        raise _certificate(error, url) from None
    except httpcore.ConnectError as error:
        if isinstance(error.__context__, ssl.SSLError):
            raise _certificate(error.__context__, url) from None
        raise NotFetched("unreachable", _failed(error), where=url, remedy=_NEXT_RUN, again=True) from None
    except httpcore.ProtocolError as error:
        code = "cut-short" if "closed" in str(error) or "incomplete" in str(error) else "malformed"
        message = "the answer was cut short" if code == "cut-short" else f"no HTTP: {error}"
        raise NotFetched(code, message, where=url, remedy=_NEXT_RUN, again=True) from None
    except (httpcore.NetworkError, OSError) as error:
        raise NotFetched("cut-short", _failed(error), where=url, remedy=_NEXT_RUN, again=True) from None


def _with_body(found: Answer, chunks: Iterator[bytes], largest: int) -> Answer:
    where = found.url
    encoding = found.header("content-encoding").strip().lower()
    remedy = "save it yourself and take out what is needed"
    if not can_unpack(encoding):
        raise NotFetched(
            "unsupported", f"packed as {encoding[:40]}, which we did not ask for", where=where, remedy=remedy
        )
    told = found.header("content-length")
    try:
        if told.isdigit() and len(told) < 18 and int(told) > largest:
            raise TooLargeError(unpacked=False)
        raw = read_bounded(chunks, largest)
        body = unpack(raw, encoding, largest)
    except TooLargeError as error:
        unpacked = " once unpacked" if error.unpacked else ""
        message = f"larger than {largest / MB:.3g} MB{unpacked}; what came after was not read"
        raise NotFetched("too-large", message, where=where, remedy=remedy) from None
    except BrokenError as error:
        message = f"its {encoding} is broken: {error}"
        raise NotFetched("cut-short", message, where=where, remedy=_NEXT_RUN, again=True) from None
    return Answer(found.asked, found.url, found.status, found.headers, raw, body, found.address, found.reason)


def _headers(url: str, seen: Seen, manner: Manner) -> list[tuple[str, str]]:
    told = (("If-None-Match", seen.etag), ("If-Modified-Since", seen.modified))
    conditions = [(name, value) for name, value in told if value and value.isascii() and value.isprintable()]
    return [
        ("Host", urlsplit(url).netloc),
        ("User-Agent", manner.called),
        ("Accept", ACCEPT),
        ("Accept-Language", "en, *;q=0.5"),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
        *conditions,
    ]


def _certificate(error: ssl.SSLError, url: str) -> NotFetched:
    reason = getattr(error, "verify_message", "") or error.reason or "no TLS"
    return NotFetched(
        "certificate", f"its certificate is not trusted: {reason}", where=url, remedy="tell the outlet; it was not read"
    )


def _failed(error: Exception) -> str:
    said = str(error) or type(error).__name__
    return f"the connection failed: {said[:200]}"


def _reason(answer: httpcore.Response) -> str:
    return _text(answer.extensions.get("reason_phrase", b""))


def _text(value: bytes) -> str:
    return value.decode("latin-1")
