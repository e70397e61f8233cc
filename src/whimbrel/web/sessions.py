"""Signed cookies: who signed in, and until when. Nothing is kept at the server, and a restart ends all of them."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import secrets
from dataclasses import dataclass
from hashlib import sha256

LASTS = 12 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Session:
    """`token` is the SHA-256 of the token that was signed in with, "" for a visitor who did not; `until` seconds since
    1970. `nonce` tells sessions apart."""

    nonce: str
    token: str = ""
    until: int = 0


class Signer:
    """Signs and reads cookies and the marks of forms, with a key that no one else has."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(32)

    def cookie(self, session: Session) -> str:
        body = _packed(json.dumps([session.nonce, session.token, session.until]).encode())
        return f"{body}.{self._mark('cookie', body)}"

    def session(self, cookie: str, now: float) -> Session | None:
        """What a cookie says; None for one that we did not sign, or whose time is over."""
        body, _, mark = cookie.partition(".")
        if not cookie.isascii() or not hmac.compare_digest(mark, self._mark("cookie", body)):
            return None
        try:
            nonce, token, until = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
            found = Session(str(nonce), str(token), int(until))
        except (ValueError, binascii.Error, TypeError):
            return None
        return found if found.until > now else None

    def form_mark(self, session: Session) -> str:
        """What a form of this session carries, another each time it is shown, so that no length or compression tells
        it."""
        salt = secrets.token_hex(8)
        return f"{salt}.{self._mark('form', salt, session.nonce)}"

    def is_form_mark(self, text: str, session: Session) -> bool:
        salt, _, mark = text.partition(".")
        return text.isascii() and hmac.compare_digest(mark, self._mark("form", salt, session.nonce))

    def _mark(self, *parts: str) -> str:
        return _packed(hmac.digest(self._key, json.dumps(parts).encode(), sha256))


def fresh_session(now: float, token: str = "") -> Session:
    return Session(secrets.token_urlsafe(16), token, int(now) + LASTS)


def _packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
