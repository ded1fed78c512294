"""``feeds discover`` and ``feeds add``: from an address to a feed in a file."""

from __future__ import annotations

import asyncio
import os
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import HTML, Desk, Site
from tests.flow.documents import Told, rss
from tests.flow.reports import FERRY, ORCHARD
from tests.web import Answer, Asked
from worker.config.load import load
from worker.daemon.clock import SystemClock
from worker.daemon.discover import discover
from worker.policy.rules import check_query

FEEDS_OF_A_PAGE = b'<html><head><link rel="alternate" type="application/rss+xml" href="/agency"></head></html>'
NO_FEEDS = b"<html><body>Nothing here</body></html>"


def test_discover_finds_the_feeds_of_a_page(desk: Desk, site: Site) -> None:
    """From a page to its feeds, each read once; an address that is a feed is the answer itself."""
    feed = site.tells("agency", FERRY, ORCHARD)
    front = site.say("front", Answer(200, FEEDS_OF_A_PAGE, HTML))
    (found,) = desk.lines("feeds", "discover", front, "--allow-private")
    assert (found["url"], found["kind"], found["entries"], found["found_by"]) == (feed, "rss", 2, "page")
    (found,) = desk.lines("feeds", "discover", feed, "--allow-private")
    assert (found["url"], found["title"], found["found_by"]) == (feed, "The agency feed", "address")
    assert "The agency feed" in desk.type("feeds", "discover", front, "--allow-private").stdout


class Hurried(SystemClock):
    """A clock for whoever asks one host after another: a wait is over at once, and counts."""

    async def sleep(self, seconds: float) -> None:
        """Let ``seconds`` have passed."""
        self.leap(seconds)


def found_from(url: str) -> list[dict[str, Any]]:
    """What ``feeds discover`` finds, without the second between two requests."""
    return asyncio.run(discover(url, None, allow_private=True, clock=Hurried()))


def test_feeds_are_tried_as_they_would_be_polled(desk: Desk, site: Site) -> None:
    """A configured feed is tried with its own private networks, by id or address; ``web.proxy`` is always used."""
    feed = site.tells("agency", FERRY, ORCHARD)
    desk.configure(web={}, feeds=[{"id": "agency", "url": feed, "allow_private": ["127.0.0.1/32"]}])
    for asked in ("agency", feed):
        (found,) = desk.lines("feeds", "test", asked)
        assert (found["url"], len(found["entries"])) == (feed, 2)
    other = desk.type("feeds", "test", site.tells("other", FERRY))
    assert (other.exit_code, "allow_private" in other.stderr) == (1, True)
    desk.configure(web={"proxy": "http://127.0.0.1:9", "robots": "ignore", "allow_private": ["127.0.0.0/8"]})
    for command in (["feeds", "test", feed], ["feeds", "discover", feed], ["extract", site.url("agency/0")]):
        done = desk.type(*command)
        assert (done.exit_code, "proxy" in done.output) == (1, True)
    assert [asked.path for asked in site.web.asked] == ["/agency"] * 2


def test_discover_looks_in_the_usual_places_last(site: Site) -> None:
    """If the page names no feed, common paths are tried, then the sitemaps in robots.txt."""
    front = site.say("front", Answer(200, NO_FEEDS, HTML))
    site.say("robots.txt", Answer(200, f"Sitemap: {site.url('news.xml')}\n".encode()))
    site.say("news.xml", Answer(200, b"<urlset><url><loc>/a</loc></url></urlset>"))
    (found,) = found_from(front)
    assert (found["kind"], found["found_by"]) == ("sitemap", "robots.txt")
    site.tells("rss.xml", FERRY)
    (found,) = found_from(front)
    assert (found["url"], found["found_by"]) == (site.url("rss.xml"), "usual place")


def test_discover_says_1_where_no_feed_is(desk: Desk, site: Site) -> None:
    """A site without feeds gives exit code 1 and a message, after all common paths were tried."""
    done = desk.type("feeds", "discover", site.say("front", Answer(200, NO_FEEDS, HTML)), "--allow-private")
    assert (done.exit_code, "no feed was found" in done.stderr) == (1, True)
    assert len(site.web.asked) > 5


def test_add_writes_a_line(desk: Desk, site: Site) -> None:
    """A feed, or the one feed that a page names, is added to a file, and is there when the file is loaded."""
    desk.write("wirewatch.yaml", "# mine\nfeeds:\n  - {id: old, url: 'https://old.example/f'}\n\nlog: {level: error}\n")
    feed = site.tells("agency", FERRY)
    front = site.say("front", Answer(200, FEEDS_OF_A_PAGE, HTML))
    done = desk.type("feeds", "add", front, "--id", "agency", "--tag", "uk", "--title", "Agency", "--allow-private")
    trap = "the worker asks private addresses only where allow_private lists them"
    assert (done.exit_code, done.stdout) == (0, f"{desk.folder / 'wirewatch.yaml'}: added {feed} as agency; {trap}\n")
    old, new = load(desk.folder / "wirewatch.yaml", {}, check_rule=check_query).feeds
    assert (old.key, new.key, new.url, new.tags, new.title) == ("old", "agency", feed, ("uk",), "Agency")
    assert (desk.folder / "wirewatch.yaml").read_text().startswith("# mine\n")
    into = desk.folder / "more.yaml"
    done = desk.type("feeds", "add", "https://b.example/f", "--unchecked", "--into", str(into))
    assert (done.exit_code, "include:" in done.stdout, into.read_text().count("b.example")) == (0, True, 2)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
def test_add_leaves_every_other_byte(desk: Desk, mark: bytes, end: bytes) -> None:
    """Line ends, a byte order mark, mode and owner of the file are those it had; so is each line."""
    lines = [b"feeds:", b"  - {id: old, url: 'https://old.example/f'}", b"log: {level: error}", b""]
    file = desk.write("wirewatch.yaml", mark + end.join(lines))
    file.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(file, 1234, 1234)
    before = file.stat()
    assert desk.type("feeds", "add", "https://b.example/f", "--id", "b", "--unchecked").exit_code == 0
    lines.insert(2, b'  - {"id":"b","url":"https://b.example/f"}')
    assert file.read_bytes() == mark + end.join(lines)
    after = file.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert list(desk.folder.glob(".*.new")) == []


def test_add_refuses_what_it_cannot_do(desk: Desk, site: Site) -> None:
    """A feed known already, a page with several feeds, and one with none are refused; nothing is written."""
    desk.write("wirewatch.yaml", "feeds:\n  - {id: old, url: 'https://old.example/f'}\n")
    links = b"".join(b'<a href="/%s">x</a>' % name for name in (b"one.rss", b"two.rss"))
    front = site.say("front", Answer(200, b"<html>" + links + b"</html>", HTML))
    for name in ("one.rss", "two.rss"):
        site.tells(name, FERRY)
    before = (desk.folder / "wirewatch.yaml").read_text()
    done = desk.type("feeds", "add", front, "--allow-private")
    assert (done.exit_code, site.url("two.rss") in done.stderr) == (1, True)
    done = desk.type("feeds", "add", "https://old.example/f", "--unchecked")
    assert (done.exit_code, "already" in done.stderr) == (2, True)
    done = desk.type("feeds", "add", "https://c.example/f", "--unchecked", "--into", str(desk.folder))
    assert done.exit_code == 2
    assert (desk.folder / "wirewatch.yaml").read_text() == before


def test_add_keeps_a_password_and_does_not_print_it(desk: Desk, site: Site) -> None:
    """The login of the address is sent to its origin and kept in the file; nothing that is printed has it."""
    desk.configure()
    whole = site.tells("agency", FERRY)
    site.say("agency", locked(rss(Told(FERRY.title, guid="1"), title="Locked")))
    front = site.say("front", locked(FEEDS_OF_A_PAGE))
    login = whole.replace("//", "//ada:l0ck@")
    for number, url in enumerate((login, front.replace("//", "//ada:l0ck@"), login)):
        into = desk.folder / f"{number}.yaml"
        options = ["--unchecked"] if number == 2 else ["--allow-private"]
        (told,) = desk.lines("feeds", "add", url, *options, "--into", str(into))
        assert told["url"] == whole
        (feed,) = load(into, {}, check_rule=check_query).feeds
        assert (feed.url, feed.login, feed.key) == (whole, "ada:l0ck", told["id"])
        again = desk.type("feeds", "add", url, *options, "--into", str(into))
        assert (again.exit_code, "l0ck" in again.output) == (2, False)
        assert "l0ck" not in desk.type("feeds", "add", url, *options, "--into", str(desk.folder / f"{number}w")).output
    for words in (["feeds", "discover", front], ["extract", front]):
        done = desk.type(*words[:-1], words[-1].replace("//", "//ada:l0ck@"), "--allow-private", "--json")
        assert (done.exit_code == 0 or words[0] == "extract", "l0ck" in done.output) == (True, False)


def locked(body: bytes) -> Callable[[Asked], Answer]:
    """Answers with ``body`` whoever logs in as ada."""
    wanted = f"Basic {b64encode(b'ada:l0ck').decode()}"
    return lambda asked: Answer(200, body, HTML) if asked.header("Authorization") == wanted else Answer(401)


@pytest.mark.parametrize("url", ["http://[x", "http://u:p@[x"])
def test_add_refuses_what_is_no_address(desk: Desk, url: str) -> None:
    """An address that cannot even be taken apart is named, without a traceback."""
    desk.configure()
    done = desk.type("feeds", "add", url, "--unchecked")
    assert (done.exit_code, "is not an address" in done.stderr) == (2, True), done.output


def test_add_needs_a_configuration(desk: Desk) -> None:
    """Without a configuration nothing is added: only it tells whether the feed is known already."""
    done = desk.type("feeds", "add", "https://a.example/f", "--unchecked", "--into", str(desk.folder / "f.yaml"))
    assert (done.exit_code, (desk.folder / "f.yaml").exists()) == (2, False)


def test_opml_brings_everything_along(desk: Desk) -> None:
    """What our own OPML says about a feed is in the YAML made of it: intervals and tags, too."""
    feed = {
        "id": "a",
        "url": "https://a.example/f",
        "every": "15m",
        "expect_every": "6h",
        "on_add": "all",
        "tags": ["x"],
    }
    desk.configure(feeds=[feed])
    opml = desk.write("feeds.opml", desk.type("feeds", "export").stdout_bytes)
    into = desk.folder / "feeds.yaml"
    assert desk.type("feeds", "import", str(opml), "--into", str(into)).exit_code == 0
    before = load(desk.folder / "wirewatch.yaml", {}, check_rule=check_query).feeds
    assert load(into, {}, check_rule=check_query).feeds == before
