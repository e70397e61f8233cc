"""Where the model is reached: address, name, key, and how long, how often and how much is borne of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from whimbrel.errors import UsageError

KEY = "WHIMBREL_LLM_KEY"
PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint. `url` is its base (`http://localhost:8000/v1`) or the full address of its chat.

    The key is in no representation and no message. Times are in seconds: `patience` for a whole answer, `pause`
    before the first repetition (doubled each time), `longest_pause` the most that a `Retry-After` may ask for.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    patience: float = 120.0
    tries: int = 3
    pause: float = 1.0
    longest_pause: float = 60.0
    most_bytes: int = 1_000_000

    def __post_init__(self) -> None:
        """Raises UsageError for an address, a model or a key that cannot be."""
        parts = _parts(self.url)
        if not self.model.strip():
            raise UsageError("no model is named", remedy="give --model or set WHIMBREL_LLM_MODEL")
        if not (self.key.isascii() and self.key.isprintable() and " " not in self.key):
            raise UsageError(
                f"what {KEY} holds cannot be a key", remedy="it may hold no spaces, breaks or odd characters"
            )
        if self.key and parts.scheme == "http" and not self.is_local:
            raise UsageError(
                f"the key would travel unencrypted to {parts.hostname}", remedy=f"use https, or unset {KEY}"
            )

    @property
    def address(self) -> str:
        """The full address that is posted to."""
        parts = _parts(self.url)
        path = parts.path.rstrip("/")
        return parts._replace(path=path if path.endswith(PATH) else path + PATH, fragment="").geturl()

    @property
    def where(self) -> str:
        """The address for messages: without its query, which may hold secrets."""
        return _parts(self.address)._replace(query="").geturl()

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine."""
        host = _parts(self.url).hostname or ""
        try:
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            return False


def from_environment(url: str = "", model: str = "", environment: Mapping[str, str] = os.environ) -> Endpoint:
    """The endpoint that options and environment name; options go first, the key is taken from the environment alone.

    Reads WHIMBREL_LLM_ENDPOINT, WHIMBREL_LLM_MODEL and WHIMBREL_LLM_KEY. Raises UsageError when one that is needed is
    missing or cannot be.
    """
    given = environment.get
    return Endpoint(
        url=url or given("WHIMBREL_LLM_ENDPOINT", ""),
        model=model or given("WHIMBREL_LLM_MODEL", ""),
        key=given(KEY, "").strip(),
    )


def _parts(url: str) -> SplitResult:
    remedy = "give --endpoint http(s)://host[:port]/v1 or set WHIMBREL_LLM_ENDPOINT"
    if not url:
        raise UsageError("no endpoint is named", remedy=remedy)
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise UsageError("the endpoint is no http address", remedy=remedy)
    if parts.username or parts.password:
        raise UsageError("the endpoint's address holds a name or password", remedy=f"put the key into {KEY}")
    return parts
