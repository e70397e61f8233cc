"""By what a report is known again: the page and the text, whoever hands it on and by whatever address of the page.

The outlet's name is no part of it where the page is known, so that learning more about outlets makes no report another.
Chronicles that were made before hold ids of an older form (`former_id`): what they hold under it is the same report.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from whimbrel.web_addresses import page_key

_FORMER_TRACKING = (
    "utm_", "fbclid", "gclid", "dclid", "msclkid", "yclid", "mc_cid", "mc_eid", "igshid", "ncid", "ocid", "cmpid",
    "smid", "ref_src", "__twitter", "amp;", "at_medium", "at_campaign", "at_custom", "traffic_source", "xtor",
    "_hsenc", "_hsmi", "mkt_tok", "srsltid", "guccounter", "guce_referrer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """The id of a report, and the one that it had in chronicles made before addresses were known by their pages."""

    id: str
    former: str


def identity(outlet: str, url: str, text: str, *, told_url: str = "", told_outlet: str = "") -> Identity:
    """`outlet` counts where no page is known; `told_url` and `told_outlet` are as containers and pages write them."""
    page = page_key(url)
    address = former_url(told_url)
    former = _hash(former_outlet(told_outlet, address), address, text)
    return Identity(_hash("" if page else outlet, page, text), former)


def former_outlet(source: str, url: str) -> str:
    """What an outlet was called before outlets were known by lists: as given, else the host without "www."."""
    given = " ".join(source.split())[:200]
    if given.startswith(("http://", "https://")):
        url, given = given, ""
    if given:
        return given
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return host.removeprefix("www.")


def former_url(url: str) -> str:
    """The form in which addresses were kept before."""
    url = "".join(url.split())[:2000]
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not host:
        return ""
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not key.lower().startswith(_FORMER_TRACKING)
    ]
    whole = urlunsplit((scheme, host, parts.path or "/", urlencode(query), ""))
    return whole.encode("utf-8", "replace").decode("utf-8")


def _hash(outlet: str, url: str, text: str) -> str:
    return hashlib.sha256("\x1f".join((outlet, url, text)).encode()).hexdigest()[:16]
