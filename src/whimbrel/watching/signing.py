"""Signatures after Standard Webhooks (standardwebhooks.com), for which there are libraries in most languages."""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from hashlib import sha256
from secrets import token_bytes

MARK = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """A secret to be shared with the receiver."""
    return MARK + b64encode(token_bytes(_BYTES)).decode()


def headers(secret: str, key: str, at: int, body: bytes) -> dict[str, str]:
    """What proves that a body came from us at this moment (seconds since 1970), and tells a repetition by its key."""
    signed = f"{key}.{at}.".encode() + body
    found = hmac.new(b64decode(secret.removeprefix(MARK)), signed, sha256).digest()
    return {"webhook-id": key, "webhook-timestamp": str(at), "webhook-signature": f"v1,{b64encode(found).decode()}"}
