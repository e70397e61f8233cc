"""A page's own address among those that it is given, and whose copy it says it is.

A page may call any address its canonical one. It is believed where that is of the same site or outlet and no front page
or section; an article's address on another site is a hint that the text comes from there, never the page's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from whimbrel.almanac.outlets import load_outlets
from whimbrel.web_addresses import canonical_url, is_article, is_section_above, page_key, site_of


@dataclass(frozen=True, slots=True)
class Address:
    """`url` is the page's own, `copy_of` that of its original on another site; "" where there is none."""

    url: str = ""
    copy_of: str = ""


def page_address(given: str, canonical: str = "", shared: str = "") -> Address:
    """The address of a page. `given` is where it was found, `canonical` and `shared` what it says itself (the link
    `canonical`, `og:url`); each may be empty, relative or none at all."""
    own = canonical_url(given)
    base = own or canonical_url(shared)
    said = [canonical_url(urljoin_safely(base, one)) for one in (canonical, shared)]
    if not own:
        own = _first_own(said)
    for one in _of_the_same_page(own, said):
        return Address(one, _original(one, said[0]))
    return Address(own, _original(own, said[0]))


def urljoin_safely(base: str, link: str) -> str:
    """A link as an address of its own, "" where it cannot be one."""
    try:
        return urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""


def _first_own(said: list[str]) -> str:
    """What to start from where nobody tells where the page was found: `og:url` where the two are of different sites."""
    canonical, shared = said
    if canonical and shared and not _same_house(canonical, shared):
        return shared
    return canonical or shared


def _of_the_same_page(own: str, said: list[str]) -> Iterator[str]:
    key = page_key(own)
    for one in said:
        other = page_key(one)
        if other and _same_house(own, one) and (is_article(other) or other == key or not _is_above(other, key)):
            yield one


def _is_above(other: str, key: str) -> bool:
    """Whether an address is that of the front page, or of a section, that a page stands in."""
    front = not other.partition("/")[2]
    return is_section_above(other, key) or (front and bool(key.partition("/")[2]))


def _original(own: str, canonical: str) -> str:
    if not canonical or not own or _same_house(own, canonical) or not is_article(page_key(canonical)):
        return ""
    return canonical


def _same_house(one: str, other: str) -> bool:
    """Whether two addresses are of one site, or of two sites of one outlet."""
    hosts = [page_key(url).partition("/")[0].partition(":")[0] for url in (one, other)]
    if not all(hosts):
        return False
    if site_of(hosts[0]) == site_of(hosts[1]):
        return True
    left, right = (load_outlets().of_host(host) for host in hosts)
    return left is not None and left == right
