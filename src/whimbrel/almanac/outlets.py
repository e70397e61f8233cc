"""Outlets of the world: found by the host of an address or by a name in one of its spellings.

The tables are `data/outlets/*.csv`: `domains,name,spellings,country,language,kind`. The first domain is the outlet's
id; a host below a domain (`edition.`, `m.`, `amp.`) is the outlet's, too. Names that several outlets bear ("The
Nation") are written with their country and found by host only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from whimbrel.almanac.fold import name_key
from whimbrel.almanac.table import Row, data_files, read_rows, split_cell
from whimbrel.almanac.top_levels import country_of_top_level
from whimbrel.model import Outlet
from whimbrel.web_addresses import host_key, page_key

OUTLET_COLUMNS = ("domains", "name", "spellings", "country", "language", "kind")
OUTLET_KINDS = frozenset(("agency", "broadcaster", "government", "igo", "magazine", "newspaper", "ngo", "website"))
_LONGEST_NAME = 200
_HOST = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,12}")


@dataclass(frozen=True)
class Outlets:
    """The tables by domain and by folded name."""

    by_domain: Mapping[str, Outlet]
    by_name: Mapping[str, Outlet]

    def of_host(self, host: str) -> Outlet | None:
        """The outlet at a host or above it: `edition.cnn.com` is CNN's."""
        labels = host_key(host).split(".")
        for at in range(len(labels) - 1):
            if found := self.by_domain.get(".".join(labels[at:])):
                return found
        return None

    def named(self, name: str) -> Outlet | None:
        """The outlet of a name in any of its spellings, its domain among them."""
        if "." in name and " " not in name.strip():
            host = page_key(f"https://{name.strip()}").partition("/")[0]
            if found := self.by_domain.get(host):
                return found
        return self.by_name.get(outlet_key(name))


@cache
def load_outlets() -> Outlets:
    """The shipped tables. Raises DataError where one cannot be read."""
    by_domain: dict[str, Outlet] = {}
    by_name: dict[str, Outlet] = {}
    for row in outlet_rows():
        outlet = _outlet(row)
        by_domain |= dict.fromkeys(row["domains"].split(), outlet)
        by_name |= {outlet_key(name): outlet for name in (outlet.name, *split_cell(row["spellings"]))}
    return Outlets(by_domain, by_name)


def outlet_rows() -> Iterator[Row]:
    """The rows of all tables."""
    for source in data_files("outlets"):
        yield from read_rows(source, f"almanac/data/outlets/{source.name}", OUTLET_COLUMNS)


def outlet_key(name: str) -> str:
    """The key under which a name is filed: folded, without "the" before it and ".com" behind it."""
    key = name_key(name)
    return key.removeprefix("the ").removesuffix(" com") or key


def outlet_known_as(given: str, shown: str, url: str) -> Outlet | None:
    """Whose report it is. `given` is what its container calls the outlet, `shown` what the page itself does.

    A name that is known goes first: a portal prints others' reports. Then the host, unless the container names an
    outlet of its own. What is in no list is named as it is told, and its country is that of its address: a guess.
    None where nothing is told.
    """
    outlets, host = load_outlets(), _host_of(url)
    given, shown = _name(given), _name(shown)
    if not host:
        host = _host_of(given) or _host_of(shown)
    at_host = outlets.of_host(host) if host else None
    for name in (given, shown):
        known = outlets.named(name) if name else None
        if known is not None and not (name == shown and at_host is not None):
            return known
    if at_host is not None and (not given or _is_part(at_host, given)):
        return at_host
    name = next((one for one in (given, shown) if one and not _host_of(one)), "") or host_key(host)
    if not name:
        return None
    country = at_host.country if at_host is not None else country_of_top_level(host)
    return Outlet(host_key(host), name, country=country, guessed=True)


def _outlet(row: Row) -> Outlet:
    return Outlet(row["domains"].split()[0], row["name"], row["kind"], row["country"] or None, row["language"])


def _is_part(outlet: Outlet, given: str) -> bool:
    """Whether a name is that of a part of an outlet ("BBC News - Africa"), or its host's."""
    own, key = outlet_key(outlet.name).split(), outlet_key(given).split()
    return set(own) <= set(key) or set(key) <= set(own) or bool(_host_of(given))


def _name(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_NAME]


def _host_of(text: str) -> str:
    """The host of an address, or of a name that is one ("bbc.co.uk"); "" for any other words."""
    if not text.startswith(("http://", "https://")):
        if not _HOST.fullmatch(text):
            return ""
        text = f"https://{text.lower()}"
    try:
        return (urlsplit(text).hostname or "").lower()
    except ValueError:
        return ""
