"""Webhooks do not reach the inner side of the net, by whatever name."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st
from receivers import Receiver

from whimbrel.errors import UsageError
from whimbrel.watching.address import check_address, is_public, looked_up
from whimbrel.watching.delivery import Manner, deliver
from whimbrel.watching.signing import new_secret

INNER = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104

    "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
    "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::1",
    "2001:0:7f00:1::", "2001:db8::1",
]  # fmt: skip
PRIVATE = [
    ip_network(net) for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16")
]


@pytest.mark.parametrize("inner", INNER)
def test_inner_addresses_are_refused_written_and_looked_up(inner: str) -> None:
    host = f"[{inner}]" if ":" in inner else inner
    with pytest.raises(UsageError, match="no address of the public net"):
        check_address(f"https://{host}/hook")
    with pytest.raises(UsageError, match="no address of the public net"):
        looked_up("https://hooks.example/x", resolve=lambda host, port: ["8.8.8.8", inner])
    assert looked_up(f"https://{host}/hook", allow_private=True, resolve=lambda host, port: [inner]).ip == inner


@given(st.ip_addresses(v=4))
def test_no_private_address_is_public_nor_when_it_is_wrapped(address: object) -> None:
    private = any(address in net for net in PRIVATE)
    assert not (private and is_public(ip_address(str(address))))
    assert not is_public(ip_address(f"::ffff:{address}"))
    assert not is_public(ip_address(f"64:ff9b::{address}"))


@pytest.mark.parametrize("public", ["8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses_are_taken(public: str) -> None:
    assert is_public(ip_address(public))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://hooks.example/x", "file:///etc/passwd", "gopher://hooks.example", "//hooks.example", "hooks.example", "",
        "https://", "https:///x", "https://name:word@hooks.example/", "https://hooks.example:0/",
        "https://hooks.example:99999/", "https://hooks.example/a b", "https://hooks.example/\r\nX: y", "https://höks.example",
        "https://hooks.example\\@127.0.0.1/", "https://" + "x" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(UsageError):
        check_address(url)
    with pytest.raises(UsageError):
        looked_up(url, allow_private=True, resolve=lambda host, port: ["8.8.8.8"])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"])
def test_a_server_of_this_machine_is_not_touched(receiver: Receiver, host: str) -> None:
    """By the system's own look-up, in all the ways in which an address can be written."""
    url = receiver.url.replace("127.0.0.1", host)
    said = deliver(url, new_secret(), "key", b"{}", Manner(sleep=lambda _: None))
    assert "no address of the public net" in said or "cannot be found" in said
    assert receiver.taken == []


def test_the_connection_goes_to_the_address_that_was_checked(receiver: Receiver) -> None:
    """A name that is looked up twice may answer twice differently: it is looked up once for each try."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    port = receiver.url.rpartition(":")[2].partition("/")[0]
    manner = Manner(allow_private=True, resolve=resolve)
    assert deliver(f"http://no-such-name.invalid:{port}/hook", new_secret(), "key", b"{}", manner) == ""
    assert asked == ["no-such-name.invalid"]
    assert receiver.taken[0]["headers"]["Host"] == f"no-such-name.invalid:{port}"


def test_what_a_target_says_of_itself() -> None:
    target = looked_up("https://hooks.example/x?y=1#z", resolve=lambda host, port: ["2606:2800::1"])
    assert (target.pinned, target.called, target.port) == ("https://[2606:2800::1]:443/x?y=1", "hooks.example", 443)
