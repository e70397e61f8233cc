"""What a site keeps to tell who is who: keys, the signer of sessions, how often each client asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from whimbrel.web.limits import Limiter
from whimbrel.web.sessions import Signer
from whimbrel.web.tokens import Keys

SIGN_INS_A_MINUTE = 10


@dataclass(frozen=True, slots=True)
class Guard:
    keys: Keys
    signer: Signer
    requests: Limiter
    sign_ins: Limiter


def make_guard(
    tokens: tuple[tuple[str, str], ...] = (),
    file: Path | None = None,
    requests_a_minute: int = 0,
    clock: Callable[[], float] = monotonic,
) -> Guard:
    return Guard(Keys(tokens, file), Signer(), Limiter(requests_a_minute, clock), Limiter(SIGN_INS_A_MINUTE, clock))
