"""Which hosts belong to one site."""

from __future__ import annotations

import pytest

from worker.policy.sites import same_site, site_of


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("feeds.press.co.uk", "press.co.uk"),
        ("press.com", "press.com"),
        ("a.b.press.de", "press.de"),
        ("192.0.2.1", "192.0.2.1"),
        ("www.press.example", "press.example"),
        ("localhost", "localhost"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_sites(host: str, site: str) -> None:
    """A host's site is its registered domain; a host without one is its own site."""
    assert site_of(host) == site


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://press.example/map.xml", "https://www.press.example/part.xml", True),
        ("https://www.press.co.uk/map.xml", "https://static.press.co.uk:8443/part.xml", True),
        ("https://press.co.uk/map.xml", "https://rival.co.uk/part.xml", False),
        ("https://press.com.br/map.xml", "https://rival.com.br/part.xml", False),
        ("https://press.example/map.xml", "https://press.test/part.xml", False),
        ("http://192.0.2.1/map.xml", "http://192.0.2.1/part.xml", True),
        ("http://192.0.2.1/map.xml", "http://198.51.2.1/part.xml", False),
        ("http://[2001:db8::1]/map.xml", "http://[2001:db8::1]/part.xml", True),
        ("http://[2001:db8::1]/map.xml", "http://[2001:db8::2]/part.xml", False),
        ("https://press.example/map.xml", "file:///etc/passwd", False),
        ("file:///etc/hosts", "file:///etc/passwd", False),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:
    """Addresses are on one site under one registered domain, not merely under one public suffix."""
    assert same_site(one, other) is same
