"""Addresses of pages, and which networks a person may allow."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.addresses import InnerAddressError, checked_address, network, without_tracking
from whimbrel.errors import UsageError


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://a.example/1?utm_source=rss&id=7&fbclid=x", "https://a.example/1?id=7"),
        ("https://a.example/1?utm_source=rss", "https://a.example/1"),
        ("https://a.example/?12345", "https://a.example/?12345"),
        ("https://a.example/1?b=%2F&a=+#top", "https://a.example/1?b=%2F&a=+"),
        ("https://a.example/1", "https://a.example/1"),
    ],
)
def test_only_what_tracks_goes(url: str, plain: str) -> None:
    assert without_tracking(url) == plain


@given(st.text("abut m_=&?#/", max_size=30))
def test_it_is_done_once(rest: str) -> None:
    once = without_tracking(f"https://a.example/{rest}")
    assert without_tracking(once) == once


def test_what_is_allowed_is_that_network_alone() -> None:
    allowed = (network("10.1.0.0/16"), network("::1"))
    assert checked_address("h", 80, allowed=allowed, resolve=lambda *_: ["10.1.2.3"]) == "10.1.2.3"
    assert checked_address("h", 80, allowed=allowed, resolve=lambda *_: ["::1"]) == "::1"
    for other in ("10.2.0.1", "127.0.0.1", "::ffff:10.1.2.3"):
        with pytest.raises(InnerAddressError):
            checked_address("h", 80, allowed=allowed, resolve=lambda *_, other=other: [other])  # type: ignore[misc]
    assert network("10.1.2.3/8") == ip_network("10.0.0.0/8")
    with pytest.raises(UsageError, match="no address or network"):
        network("everything")
