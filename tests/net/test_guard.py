"""The guard: which addresses may be dialled and which URLs requested."""

from __future__ import annotations

import socket
from ipaddress import ip_network

import pytest

from worker.model.errors import Refused
from worker.net.guard import ForbiddenAddress, checked_url, is_forbidden, socket_factory

FORBIDDEN = [
    ("0.0.0.0", "this host"),
    ("0.1.2.3", "this network"),
    ("10.0.0.1", "private ten"),
    ("100.64.0.1", "carrier-grade NAT"),
    ("100.100.100.200", "a metadata service within carrier-grade NAT"),
    ("127.0.0.1", "loopback"),
    ("127.255.255.254", "far loopback"),
    ("169.254.0.1", "link-local"),
    ("169.254.169.254", "the usual metadata service"),
    ("172.16.0.1", "private 172.16"),
    ("192.0.0.1", "protocol assignments"),
    ("192.0.0.192", "a metadata service within protocol assignments"),
    ("192.0.2.7", "documentation one"),
    ("192.31.196.1", "AS112 DNAME sink"),
    ("192.52.193.1", "multicast tunnelling"),
    ("192.88.99.1", "6to4 relay"),
    ("192.168.1.1", "private 192.168"),
    ("192.175.48.1", "AS112 sink"),
    ("198.18.0.1", "benchmarking"),
    ("198.51.100.9", "documentation two"),
    ("203.0.113.9", "documentation three"),
    ("224.0.0.1", "multicast"),
    ("239.255.255.255", "end of multicast"),
    ("240.0.0.1", "reserved"),
    ("255.255.255.255", "broadcast"),
    ("168.63.129.16", "a cloud's host agent"),
    ("::", "unspecified IPv6"),
    ("::1", "loopback IPv6"),
    ("::7f00:1", "IPv4-compatible loopback"),
    ("::8.8.8.8", "IPv4-compatible public address"),
    ("::ffff:127.0.0.1", "mapped loopback"),
    ("::ffff:10.0.0.1", "mapped private"),
    ("::ffff:169.254.169.254", "mapped metadata"),
    ("::ffff:0:127.0.0.1", "translated loopback"),
    ("64:ff9b::7f00:1", "NAT64 loopback"),
    ("64:ff9b::10.1.2.3", "NAT64 private"),
    ("64:ff9b::a9fe:a9fe", "NAT64 metadata"),
    ("64:ff9b:1::8.8.8.8", "local-use NAT64"),
    ("64:ff9b:0:1::1", "just beyond NAT64"),
    ("100::1", "discard only"),
    ("2001::1", "Teredo"),
    ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo in full"),
    ("2001:2::1", "benchmarking IPv6"),
    ("2001:10::1", "ORCHID"),
    ("2001:20::1", "second ORCHID"),
    ("2001:db8::1", "documentation IPv6"),
    ("2002:7f00:1::", "6to4 loopback"),
    ("2002:808:808::1", "6to4 public"),
    ("2620:4f:8000::1", "AS112 IPv6"),
    ("3ffe::1", "6bone"),
    ("3fff::1", "second documentation IPv6"),
    ("4000::1", "never assigned"),
    ("5f00::1", "segment routing"),
    ("fc00::1", "unique local, first half"),
    ("fd00:ec2::254", "a metadata service within unique local"),
    ("fe80::1", "link-local IPv6"),
    ("fe80::1%eth0", "link-local IPv6 with a zone"),
    ("febf::1", "end of link-local IPv6"),
    ("fec0::1", "site-local"),
    ("2606:4700::5efe:a00:1", "private in ISATAP"),
    ("2606:4700::200:5efe:7f00:1", "loopback in universal ISATAP"),
    ("fe80::5efe:808:808", "public in link-local ISATAP"),
    ("ff02::1", "multicast IPv6"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "last of all"),
    ("2130706433", "loopback as one number"),
    ("0x7f000001", "loopback in hex"),
    ("0177.0.0.1", "loopback in octal"),
    ("127.1", "loopback cut short"),
    ("localhost", "a name"),
    ("", "nothing"),
]
PUBLIC = [
    ("1.1.1.1", "low public"),
    ("8.8.8.8", "plain public"),
    ("9.255.255.255", "just before private ten"),
    ("100.63.255.255", "just before carrier-grade NAT"),
    ("126.255.255.255", "just before loopback"),
    ("169.253.255.255", "just before link-local"),
    ("172.15.255.255", "just before private 172.16"),
    ("192.0.1.1", "between two small blocks"),
    ("198.17.255.255", "just before benchmarking"),
    ("223.255.255.255", "just before multicast"),
    ("168.63.129.17", "the host agent's neighbour"),
    ("::ffff:8.8.8.8", "mapped public"),
    ("64:ff9b::808:808", "NAT64 public"),
    ("2606:4700::1111", "public IPv6"),
    ("2a00:1450:4001::1", "another public IPv6"),
    ("2606:4700::5efe:808:808", "public in public ISATAP"),
    ("2606:4700::5eff:a00:1", "nearly ISATAP"),
]

LAST_REFUSED = {
    "0.255.255.255": "1.0.0.0",
    "10.255.255.255": "11.0.0.0",
    "100.127.255.255": "100.128.0.0",
    "127.255.255.255": "128.0.0.0",
    "169.254.255.255": "169.255.0.0",
    "172.31.255.255": "172.32.0.0",
    "192.0.0.255": "192.0.1.0",
    "192.0.2.255": "192.0.3.0",
    "192.31.196.255": "192.31.197.0",
    "192.52.193.255": "192.52.194.0",
    "192.88.99.255": "192.88.100.0",
    "192.168.255.255": "192.169.0.0",
    "192.175.48.255": "192.175.49.0",
    "198.19.255.255": "198.20.0.0",
    "198.51.100.255": "198.51.101.0",
    "203.0.113.255": "203.0.114.0",
    "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff": "2001:200::",
    "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff": "2001:db9::",
    "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff": "2003::",
    "2620:4f:8000:ffff:ffff:ffff:ffff:ffff": "2620:4f:8001::",
    "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff": "3fff:1000::",
    "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff": "3fff:1000::",
}
"""The last address of each block that is refused, and the next one that is public."""


@pytest.mark.parametrize("address", [pytest.param(row[0], id=row[1]) for row in FORBIDDEN])
def test_forbidden(address: str) -> None:
    """An address that is not a public host's is never dialled."""
    assert is_forbidden(address, ())


@pytest.mark.parametrize("address", [pytest.param(row[0], id=row[1]) for row in PUBLIC])
def test_public(address: str) -> None:
    """A public address may be dialled, right up to the refused blocks."""
    assert not is_forbidden(address, ())


@pytest.mark.parametrize(("last", "beyond"), LAST_REFUSED.items())
def test_a_block_is_refused_to_its_end(last: str, beyond: str) -> None:
    """The last address of a block is refused, the one after it is not."""
    assert (is_forbidden(last, ()), is_forbidden(beyond, ())) == (True, False)


@pytest.mark.parametrize(
    ("address", "network", "forbidden"),
    [
        pytest.param("10.1.2.3", "10.1.0.0/16", False, id="inside the opened network"),
        pytest.param("10.2.2.3", "10.1.0.0/16", True, id="beside the opened network"),
        pytest.param("::ffff:10.1.2.3", "10.1.0.0/16", False, id="mapped into the opened network"),
        pytest.param("fd00::5", "fd00::/64", False, id="inside the opened IPv6 network"),
        pytest.param("fd00:0:0:1::5", "fd00::/64", True, id="beside the opened IPv6 network"),
        pytest.param("64:ff9b::a01:203", "64:ff9b::/96", False, id="NAT64 opened as such"),
        pytest.param("2002:a01:203::1", "10.1.0.0/16", True, id="6to4 is not opened by its IPv4 part"),
        pytest.param("not an address", "0.0.0.0/0", True, id="no address at all"),
    ],
)
def test_opened_networks(address: str, network: str, forbidden: bool) -> None:
    """A network that the user opened is reachable, and no other address."""
    assert is_forbidden(address, (ip_network(network),)) is forbidden


def test_socket_factory_judges_the_address_dialled() -> None:
    """A socket is only created for an allowed address, and a refusal names the address."""
    make = socket_factory("127.0.0.0/8")
    make((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.9", 80))).close()
    with pytest.raises(ForbiddenAddress) as caught:
        make((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("10.0.0.9", 80)))
    assert caught.value.address == "10.0.0.9"


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        pytest.param("ftp://press.example/feed", "forbidden_scheme", id="ftp"),
        pytest.param("file:///etc/passwd", "forbidden_scheme", id="a local file"),
        pytest.param("gopher://press.example/", "forbidden_scheme", id="gopher"),
        pytest.param("javascript:alert(1)", "forbidden_scheme", id="a script"),
        pytest.param("press.example/feed", "forbidden_scheme", id="no scheme"),
        pytest.param("//press.example/feed", "forbidden_scheme", id="only slashes for a scheme"),
        pytest.param("http://bob:secret@press.example:22/", "forbidden_port", id="the port of ssh, with a login"),
        pytest.param("http://bob:secret@press\u2100.example/", "bad_url", id="a sign that is letters and a slash"),
        pytest.param("http://press.example:25/", "forbidden_port", id="the port of mail"),
        pytest.param("https://press.example:1023/", "forbidden_port", id="the last reserved port"),
        pytest.param("http://press.example:0/", "forbidden_port", id="port zero"),
        pytest.param("http://press.example:70000/", "bad_url", id="a port beyond all"),
        pytest.param("http://press.example:http/", "bad_url", id="a port in letters"),
        pytest.param("http:///feed", "bad_url", id="no host"),
        pytest.param("http://", "bad_url", id="nothing behind the slashes"),
        pytest.param("http://press%00.example/", "bad_url", id="a NUL in the host"),
        pytest.param("http://press example/", "bad_url", id="a space in the host"),
        pytest.param("http://press.example\r\nX-Evil: 1/", "bad_url", id="a line break in the host"),
        pytest.param("http://press.example[::1]@/", "bad_url", id="nothing behind the user, and brackets before"),
        pytest.param("http://[fe80::1%25eth0]/", "bad_url", id="a zone in the address"),
        pytest.param("http://press.example/" + "a" * 9000, "bad_url", id="longer than servers take"),
    ],
)
def test_urls_not_asked(url: str, cause: str) -> None:
    """A forbidden URL is refused with its cause, and without its password."""
    with pytest.raises(Refused) as caught:
        checked_url(url)
    assert caught.value.cause == cause
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["press.example/feed", "press.example:8000/feed", "127.0.0.1:8000"])
def test_an_address_without_a_scheme_is_told_what_it_lacks(url: str) -> None:
    """A host with a port is not taken for a scheme."""
    with pytest.raises(Refused, match="write http:// or https:// before it"):
        checked_url(url)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        pytest.param(
            "http://press.example/a%2cb?q=%7e", "http://press.example/a%2cb?q=%7e", id="escapes kept as written"
        ),
        pytest.param("http://Press.EXAMPLE/A?B=c", "http://press.example/A?B=c", id="host in lower case, path not"),
        pytest.param("https://press.example/#top", "https://press.example/", id="fragment dropped"),
        pytest.param("http://bücher.example/ä b", "http://xn--bcher-kva.example/%C3%A4%20b", id="letters beyond ASCII"),
        pytest.param("http://press.example:8080/", "http://press.example:8080/", id="a high port"),
        pytest.param("http://[2606:4700::1]/", "http://[2606:4700::1]/", id="an IPv6 literal"),
        pytest.param("http://press.example/?a=1&&b=&c", "http://press.example/?a=1&&b=&c", id="an odd query kept"),
    ],
)
def test_urls_as_asked(url: str, asked: str) -> None:
    """A clean URL is requested byte for byte; only necessary changes are made."""
    assert str(checked_url(url)) == asked
