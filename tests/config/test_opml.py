"""OPML: what other readers write is read, what we write comes back the same."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.config.opml import key_for, read_opml, write_opml
from worker.model.errors import ConfigError
from worker.model.feed import FeedSpec
from worker.model.fieldtypes import ID_PATTERN, TAG_PATTERN

FOREIGN = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.0"><head><title>mine</title></head><body>
<outline text="Tech, News">
  <outline title="K\xfcste">
    <outline type="rss" text="One" title="The One" xmlUrl="https://www.one.example/rss?a=1&amp;b=2" htmlUrl="https://one.example/"/>
  </outline>
  <outline text="Two" xmlUrl=" https://two.example/ " category="/World/Asia,local"/>
</outline>
<outline text="Three" xmlUrl="https://three.example:8080/"/>
<outline text="Again"><outline xmlUrl="https://two.example/" category="local"/></outline>
<outline text="a link, no feed" type="link" url="https://four.example/"/>
</body></opml>"""


def test_what_other_readers_export_is_read() -> None:
    """Folders and categories become tags, a feed listed twice comes once, links are left out."""
    feeds = read_opml(FOREIGN)
    assert [(feed.url, feed.title, feed.tags) for feed in feeds] == [
        ("https://www.one.example/rss?a=1&b=2", "The One", ("Tech-News", "Küste")),
        ("https://two.example/", "Two", ("Tech-News", "World/Asia", "local", "Again")),
        ("https://three.example:8080/", "Three", ()),
    ]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("feed://one.example/rss", "http://one.example/rss"),
        ("feed:https://one.example/rss", "https://one.example/rss"),
        ("Feed://https://one.example/rss", "https://one.example/rss"),
    ],
)
def test_addresses_of_the_scheme_feed_are_those_of_the_web(written: str, asked: str) -> None:
    """Addresses with the scheme ``feed:``, which some readers export, are read as http or https."""
    (feed,) = read_opml(FOREIGN[: FOREIGN.index(b"<outline")] + f'<outline xmlUrl="{written}"/></body></opml>'.encode())
    assert feed.url == asked


def test_ids_are_readable_and_hang_on_the_url_alone() -> None:
    """The id of a feed depends on its URL alone, so renaming or moving it in a reader keeps its history."""
    moved = FOREIGN.replace(b'title="The One"', b'title="Renamed"').replace(b'title="K', b'title="L')
    assert [feed.key for feed in read_opml(moved)] == [feed.key for feed in read_opml(FOREIGN)]
    assert re.fullmatch(r"one\.example-[0-9a-f]{12}", read_opml(FOREIGN)[0].key)


@given(st.text(max_size=40))
def test_any_url_gives_a_possible_id(url: str) -> None:
    """Whatever stands where an address should be, the id made from it is well-formed."""
    assert re.fullmatch(ID_PATTERN, key_for(url))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(
            b'<!DOCTYPE opml [<!ENTITY a "b">]>\n<opml/>', "f:1: has a DOCTYPE, which is refused", id="a document type"
        ),
        pytest.param(b"<opml>\n<body>", "f:2: not well-formed XML: no element found", id="a cut file"),
        pytest.param(
            b'<?xml version="1.0" encoding="Shift_JIS"?><opml/>',
            "f:1: its encoding cannot be read: multi-byte encodings are not supported; save it as UTF-8",
            id="an encoding of several bytes",
        ),
        pytest.param(
            b'<?xml version="1.0" encoding="klingon"?><opml/>',
            "f:1: its encoding cannot be read",
            id="an encoding of none",
        ),
        pytest.param(b"hello", "f:1: not well-formed XML: syntax error", id="no XML"),
        pytest.param(b"<rss/>", "f: not OPML: there is no <opml> element", id="another XML"),
        pytest.param(
            b"<opml>\n" + b'<outline text="a">' * 41 + b"</outline>" * 41 + b"</opml>",
            "f:2: folders are nested more than 40 deep",
            id="folders without end",
        ),
        pytest.param(
            b'<opml>\n<outline text="a" xmlUrl="feed:x"/></opml>',
            "f:2: url: 'feed:x' is not a feed's address",
            id="no http",
        ),
        pytest.param(
            b'<opml xmlns:ww="urn:wirewatch:opml"><outline xmlUrl="http://a/" ww:every="5"/></opml>',
            "f:1: every: '5' is not a duration",
            id="a wrong duration of ours",
        ),
        pytest.param(
            b'<opml xmlns:ww="urn:wirewatch:opml"><outline xmlUrl="http://a/" ww:id="a"/>\n'
            b'<outline xmlUrl="http://b/" ww:id="a"/></opml>',
            "f:2: id: 'a' is the id of another feed at f:1",
            id="an id twice",
        ),
    ],
)
def test_a_broken_file_is_refused_with_its_line(data: bytes, said: str) -> None:
    """What cannot be read as OPML is named with its place."""
    with pytest.raises(ConfigError) as caught:
        read_opml(data, "f")
    assert said in str(caught.value)


printable = st.characters(min_codepoint=32, exclude_categories=["Cc", "Cs", "Cn"])
hosts = st.from_regex(r"[a-z]{1,12}\.example", fullmatch=True)
urls = st.builds("http://{}/{}".format, hosts, st.from_regex(r"[a-zA-Z0-9&?=<>\"'%ü/-]{0,20}", fullmatch=True))
seconds = st.none() | st.integers(1, 10**11).map(lambda ms: ms / 1000)
specs = st.builds(
    FeedSpec,
    key=st.from_regex(ID_PATTERN, fullmatch=True, alphabet=st.characters(codec="ascii")).map(str.strip),
    url=urls,
    tags=st.lists(
        st.text(printable, min_size=1, max_size=60).filter(lambda tag: bool(re.fullmatch(TAG_PATTERN, tag))),
        unique=True,
        max_size=4,
    ).map(tuple),
    every_s=seconds,
    expect_every_s=seconds,
    on_add=st.sampled_from([None, "baseline", "all", "last:5"]),
    title=st.none() | st.text(printable | st.sampled_from("\t\n\r"), max_size=30),
)


timed = specs.map(lambda it: replace(it, every_s=None, every_cron="0 6-22 * * mon-fri Europe/Berlin"))


@given(st.lists(specs | timed, max_size=6, unique_by=(lambda feed: feed.key, lambda feed: feed.url)))
def test_what_we_write_is_read_back_the_same(feeds: list[FeedSpec]) -> None:
    """Ids, titles with any character XML has, tags and durations survive a round trip."""
    assert read_opml(write_opml(feeds)) == tuple(feeds)


def test_characters_xml_cannot_hold_do_not_break_the_file() -> None:
    """NUL, escape and lone surrogates in a title become a replacement character."""
    (feed,) = read_opml(write_opml([FeedSpec("a", "https://a.example/", title="x\0\x1b\ud800y")]))
    assert feed.title == "x\ufffd\ufffd\ufffdy"
