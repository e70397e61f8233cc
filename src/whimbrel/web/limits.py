"""How often one client may ask: a bucket of requests each, refilled evenly."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock
from time import monotonic

MOST_CLIENTS = 20_000


class Limiter:
    """A token bucket for each client. `a_minute` 0 lets everyone through; a client may spend a minute's at once."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and when that was reckoned
        self._lock = Lock()

    def wait(self, client: str, cost: float = 1.0) -> int:
        """Takes one request off a client's bucket; seconds until the next where it is empty, else 0."""
        if self._a_minute <= 0:
            return 0
        rate = self._a_minute / 60
        with self._lock:
            now = self._clock()
            left, then = self._left.get(client, (float(self._a_minute), now))
            left = min(float(self._a_minute), left + (now - then) * rate)
            enough = left >= cost
            self._left[client] = (left - cost if enough else left, now)
            self._left.move_to_end(client)
            while len(self._left) > MOST_CLIENTS:
                self._left.popitem(last=False)
        return 0 if enough else max(1, ceil((cost - left) / rate))


def client_of(address: str) -> str:
    """What counts as one client: an IPv4 address, or the network of an IPv6 one, of which a client has any number."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped) if found.ipv4_mapped else str(IPv6Address(int(found) >> 64 << 64))
    return str(found)
