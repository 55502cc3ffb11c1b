"""Addresses that must not be fetched, in all the spellings by which they slip past a check."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crosswire.error import FetchError
from crosswire.fetch import Allowed, is_address
from crosswire.fetch.address import address
from crosswire.fetch.network import barred
from crosswire.fetch.resolver import destination
from served import OUTSIDE

SPELLINGS = [
    ("file:///etc/passwd", "'file' is not fetched"),
    ("ftp://velmar.example/a", "'ftp' is not fetched"),
    ("gopher://127.0.0.1:6379/_x", "'gopher' is not fetched"),
    ("javascript:alert(1)", "'javascript' is not fetched"),
    ("data:text/html,hello", "'data' is not fetched"),
    ("//127.0.0.1/", "without a scheme"),
    ("velmar.example/feed", "without a scheme"),
    ("http:///feed", "without a host"),
    ("http:127.0.0.1", "without a host"),
    ("http://", "without a host"),
    ("http://reader@velmar.example/", "a name or password"),
    ("http://reader:word@velmar.example/", "a name or password"),
    ("http://velmar.example@127.0.0.1/", "a name or password"),
    ("http://@127.0.0.1/", "a name or password"),
    ("http://velmar.example\\@127.0.0.1/", "in the address"),
    ("http://127.0.0.1\\.velmar.example/", "in the address"),
    ("http://velmar.example/a b", "in the address"),
    ("http://velmar.example\t/", "in the address"),
    ("http://velmar.example/\r\nHost: 127.0.0.1", "in the address"),
    (" http://velmar.example/", "in the address"),
    ("http://127.0.0.1/", "this machine (RFC 1122)"),
    ("http://127.255.255.254/", "this machine (RFC 1122)"),
    ("http://0.0.0.0/", "this very network"),
    ("http://10.0.0.1/", "a private network"),
    ("http://172.16.0.1/", "a private network"),
    ("http://172.31.255.255/", "a private network"),
    ("http://192.168.1.1/", "a private network"),
    ("http://100.64.0.1/", "the network of a provider"),
    ("http://169.254.169.254/latest/meta-data/", "the local link"),
    ("http://192.0.0.192/", "reserved for protocols"),
    ("http://198.18.0.1/", "for measurements"),
    ("http://224.0.0.1/", "a group of machines"),
    ("http://255.255.255.255/", "reserved"),
    ("http://203.0.113.7/", "for documentation"),
    ("http://2130706433/", "unusual spelling"),
    ("http://0x7f000001/", "unusual spelling"),
    ("http://0x7f.0.0.1/", "unusual spelling"),
    ("http://0x7f.1/", "unusual spelling"),
    ("http://017700000001/", "unusual spelling"),
    ("http://0177.0.0.1/", "no address: Invalid IPv4"),
    ("http://127.1/", "unusual spelling"),
    ("http://127.0.1/", "unusual spelling"),
    ("http://127.0.0.01/", "no address: Invalid IPv4"),
    ("http://1.2.3.4.5/", "unusual spelling"),
    ("http://velmar.0x1/", "unusual spelling"),
    ("http://300.1.1.1/", "no address: Invalid IPv4"),
    ("http://0/", "unusual spelling"),
    ("http://127.0.0.1./", "no name of a host"),
    ("http://localhost./", "no name of a host"),
    ("http://localhost/", "this machine"),
    ("http://[::1]/", "this machine (RFC 4291)"),
    ("http://[0:0:0:0:0:0:0:1]/", "this machine (RFC 4291)"),
    ("http://[::]/", "no address"),
    ("http://[::ffff:127.0.0.1]/", "in disguise"),
    ("http://[::ffff:7f00:1]/", "in disguise"),
    ("http://[::ffff:8.8.8.8]/", "in disguise"),
    ("http://[::127.0.0.1]/", "in disguise"),
    ("http://[64:ff9b::7f00:1]/", "this machine (RFC 1122), translated"),
    ("http://[64:ff9b::10.0.0.1]/", "a private network (RFC 1918), translated"),
    ("http://[64:ff9b:1::1]/", "a local translation"),
    ("http://[2002:7f00:1::]/", "a 6to4 tunnel"),
    ("http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "a Teredo tunnel"),
    ("http://[fe80::1]/", "the local link"),
    ("http://[fe80::1%25eth0]/", "names a zone"),
    ("http://[fc00::1]/", "a private network"),
    ("http://[fd12:3456::1]/", "a private network"),
    ("http://[fec0::1]/", "a private network"),
    ("http://[ff02::1]/", "a group of machines"),
    ("http://[2001:db8::1]/", "for documentation"),
    ("http://[4000::1]/", "not in use"),
    ("http://[v1.fe80::1]/", "no address"),
    ("http://[127.0.0.1]/", "no address"),
    ("http://127。0。0。1/", "no full stop"),
    ("http://127．0．0．1/", "no full stop"),
    ("http://１２７.0.0.1/", "no address"),
    ("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "no address"),
    ("http://local\u00adhost/", "no address"),
    ("http://local\u200bhost/", "no address"),
    ("http://velmar.example\u2028/", "in the address"),
    ("http://xn--a.example/", "no address"),
    ("http://127.0.0.1%2f.velmar.example/", "no name of a host"),
    ("http://%31%32%37.0.0.1/", "unusual spelling"),
    ("http://-velmar.example/", "no name of a host"),
    ("http://velmar..example/", "no name of a host"),
    (f"http://{'a' * 64}.example/", "no name of a host"),
    (f"http://{'a.' * 200}example/", "no name of a host"),
    ("http://velmar.example:0/", "there is no port 0"),
    ("http://velmar.example:65536/", "there is no port 65536"),
    ("http://velmar.example:22/", "port 22 is none of 80, 443, 8080, 8443"),
    ("http://velmar.example:6379/", "port 6379"),
    ("http://velmar.example:8a/", "no address"),
    (f"http://velmar.example/{'a' * 2_000}", "longer than 2,000 characters"),
    ("http://inner.example/", "inner.example leads to 10.0.0.7, which is a private network"),
    ("http://half.example/", "half.example leads to 192.168.0.1"),
    ("http://none.example/", "none.example cannot be found"),
    ("http://six.example/", "six.example leads to fd00::1"),
    ("http://zone.example/", "zone.example leads to fe80::1"),
]

NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "inner.example": ["10.0.0.7"],
    "half.example": [OUTSIDE, "192.168.0.1"],
    "none.example": [],
    "six.example": ["fd00::1"],
    "zone.example": ["fe80::1%eth0"],
}


def resolve(host: str, port: int) -> list[str]:
    return NAMES.get(host, [OUTSIDE])


def reach(url: str, *allowed: str) -> tuple[str, ...]:
    return destination(address(url), resolve, Allowed.of(allowed), within=1).ips


@pytest.mark.parametrize(("url", "reason"), SPELLINGS)
def test_what_is_refused_and_why(url: str, reason: str) -> None:
    with pytest.raises(FetchError) as refused:
        reach(url)
    told = str(refused.value)
    assert reason in told
    assert "\n" not in told
    assert len(told) < 250
    assert refused.value.remedy.endswith(".")


def test_the_table_is_not_short() -> None:
    assert len({url for url, _ in SPELLINGS}) == len(SPELLINGS) > 80


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("HTTP://Velmar.Example", "http://velmar.example/"),
        ("https://velmar.example:443/a/../b?c=d#e", "https://velmar.example/b?c=d"),
        ("http://velmar.example:8080/a%20b", "http://velmar.example:8080/a%20b"),
        ("https://bücher.example/ü?q=ü", "https://xn--bcher-kva.example/%C3%BC?q=%C3%BC"),
        ("http://a_b.velmar.example/", "http://a_b.velmar.example/"),
        ("http://velmar.example/a@b:c", "http://velmar.example/a@b:c"),
        ("http://1.1.1.1/", "http://1.1.1.1/"),
        ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://[64:ff9b::1.1.1.1]/", "http://[64:ff9b::101:101]/"),
        ("http://3com.example/", "http://3com.example/"),
    ],
)
def test_what_is_fetched(url: str, whole: str) -> None:
    assert str(address(url)) == whole
    assert str(address(whole)) == whole
    assert reach(url)


@pytest.mark.parametrize(
    ("allowed", "url"),
    [
        ("10.0.0.0/8", "http://10.1.2.3:9000/"),
        ("10.0.0.7", "http://inner.example:9000/"),
        ("Inner.Example", "http://inner.example:22/"),
        ("127.0.0.0/8", "http://127.0.0.1/"),
        ("fd00::/8", "http://[fd00::1]:81/"),
    ],
)
def test_what_its_user_listed_is_fetched(allowed: str, url: str) -> None:
    assert reach(url, allowed)


@pytest.mark.parametrize(
    ("allowed", "url"),
    [
        ("10.0.0.0/24", "http://10.0.1.0/"),
        ("inner.example", "http://10.0.0.7/"),
        ("inner.example", "http://six.example/"),
        ("192.168.0.0/16", "http://half.example/"),
        ("127.0.0.1", "http://localhost/"),
    ],
)
def test_a_list_allows_nothing_else(allowed: str, url: str) -> None:
    with pytest.raises(FetchError):
        reach(url, allowed)


@pytest.mark.parametrize("name", ["", "http://velmar.example", "*", "a b", "10.0.0.1/8", "a@b"])
def test_a_list_that_cannot_be_read(name: str) -> None:
    with pytest.raises(FetchError, match="neither a host nor a network"):
        Allowed.of([name])


def test_paths_are_no_addresses() -> None:
    assert is_address("HTTPS://velmar.example/a")
    assert not any(map(is_address, ("reports/", "-", "http.txt", "file:///a", "/http://a")))


EMBEDDING = [0xFFFF << 32, 0, 0x64FF9B << 96, 0x0064FF9B << 96, 0x2002 << 112]


@given(st.ip_addresses(v=4))
@example(IPv4Address("100.127.255.255"))
def test_no_ipv4_address_that_python_knows_as_private_is_reached(ip: IPv4Address) -> None:
    if not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_unspecified:
        assert barred(ip)
        for prefix in ("::ffff:", "64:ff9b::", "::"):
            assert barred(IPv6Address(f"{prefix}{ip}"))
        assert barred(IPv6Address((0x2002 << 112) | (int(ip) << 80)))


@given(st.ip_addresses(v=6))
def test_no_ipv6_address_that_python_knows_as_private_is_reached(ip: IPv6Address) -> None:
    is_inner = ip.ipv4_mapped or ip.sixtofour or ip.teredo
    if is_inner or not ip.is_global or ip.is_multicast or ip.is_link_local or ip.is_site_local:
        assert barred(ip)


@given(st.text(max_size=60) | st.from_regex(r"https?://[^/]{0,30}/?.{0,10}"))
def test_any_text_is_an_address_or_refused_and_reads_the_same_again(text: str) -> None:
    try:
        found = address(text)
    except FetchError as error:
        assert str(error).startswith("refused: ")
    else:
        assert str(address(str(found))) == str(found)
        assert str(found).isascii()
        assert "@" not in found.authority
