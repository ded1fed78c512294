"""When two addresses mean the same page; a wrong merge loses a story, a missed one is caught by the text."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from worker.policy.urls import TRACKING, canonical, entry_key, fetchable, host, spellings, url_key

SAME = [
    pytest.param("http://a.example/x", "https://a.example/x", id="http and https"),
    pytest.param("HTTPS://A.EXAMPLE/x", "https://a.example/x", id="scheme and host in capitals"),
    pytest.param("  https://a.example/x\n", "https://a.example/x", id="blanks around it"),
    pytest.param("https://a.example", "https://a.example/", id="no path is the root"),
    pytest.param("https://a.example?", "https://a.example/", id="an empty query"),
    pytest.param("https://a.example/x?", "https://a.example/x", id="an empty query after a path"),
    pytest.param("https://a.example./x", "https://a.example/x", id="a dot after the host"),
    pytest.param("https://a.example:443/x", "https://a.example/x", id="the usual port of https"),
    pytest.param("http://a.example:80/x", "https://a.example/x", id="the usual port of http"),
    pytest.param("http://a.example:443/x", "https://a.example/x", id="http on the port of https"),
    pytest.param("https://eva:geheim@a.example/x", "https://a.example/x", id="name and password"),
    pytest.param("https://eva@a.example/x", "https://a.example/x", id="a name alone"),
    pytest.param("https://a.example/x#top", "https://a.example/x", id="a fragment"),
    pytest.param("https://a.example/x#:~:text=flood", "https://a.example/x", id="a highlighted text"),
    pytest.param("https://a.example/x#xtor=RSS-1", "https://a.example/x", id="tracking in the fragment"),
    pytest.param("https://a.example/x?utm_source=rss", "https://a.example/x", id="utm"),
    pytest.param("https://a.example/x?utm_source=rss&utm_medium=a", "https://a.example/x", id="two of utm"),
    pytest.param("https://a.example/x?UTM_Source=rss", "https://a.example/x", id="utm in capitals"),
    pytest.param("https://a.example/x?utm_source", "https://a.example/x", id="utm without a value"),
    pytest.param("https://a.example/x?fbclid=Iw", "https://a.example/x", id="fbclid"),
    pytest.param("https://a.example/x?gclid=1&gad_source=2", "https://a.example/x", id="ad clicks"),
    pytest.param("https://a.example/x?mc_cid=1&mc_eid=2", "https://a.example/x", id="a mailing"),
    pytest.param("https://a.example/x?wt_mc=rss&WT.mc_id=7", "https://a.example/x", id="a German counter"),
    pytest.param("https://a.example/x?xtor=RSS-1", "https://a.example/x", id="a French counter"),
    pytest.param("https://a.example/x?_openstat=a", "https://a.example/x", id="a Russian counter"),
    pytest.param("https://a.example/x?id=7&utm_source=rss", "https://a.example/x?id=7", id="tracking behind an id"),
    pytest.param("https://a.example/x?utm_source=rss&id=7", "https://a.example/x?id=7", id="tracking before an id"),
    pytest.param("https://a.example/x?a=1&&b=2&", "https://a.example/x?a=1&b=2", id="empty parts of a query"),
    pytest.param("https://a.example/a/../x", "https://a.example/x", id="a step back in the path"),
    pytest.param("https://a.example/./x", "https://a.example/x", id="a step on the spot"),
    pytest.param("https://a.example\\x", "https://a.example/x", id="a backslash"),
    pytest.param("https://a.example/x y", "https://a.example/x%20y", id="a blank in the path"),
    pytest.param("https://a.example/\tx\n", "https://a.example/x", id="a line break inside"),
    pytest.param("https://müller.example/ß", "https://xn--mller-kva.example/%C3%9F", id="umlauts in host and path"),
    pytest.param("https://пример.example/", "https://xn--e1afmkfd.example/", id="a Cyrillic host"),
    pytest.param("http://0x7f.1/x", "https://127.0.0.1/x", id="an address in disguise"),
    pytest.param("http://[0:0::1]/x", "https://[::1]/x", id="an IPv6 address"),
]


@pytest.mark.parametrize(("url", "form"), SAME)
def test_one_page_one_form(url: str, form: str) -> None:
    """Addresses that differ only in what is known to be noise have one form, and that form is its own."""
    assert canonical(url) == form
    assert canonical(form) == form
    assert url_key(form) == url_key(canonical(url) or "")


APART = [
    pytest.param("https://a.example/Story", "https://a.example/story", id="the case of the path"),
    pytest.param("https://a.example/x/", "https://a.example/x", id="a slash at the end"),
    pytest.param("https://a.example/?p=123", "https://a.example/", id="an id in the query"),
    pytest.param("https://a.example/?p=123", "https://a.example/?p=124", id="two ids"),
    pytest.param("https://a.example/x?a=1&b=2", "https://a.example/x?b=2&a=1", id="the order of parameters"),
    pytest.param("https://a.example/x?a=1&a=2", "https://a.example/x?a=1", id="a parameter twice"),
    pytest.param("https://a.example/x?ID=1", "https://a.example/x?id=1", id="the case of a parameter"),
    pytest.param("https://a.example/x?a=", "https://a.example/x?a", id="a parameter without a value"),
    pytest.param("https://a.example/x?ref=rss", "https://a.example/x", id="a parameter nobody knows"),
    pytest.param("https://a.example/x?source=a", "https://a.example/x", id="source, which may be a filter"),
    pytest.param("https://a.example/x?article_utm=1", "https://a.example/x", id="utm inside a name"),
    pytest.param("https://www.a.example/x", "https://a.example/x", id="www."),
    pytest.param("https://m.a.example/x", "https://a.example/x", id="the mobile site"),
    pytest.param("https://a.example:8443/x", "https://a.example/x", id="another port"),
    pytest.param("https://a.example:80/x", "https://a.example/x", id="https on the port of http"),
    pytest.param("https://a.example/#!/story/1", "https://a.example/#!/story/2", id="a route behind #!"),
    pytest.param("https://a.example/#/story/1", "https://a.example/#/story/2", id="a route behind #/"),
    pytest.param("https://a.example/%7Ex", "https://a.example/~x", id="an escaped sign"),
    pytest.param("https://a.example/a%2Fb", "https://a.example/a/b", id="an escaped slash"),
    pytest.param("https://a.example//x", "https://a.example/x", id="two slashes"),
    pytest.param("https://a.example/x;id=1", "https://a.example/x;id=2", id="a parameter of the path"),
    pytest.param("https://a.example/x/index.html", "https://a.example/x/", id="an index page"),
    pytest.param("https://a.example/x?a+b", "https://a.example/x?a%20b", id="a plus"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_pages_that_may_differ_stay_apart(one: str, other: str) -> None:
    """What could name another page is never taken for noise."""
    assert canonical(one) is not None
    assert canonical(one) != canonical(other)
    assert entry_key(None, canonical(one), b"") != entry_key(None, canonical(other), b"")


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="nothing"),
        pytest.param("story", id="a word"),
        pytest.param("/story/1", id="a path"),
        pytest.param("//a.example/story", id="no scheme"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("data:text/html,x", id="data"),
        pytest.param("mailto:desk@a.example", id="a mailbox"),
        pytest.param("ftp://a.example/x", id="another scheme"),
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("feed://a.example/x", id="the feed scheme"),
        pytest.param("https://", id="no host"),
        pytest.param("https://./x", id="a dot for a host"),
        pytest.param("https://eva@/x", id="a name without a host"),
        pytest.param("https://a b/x", id="a blank in the host"),
        pytest.param("https://a.example:99999/", id="no such port"),
        pytest.param("https://[::1/", id="half an IPv6 address"),
        pytest.param("https://a.example/\ud800", id="half a letter"),
    ],
)
def test_what_is_no_web_address(url: str) -> None:
    """What is no complete http(s) address has no form, is not fetched and has no host."""
    assert (canonical(url), fetchable(url), host(url)) == (None, None, "")


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        pytest.param("http://a.example/x?utm_source=rss&b#top", "http://a.example/x?utm_source=rss&b", id="all but #"),
        pytest.param("https://eva:geheim@a.example/x", "https://a.example/x", id="credentials go"),
        pytest.param("https://A.example:443", "https://a.example/", id="in the form that is sent"),
        pytest.param("http://a.example:8080/Ä", "http://a.example:8080/%C3%84", id="escaped"),
    ],
)
def test_what_is_asked_for(url: str, asked: str) -> None:
    """A page is asked for as the feed names it, without what never goes over the wire and without credentials."""
    assert fetchable(url) == asked


@pytest.mark.parametrize(
    ("url", "name"),
    [
        pytest.param("https://WWW.A.example:8443/x", "www.a.example", id="lower case, no port"),
        pytest.param("https://a.example./", "a.example", id="no dot at the end"),
        pytest.param("https://eva:x@a.example/", "a.example", id="no credentials"),
        pytest.param("https://müller.example/", "xn--mller-kva.example", id="as it is dialled"),
    ],
)
def test_hosts(url: str, name: str) -> None:
    """A source is counted by its host's name, however that is written."""
    assert host(url) == name


def test_what_identifies_an_entry() -> None:
    """The guid, else the link, else the content; one kind is never taken for another, and half letters do no harm."""
    link = "https://a.example/x"
    keys = [
        entry_key("7", link, b"1"),
        entry_key("8", link, b"1"),
        entry_key(None, link, b"1"),
        entry_key(link, None, b"1"),
        entry_key(None, None, b"1"),
        entry_key(None, None, b"2"),
        entry_key("\ud800", None, b""),
    ]
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {16}
    assert entry_key("7", link, b"1") == entry_key("7", None, b"2")
    assert entry_key("", link, b"1") == entry_key(None, link, b"2")


words = st.text("abcdefABC01~-_.%é", min_size=1, max_size=6).filter(lambda word: set(word) - set(".%"))
queries = st.lists(st.tuples(words, words).map("=".join), max_size=4)
paths = st.lists(words.filter(lambda word: "%" not in word), max_size=4)
noise = st.lists(st.sampled_from(sorted(TRACKING)).map(lambda name: f"{name}=x"), max_size=3)


def _known_noise(part: str) -> bool:
    return part.partition("=")[0].lower() in TRACKING


def _address(path: list[str], query: list[str]) -> str:
    return f"https://a.example/{'/'.join(path)}?{'&'.join(query)}"


@given(st.text(max_size=60) | st.builds(lambda tail: f"https://{tail}", st.text(max_size=60)))
@settings(max_examples=500)
def test_a_form_is_its_own_form(url: str) -> None:
    """Whatever comes in, what comes out is stable, and what is fetched has the same form."""
    form = canonical(url)
    if form is not None:
        assert canonical(form) == form
        assert host(form) == host(url)
        assert canonical(fetchable(form) or "") == form.split("#")[0]


@given(paths, queries, noise, st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_noise_makes_no_difference(path: list[str], query: list[str], added: list[str], chance: object) -> None:
    """Tracking parameters at any place leave the form as it is."""
    mixed = list(query)
    for part in added:
        mixed.insert(chance.randint(0, len(mixed)), part)  # type: ignore[attr-defined]  # random.Random, drawn
    assert canonical(_address(path, mixed)) == canonical(_address(path, query))


@given(paths, queries, paths, queries)
@settings(max_examples=300)
def test_no_two_pages_are_merged(path: list[str], query: list[str], other: list[str], others: list[str]) -> None:
    """Addresses that differ in path or in unknown parameters never get the same form."""
    assume((path, query) != (other, others))
    assume(not any(map(_known_noise, query + others)))
    assert canonical(_address(path, query)) != canonical(_address(other, others))


@pytest.mark.parametrize(
    ("url", "others"),
    [
        pytest.param("https://a.example/x", {"https://a.example/x/", "https://www.a.example/x"}, id="a page"),
        pytest.param("https://www.a.example/x/", {"https://www.a.example/x", "https://a.example/x/"}, id="of www."),
        pytest.param("https://a.example/x?p=1/", {"https://a.example/x/?p=1/"}, id="a query keeps its slash"),
        pytest.param("https://a.example:8080/", {"https://www.a.example:8080/"}, id="the root has one spelling"),
    ],
)
def test_an_address_is_noted_in_several_spellings(url: str, others: set[str]) -> None:
    """A look-up tries the address itself first, then with and without ``www.`` and the final slash; all canonical."""
    first, *rest = spellings(url)
    assert first == url
    assert others <= set(rest)
    assert all(canonical(one) == one for one in rest)
