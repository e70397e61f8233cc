"""Connections to checked addresses only, on which nothing outlasts a deadline.

The check stands where the connection is made, so that no way to a request (a redirect, a retry) leads around it.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from whimbrel.addresses import checked_address
from whimbrel.gather.net.manner import Manner


class Deadline:
    """A moment by which something must be done."""

    def __init__(self, manner: Manner) -> None:
        self._clock = manner.clock
        self._end = manner.clock() + manner.patience

    def left(self) -> float:
        """The seconds that are left. Raises httpcore.ReadTimeout when none are."""
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("too slow")
        return left


class CheckedBackend(httpcore.NetworkBackend):
    """Looks a host up, checks what it finds, and connects to exactly that. Raises InnerAddressError."""

    def __init__(self, manner: Manner, deadline: Deadline) -> None:
        self._manner = manner
        self._deadline = deadline
        self._inner = manner.backend or httpcore.SyncBackend()
        self.address = ""  # of the last connection

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            address = checked_address(host, port, allowed=self._manner.allowed, resolve=self._manner.resolve)
        except OSError as error:
            raise httpcore.ConnectError(f"{host} cannot be found: {error.strerror or error}") from error
        self.address = address
        wait = min(self._deadline.left(), self._manner.connecting, timeout or self._manner.connecting)
        return _Hurried(self._inner.connect_tcp(address, port, wait, local_address, socket_options), self._deadline)


class _Hurried(httpcore.NetworkStream):
    """A stream each of whose steps may take only what the deadline leaves."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Hurried(self._stream.start_tls(ssl_context, server_hostname, self._within(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _within(self, timeout: float | None) -> float:
        left = self._deadline.left()
        return left if timeout is None else min(left, timeout)
