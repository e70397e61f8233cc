"""How we ask for pages: the bounds, the manners, and what a test may put in the place of the world."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from whimbrel.addresses import Network, Resolve

if TYPE_CHECKING:
    import httpcore

MB = 1 << 20


def user_agent(contact: str = "") -> str:
    """What we call ourselves; `contact` is an address under which the one who runs us can be reached."""
    plain = "".join(char for char in contact if char.isascii() and char.isprintable())
    return f"whimbrel/{version('whimbrel')}" + (f" (+{plain})" if plain else "")


@dataclass(frozen=True, slots=True)
class Manner:
    """Times are in seconds, sizes in bytes.

    `patience` bounds one try of one address from its look-up to its last byte, however slowly that drips in;
    `largest` the body, as sent and unpacked. `pause` is the time between two requests to one host (a host may ask for
    more), `abreast` how many requests run at once, `per_host` how many of them to one host. A request that fails in
    passing is made `tries` times, after `again`, then twice that, and so on, varied by up to a half; a host that asks
    for a longer wait than `longest_wait` is left alone until it is over. `allowed` are inner networks that may be
    called.
    """

    patience: float = 30.0
    connecting: float = 10.0
    largest: int = 20 * MB
    redirects: int = 5
    pause: float = 1.0
    longest_pause: float = 30.0
    abreast: int = 8
    per_host: int = 1
    tries: int = 3
    again: float = 1.0
    longest_wait: float = 120.0
    agent: str = ""
    robots: bool = True
    allowed: Sequence[Network] = ()
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    vary: Callable[[], float] = random.random
    resolve: Resolve | None = None
    backend: httpcore.NetworkBackend | None = None
    trust: str = ""  # a file of certificates to trust beside the usual ones

    @property
    def called(self) -> str:
        return self.agent or user_agent()
