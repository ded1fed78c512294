"""Every command: its exit code, and with ``--json`` nothing but JSON lines on standard output."""

from __future__ import annotations

import gzip
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import orjson
import pytest

from tests.cli.conftest import HTML, Desk, Site
from tests.faults import break_the_judge
from tests.flow.documents import Told, page, rss
from tests.flow.reports import FERRY, ORCHARD, TUNNEL
from tests.web import Answer
from worker.config.load import load
from worker.daemon.store_access import reading
from worker.policy.rules import check_query
from worker.store import outbox
from worker.store.engines import sqlite_module


def test_once_tells_what_it_did(desk: Desk, site: Site) -> None:
    """A pass ends with 0 and one line of facts; a second one asks with the validators and finds nothing new."""
    desk.configure(("agency", site.tells("agency", FERRY, ORCHARD)))
    (facts,) = desk.lines("once")
    assert (facts["feeds_polled"], facts["feeds_failed"], facts["entries_pending"]) == (1, 0, 0)
    assert facts["alerts_undelivered"] == 0
    (facts,) = desk.lines("once")
    assert facts["feeds_polled"] == 0
    (facts,) = desk.lines("once", "--all")
    assert facts["feeds_polled"] == 1
    assert site.web.asked[-1].header("If-None-Match") == '"agency"'
    alerts = (desk.folder / "alerts.jsonl").read_bytes().splitlines()
    assert [orjson.loads(alert)["occasion"] for alert in alerts] == ["first", "first"]


def test_once_says_3_when_a_feed_failed(desk: Desk, site: Site) -> None:
    """If a feed fails, the pass does everything else and exits with 3; a feed that asks us to wait has not failed."""
    slow = site.say("slow", Answer(429, b"", [("Retry-After", "600")]))
    desk.configure(("bad", site.say("bad", Answer(500))), ("good", site.tells("good", FERRY)), ("slow", slow))
    (facts,) = desk.lines("once", code=3)
    assert (facts["feeds_polled"], facts["feeds_failed"]) == (3, 1)
    assert len((desk.folder / "alerts.jsonl").read_bytes().splitlines()) == 1


def test_once_says_1_when_an_alert_could_not_be_delivered(desk: Desk, site: Site) -> None:
    """A pass that leaves alerts owed ends with 1."""
    sinks = {"alerts": {"kind": "file", "path": str(desk.folder / "no" / "such" / "folder.jsonl")}}
    desk.configure(("agency", site.tells("agency", FERRY)), sinks=sinks)
    (facts,) = desk.lines("once", code=1)
    assert facts["alerts_undelivered"] == 1


def test_a_pass_whose_alert_is_refused_for_good_says_1(desk: Desk, site: Site) -> None:
    """An alert that died could not be delivered either, though nothing is owed any more."""
    sinks = {"hook": {"kind": "webhook", "url": site.say("hook", Answer(400))}}
    rules = [{"id": "all", "when": "*:*", "to": ["hook"]}]
    desk.configure(("agency", site.tells("agency", FERRY)), sinks=sinks, rules=rules)
    done = desk.type("once")
    assert (done.exit_code, "alerts undelivered: 0" in done.stdout, len(desk.lines("alerts", "dead"))) == (1, True, 1)
    assert done.stderr.splitlines()[-1] == "some alerts could not be delivered; wirewatch alerts dead lists them"


LISTS = [
    pytest.param(("status",), {"store", "feeds", "silent_feeds", "dispositions", "alerts"}, 1, id="status"),
    pytest.param(("stories",), {"id", "title", "first_seen", "languages", "articles", "alerts"}, 2, id="stories"),
    pytest.param(("stories", "--flagged", "--since", "all"), {"articles"}, 2, id="stories --flagged"),
    pytest.param(("feeds", "list"), {"id", "url", "state", "next_poll", "last_cause"}, 2, id="feeds list"),
    pytest.param(("alerts", "list"), {"id", "story", "rule", "sink", "occasion", "state"}, 2, id="alerts list"),
    pytest.param(("alerts", "list", "--limit", "1"), {"id"}, 1, id="alerts list --limit"),
    pytest.param(
        ("alerts", "list", "--since", "1h", "--state", "delivered"), {"id"}, 2, id="alerts list --since --state"
    ),
    pytest.param(("alerts", "list", "--since", "2099-01-01"), set(), 0, id="alerts list --since, later"),
    pytest.param(("alerts", "list", "--state", "dead"), set(), 0, id="alerts list --state, another"),
    pytest.param(("alerts", "list", "--rule", "all", "--sink", "alerts"), {"id"}, 2, id="alerts list --rule --sink"),
    pytest.param(("alerts", "list", "--rule", "other"), set(), 0, id="alerts list --rule, another"),
    pytest.param(("alerts", "list", "--sink", "other"), set(), 0, id="alerts list --sink, another"),
    pytest.param(("feeds", "history", "agency"), {"id", "state", "polls", "events"}, 1, id="feeds history"),
    pytest.param(("alerts", "dead"), set(), 0, id="alerts dead"),
    pytest.param(("articles", "export"), {"id", "story", "relation", "disposition"}, 3, id="articles export"),
    pytest.param(("articles", "export", "--since", "1h"), {"id"}, 3, id="articles export --since"),
    pytest.param(("articles", "export", "--since", "2099-01-01"), set(), 0, id="articles export --since, later"),
    pytest.param(("explain", "e1"), {"asked", "entries", "never_seen"}, 1, id="explain"),
]


@pytest.mark.parametrize(("words", "keys", "number"), LISTS)
def test_lists_are_json_lines(seen: Desk, words: tuple[str, ...], keys: set[str], number: int) -> None:
    """With --json a list is one object a line with its promised keys."""
    lines = seen.lines(*words)
    assert len(lines) == number
    assert all(set(line) >= keys for line in lines)


@pytest.mark.parametrize(("words", "keys", "number"), LISTS)
def test_lists_are_tables_for_people(seen: Desk, words: tuple[str, ...], keys: set[str], number: int) -> None:
    """Without --json the same commands print something a person reads, and nothing of it is an escape code."""
    done = seen.type(*words)
    assert (done.exit_code, "\x1b" in done.output) == (0, False)
    assert number == 0 or done.stdout


def test_feeds_are_shown_by_the_title_they_were_given(watched: Desk, site: Site) -> None:
    """The title of the configuration stands in place of the feed's own, wherever a feed is shown."""
    feeds = [{"id": "agency", "url": site.url("agency"), "title": "Our agency"}]
    watched.configure(feeds=feeds)
    (listed,) = [it for it in watched.lines("feeds", "list") if it["id"] == "agency"]
    (shown,) = watched.lines("feeds", "history", "agency")
    (explained,) = watched.lines("explain", "agency")
    (about,) = explained["about"]
    assert [it["title"] for it in (listed, shown, about)] == ["Our agency"] * 3
    assert {"last_ok", "last_changed"} <= set(shown) & set(about)  # one word for one thing


def test_a_feed_removed_is_shown_as_such(watched: Desk, site: Site) -> None:
    """A feed that the configuration no longer lists keeps its history, and does not look active."""
    watched.configure(("agency", site.url("agency")))
    watched.lines("once")
    assert {feed["id"]: feed["listed"] for feed in watched.lines("feeds", "list")} == {"agency": True, "paper": False}
    assert watched.type("feeds", "list").stdout.count("not listed") == 1


def test_people_see_when_something_was_told(seen: Desk) -> None:
    """The times of an article and its alert are in the words as well as in the JSON."""
    (entry,) = seen.lines("explain", "e1")[0]["entries"]
    (alert,) = [it for it in seen.lines("alerts", "list") if it["id"] == entry["alerts"][0]["id"]]
    shown, listed = seen.type("explain", "e1").stdout, seen.type("alerts", "list").stdout
    assert f"first seen {entry['first_seen']}, judged {entry['judged']}" in shown
    assert f"{alert['id']}, at {alert['delivered']}" in shown
    assert {alert["owed"], alert["delivered"]} <= set(listed.split())


def test_explain_says_1_for_what_was_never_seen(watched: Desk, site: Site) -> None:
    """An address that was in no feed ends with 1 and what is known of its host."""
    (found,) = watched.lines("explain", site.url("never"), code=1)
    assert found["entries"] == []
    assert "feeds of 127.0.0.1: agency was last polled" in found["never_seen"]


def test_a_long_list_of_alerts_is_cut_for_people_and_whole_as_json(desk: Desk) -> None:
    """People get the newest and are told so; JSON, which is read in steps, has each alert once, newest first."""
    desk.configure(rules=[{"id": "all", "when": "*:*", "to": ["alerts"]}])
    names = [f"{town}{end}" for town in ("Vel", "Mor", "Tas", "Kul", "Bre") for end in _ends(102)]
    told = [{"id": it, "published": "2026-03-11", "title": f"{it} elects {it}us as mayor of {it}ton"} for it in names]
    desk.lines("articles", "import", "-", stdin=b"\n".join(map(orjson.dumps, told)))
    listed = desk.lines("alerts", "list")
    assert len({it["id"] for it in listed}) == len(listed) > 500  # more than one step
    assert [it["owed"] for it in listed] == sorted((it["owed"] for it in listed), reverse=True)
    shown = desk.type("alerts", "list").stdout
    assert "these are the 50 newest" in shown
    assert sum(it["title"] in shown for it in listed) == 50


def test_dead_alerts_are_listed_and_retried(watched: Desk) -> None:
    """``alerts dead`` lists a dead alert, ``alerts retry`` owes it again, and the next pass delivers it."""
    (name, other) = [alert["id"] for alert in watched.lines("alerts", "list")]
    kill(watched, name)
    (dead,) = watched.lines("alerts", "dead")
    assert (dead["id"], dead["last_error"]) == (name, "killed by a test")
    refused = watched.type("alerts", "retry", name, other)
    assert (refused.exit_code, f"no dead alert '{other}'" in refused.stderr) == (2, True)
    assert watched.type("alerts", "retry").stdout == "1 alert owed again\n"
    assert watched.type("once").exit_code == 0
    assert {alert["state"] for alert in watched.lines("alerts", "list")} == {"delivered"}


def kill(desk: Desk, alert: str) -> None:
    """Put an alert among the dead ones."""
    with reading(load(desk.folder / "wirewatch.yaml", {}, check_rule=check_query)) as database:
        database.write(
            lambda db: db.exec_driver_sql(
                "UPDATE alerts SET state = 'dead', delivered_at = NULL, last_error = 'killed by a test' "
                f"WHERE id = '{alert}'"
            )
        )
        assert database.read(outbox.counts)["dead"] == 1


def test_what_breaks_the_judge_is_said_and_found(desk: Desk, site: Site) -> None:
    """A pass and an import end with 1 and name the entries that broke the judge; ``doctor`` finds them."""
    desk.configure(("agency", site.tells("agency", FERRY)))
    break_the_judge(desk.folder / "store.db")
    passed = desk.type("once", "--all")
    assert (passed.exit_code, "1 entry broke the judge" in passed.stderr) == (1, True)
    line = {"id": "one", "published": "2026-09-20T10:00:00Z", "title": ORCHARD.title}
    brought = desk.type("articles", "import", "-", stdin=orjson.dumps(line) + b"\n")
    assert (brought.exit_code, "1 entry broke the judge" in brought.stderr) == (1, True)
    (finding,) = [it for it in desk.lines("doctor", code=1) if it["check"] == "broken entries"]
    assert (finding["found"], finding["next"] is None) == ("2 waiting, 0 given up", False)


def test_articles_go_in_and_out(desk: Desk) -> None:
    """An import counts the lines it admitted, knew and refused, and says 1 if any was; an export has them."""
    desk.configure()
    line = {"id": "one", "published": "2026-09-20T10:00:00Z", "title": FERRY.title, "text": " ".join(FERRY.paragraphs)}
    good, bad = orjson.dumps(line), b'{"id": "two"}'
    (facts,) = desk.lines("articles", "import", "-", stdin=good + b"\n")
    none_left = {"entries_broken": 0, "alerts_undelivered": 0}
    assert facts == {"lines": 1, "admitted": 1, "known_before": 0, "refused": 0} | none_left
    (facts,) = desk.lines("articles", "import", "-", stdin=good + b"\n")
    assert facts == {"lines": 1, "admitted": 0, "known_before": 1, "refused": 0} | none_left
    file = desk.write("more.jsonl", good + b"\n" + bad + b"\n")
    done = desk.type("articles", "import", str(file))
    assert done.exit_code == 1
    assert f"{file}: line 2: article two has neither title nor text" in done.stderr
    (exported,) = desk.lines("articles", "export")
    assert (exported["id"], exported["title"], exported["disposition"]) == ("one", FERRY.title, "alerted")


def test_an_import_of_a_packed_file_takes_what_it_can(desk: Desk) -> None:
    """Blank lines are no articles; of a packed file that is cut short the lines before the cut are judged."""
    desk.configure()
    numbered = [{"id": f"{n}", "published": 1790000000 + n, "title": f"{FERRY.title} {n}"} for n in range(3)]
    packed = gzip.compress(b"\n\n".join(map(orjson.dumps, numbered)) + b"\n")
    (facts,) = desk.lines("articles", "import", "-", stdin=packed)
    assert (facts["lines"], facts["admitted"], facts["known_before"], facts["refused"]) == (3, 3, 0, 0)
    done = desk.type("articles", "import", str(desk.write("cut.jsonl.gz", packed[:-8])))
    assert (done.exit_code, "known before: 3" in done.stdout) == (1, True)
    assert "cut.jsonl.gz: line 6: cannot be read, nor what follows" in done.stderr


def test_an_import_says_1_when_an_alert_could_not_be_delivered(desk: Desk) -> None:
    """Articles are in the store, their alerts are owed: the exit code and standard error tell it."""
    desk.configure(sinks={"alerts": {"kind": "file", "path": str(desk.folder / "no" / "such" / "folder.jsonl")}})
    line = {"id": "one", "published": "2026-09-20T10:00:00Z", "title": FERRY.title, "text": " ".join(FERRY.paragraphs)}
    done = desk.type("articles", "import", "-", stdin=orjson.dumps(line))
    assert (done.exit_code, "alerts undelivered: 1" in done.stdout) == (1, True)
    assert "some alerts could not be delivered; they stay owed" in done.stderr


# -- looking without a store --------------------------------------------------------------------------------

EXTRACT = {"source", "title", "text", "lang", "published", "author", "canonical", "promo", "degraded", "quality"}


def test_extract_reads_files_and_addresses(desk: Desk, site: Site) -> None:
    """Each source is one line with its article; one that cannot be read has an error, and the exit code is 1."""
    file = desk.write("page.html", page(FERRY.title, FERRY.paragraphs))
    link = site.say("page", Answer(200, page(ORCHARD.title, ORCHARD.paragraphs), HTML))
    one, two = desk.lines("extract", str(file), link, "--allow-private")
    assert set(one) >= EXTRACT
    assert (one["source"], one["title"], one["lang"]) == (str(file), FERRY.title, "en")
    assert one["text"] == "\n\n".join(FERRY.paragraphs)
    assert (two["source"], two["text"]) == (link, "\n\n".join(ORCHARD.paragraphs))
    huge = desk.write("huge.html", b"<p>" + b"x" * 5_000_000)
    one, two, three = desk.lines("extract", str(file), str(desk.folder / "missing.html"), str(huge), code=1)
    assert "error" not in one
    assert two["error"].endswith("missing.html: No such file or directory; name a file or a URL")
    assert three["error"].endswith("huge.html: is larger than 5.0 MB; raise web.limits.page")


def test_a_pipe_gets_paragraphs_whole(desk: Desk) -> None:
    """What ``extract`` prints for people is as wide as a terminal is; in a pipe a paragraph is one line."""
    paragraph = " ".join(FERRY.paragraphs * 3)
    file = desk.write("page.html", page(FERRY.title, (paragraph,)))
    assert paragraph in desk.type("extract", str(file)).stdout.splitlines()


def test_a_post_without_a_title_is_shown_by_what_it_says(desk: Desk, site: Site) -> None:
    """Stories and alerts are called by its text; an entry's own page says that there is none."""
    post = rss(Told("", "", "1", summary="Storm warning lifted."))
    desk.configure(("mayor", site.say("posts", Answer(200, post))))
    desk.type("once")
    said = "Storm"
    assert said in desk.type("stories").stdout
    assert said in desk.type("alerts", "list").stdout
    assert desk.type("explain", "e1").stdout.startswith("(no title)\n")


def test_extract_stays_off_private_addresses(desk: Desk, site: Site) -> None:
    """Without --allow-private a loopback address is refused and not asked."""
    (found,) = desk.lines("extract", site.url("page"), code=1)
    assert "--allow-private" in desk.type("rules", "test", site.url("page"), "--query", "*:*").stderr
    assert "127.0.0.1" in found["error"]
    assert "--allow-private" in found["error"]
    assert site.web.asked == []


def test_feeds_test_shows_what_would_be_read(desk: Desk, site: Site) -> None:
    """A feed is fetched once and shown with its entries; nothing is stored."""
    link = site.say("feed", Answer(200, rss(Told("One", "http://x.example/1", "1"), title="News"), [("ETag", '"1"')]))
    (found,) = desk.lines("feeds", "test", link, "--allow-private")
    assert (found["kind"], found["title"], found["validators"]) == ("rss", "News", ["etag"])
    assert [(it["id"], it["url"], it["title"]) for it in found["entries"]] == [("1", "http://x.example/1", "One")]
    assert list(desk.folder.iterdir()) == []


def test_feeds_test_says_where_there_is_no_entry(desk: Desk, site: Site) -> None:
    """An empty table would leave open whether the feed is empty, or was not understood."""
    link = site.say("feed", Answer(200, rss(title="News")))
    assert "no entries: the feed is empty just now" in desk.type("feeds", "test", link, "--allow-private").stdout


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param(Answer(404), "answered 404: it is not there; run wirewatch feeds discover", id="404"),
        pytest.param(Answer(401), "answered 401: it wants a login or consent; put USER:PASSWORD@", id="401"),
        pytest.param(Answer(429), "answered 429: its server asks us to wait; wait until it passes", id="429"),
        pytest.param(Answer(410), "answered 410: its server says it is gone for good; remove it", id="410"),
        pytest.param(Answer(200, page("Home", ("Welcome.",)), HTML), "found an HTML page", id="HTML"),
        pytest.param(Answer(reset=True), "127.0.0.1", id="a reset"),
    ],
)
def test_feeds_test_says_1_and_why(desk: Desk, site: Site, answer: Answer, told: str) -> None:
    """A feed that cannot be read gives exit code 1 and the reason on standard error, without a traceback."""
    done = desk.type("feeds", "test", site.say("feed", answer), "--allow-private")
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_feeds_go_through_opml_and_back(desk: Desk, site: Site) -> None:
    """Exported OPML imports as YAML that a configuration can include, with the same feeds; no file is overwritten."""
    desk.configure(("agency", site.url("agency")), ("paper", site.url("paper")))
    opml = desk.type("feeds", "export")
    assert opml.exit_code == 0
    file, into = desk.write("feeds.opml", opml.stdout_bytes), desk.folder / "feeds.yaml"
    done = desk.type("feeds", "import", str(file), "--into", str(into))
    assert (done.exit_code, done.stdout) == (0, f"{into}: 2 feeds; add it to include: in your configuration\n")
    assert desk.type("feeds", "import", str(file)).stdout == into.read_text()
    assert desk.type("feeds", "import", str(file), "--into", str(into)).exit_code == 2
    desk.configure(include=["feeds.yaml"])
    assert "feeds 2" in desk.type("check").stdout
    assert desk.type("feeds", "export").stdout == opml.stdout


def test_an_import_leaves_out_what_is_no_feed(desk: Desk) -> None:
    """A reader's own addresses among feeds are listed and left out, with 1; what is imported is a configuration."""
    outlines = "".join(
        f'<outline xmlUrl="{url}"/>\n' for url in ("https://a.example/", "tt-rss:x", "http://b.example/")
    )
    file = desk.write("feeds.opml", f"<opml><body>\n{outlines}</body></opml>".encode())
    into = desk.folder / "feeds.yaml"
    done = desk.type("feeds", "import", str(file), "--into", str(into))
    assert (done.exit_code, done.stdout.startswith(f"{into}: 2 feeds;")) == (1, True)
    assert done.stderr.startswith(f"left out: {file}:3: url: 'tt-rss:x' is not a feed's address")
    *feeds, left_out = desk.lines("feeds", "import", str(file), code=1)
    assert [feed["url"] for feed in feeds] == ["https://a.example/", "http://b.example/"]
    assert (left_out["left_out"]["file"], left_out["left_out"]["line"]) == (str(file), 3)
    (written,) = desk.lines("feeds", "import", str(file), "--into", str(desk.folder / "again.yaml"), code=1)
    assert written["left_out"] == [left_out["left_out"]]
    desk.configure(include=["feeds.yaml"])
    assert "feeds 2" in desk.type("check").stdout
    none = desk.write("none.opml", b'<opml><outline xmlUrl="tt-rss:x"/></opml>')
    assert desk.type("feeds", "import", str(none)).exit_code == 2


def test_passwords_of_feeds_are_kept_from_others(desk: Desk) -> None:
    """A new file with a password is its owner's alone; an existing one keeps its mode, and what follows is said."""
    desk.configure()
    url = "https://ada:lock@paper.example/feed"
    file = desk.write("feeds.opml", f'<opml version="2.0"><body><outline xmlUrl="{url}"/></body></opml>'.encode())
    for number, words in enumerate((["import", str(file)], ["add", url, "--unchecked"])):
        into = desk.folder / f"{number}.yaml"
        done = desk.type("feeds", *words, "--into", str(into))
        assert (done.exit_code, into.stat().st_mode & 0o777) == (0, 0o600), done.output
        assert "only its owner may read it" in done.stdout
    shared = desk.write("shared.yaml", b"feeds: []\n")
    shared.chmod(0o644)
    done = desk.type("feeds", "add", url, "--unchecked", "--into", str(shared))
    assert (done.exit_code, shared.stat().st_mode & 0o777) == (0, 0o644)
    assert "others may read: make it private with chmod 600" in done.stdout
    done = desk.type("feeds", "add", "https://other.example/feed", "--unchecked", "--into", str(desk.folder / "3.yaml"))
    assert (done.exit_code, "it holds a password" in done.stdout) == (0, False)


def test_check_and_its_effective_values(desk: Desk, site: Site) -> None:
    """``check`` reports a valid file; ``--effective`` prints every value with its origin."""
    desk.configure(("agency", site.url("agency")))
    assert desk.type("check").stdout.endswith("fine; feeds 1, rules 1, sinks 2\n")
    desk.configure(("agency", site.url("agency")), rules=[{"id": "a", "when": "flood AND feed:agencie"}])
    shown = desk.type("check", "--effective")
    assert shown.exit_code == 0
    assert "asks for feed:agencie, which no configured feed has; did you mean agency?" in shown.stderr
    assert "spacing" in shown.stdout
    assert "wirewatch.yaml:1" in shown.stdout


def test_check_warns_of_a_silence_that_is_over(desk: Desk, site: Site) -> None:
    """It holds nothing any more; one that lasts is not named."""
    silences = [{"until": "2026-01-01T08:00+01:00"}, {"until": "2199-01-01"}]
    desk.configure(("agency", site.url("agency")), alerts={"silences": silences})
    said = [it["message"] for it in desk.lines("check")[0]["warnings"]]
    assert said == ["until: this silence ended at 2026-01-01T08:00+01:00, so it can be taken out"]


def test_schema_is_json(desk: Desk) -> None:
    """``schema`` prints a JSON Schema that knows the sections, without any configuration at hand."""
    done = desk.type("schema")
    assert done.exit_code == 0
    assert {"feeds", "rules", "sinks", "polling"} <= set(orjson.loads(done.stdout_bytes)["properties"])


def test_migrate_brings_a_store_up(desk: Desk) -> None:
    """``migrate`` makes a store that is not there and says so, and succeeds again when there is nothing to do."""
    desk.configure()
    (desk.folder / "store.db").unlink()
    for did in ("made, empty", "the schema was up to date"):
        done = desk.type("migrate")
        assert (done.exit_code, done.stdout) == (0, f"sqlite:///{desk.folder}/store.db: {did}\n")
    assert "0 articles in 0 stories" in desk.type("stories").stdout


# -- what goes wrong ----------------------------------------------------------------------------------------

WITH_CONFIG = [
    ("once",),
    ("run",),
    ("check",),
    ("status",),
    ("stories",),
    ("explain", "e1"),
    ("feeds", "list"),
    ("feeds", "export"),
    ("alerts", "list"),
    ("alerts", "dead"),
    ("alerts", "retry"),
    ("articles", "export"),
    ("articles", "import", "-"),
    ("migrate",),
]


@pytest.mark.parametrize("words", WITH_CONFIG, ids=" ".join)
def test_an_unreadable_configuration_ends_with_2(desk: Desk, words: tuple[str, ...]) -> None:
    """Every command that needs a configuration names the file it cannot read, and ends with 2."""
    done = desk.type(*words)
    assert done.exit_code == 2
    assert "wirewatch.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_all_mistakes_are_listed_at_once(desk: Desk) -> None:
    """Unknown keys with the nearest known one, a missing sink and an invalid query are all listed with their lines."""
    desk.write(
        "wirewatch.yaml",
        "polling: {flor: 10m}\n"
        "rules:\n"
        "  - {id: a, when: 'title:(storm', to: [log]}\n"
        "  - {id: b, when: storm, to: [newsdesk]}\n"
        "feeds:\n"
        "  - {id: x, url: 'http://x.example/', evry: 10m}\n",
    )
    done = desk.type("once")
    assert (done.exit_code, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 4
    assert [line.partition("wirewatch.yaml:")[2].partition(":")[0] for line in lines] == ["1", "3", "4", "6"]
    assert "floor" in lines[0]
    assert "newsdesk" in lines[2]
    assert "every" in lines[3]
    assert not (desk.folder / "store.db").exists()


@pytest.mark.parametrize(
    "words", [it for it in WITH_CONFIG if it not in {("check",), ("feeds", "export")}], ids=" ".join
)
@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"this is a letter, no database. " * 40, "not a database", id="a text file"),
        pytest.param(None, "newer", id="a newer schema"),
    ],
)
def test_a_store_that_cannot_be_used_ends_with_78(
    desk: Desk, migrated_file: Path, words: tuple[str, ...], content: bytes | None, told: str
) -> None:
    """A store that is no database, or whose schema is newer than this program, ends every command with 78."""
    desk.configure()
    desk.write("store.db", content or migrated_file.read_bytes())
    if content is None:
        make_newer(desk.folder / "store.db")
    before = (desk.folder / "store.db").read_bytes()
    done = desk.type(*words, stdin=b"")
    assert done.exit_code == 78
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert (desk.folder / "store.db").read_bytes() == before


@pytest.mark.parametrize(
    ("url", "next_step"),
    [
        pytest.param("sqlite:///store.db", "the rights of its folder", id="a file that cannot be worked on"),
        pytest.param("postgresql://ww@/ww?host=/nowhere", "see to its server", id="a server that is not there"),
    ],
)
@pytest.mark.parametrize("words", ["run", "once", "status"])
def test_a_store_in_trouble_is_not_waited_for_in_silence(desk: Desk, url: str, next_step: str, words: str) -> None:
    """If the store cannot be opened for now, a command says why and exits with 75, since a later try may work."""
    desk.configure(store={"url": url})
    (desk.folder / "store.db-wal").mkdir()  # in its way, as rights that are missing would be
    done = desk.type(words)
    assert (done.exit_code, next_step in done.stderr) == (75, True), done.stderr


def make_newer(file: Path) -> None:
    """Have a store claim a schema that this program has never heard of."""
    connection = sqlite_module().connect(file)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("nonsense",), id="an unknown command"),
        pytest.param(("once", "--fast"), id="an unknown option"),
        pytest.param(("explain",), id="a missing argument"),
        pytest.param(("stories", "--since", "long ago"), id="a duration that is none"),
    ],
)
def test_wrong_usage_ends_with_2(seen: Desk, words: tuple[str, ...]) -> None:
    """Arguments that cannot be understood give exit code 2 and a message on standard error."""
    done = seen.type(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


def test_hostile_titles_reach_no_terminal(desk: Desk, site: Site) -> None:
    """Terminal escapes and bidi marks in a feed's title are printed by no table, complaint, or line of JSON."""
    title = "Red \x9b31m alert \u202egnp.exe\u2066"
    told = Told(title, guid="1", summary=TUNNEL.paragraphs[0])
    desk.configure(("agency", site.say("agency", Answer(200, rss(told)))))
    assert desk.type("once").exit_code == 0
    shown = [desk.type(*words).output for words in (("stories",), ("explain", "e1"), ("alerts", "list"))]
    lines = desk.write("lines.jsonl", orjson.dumps({"id": title, "published": "2026"}))
    shown.append(desk.type("articles", "import", str(lines)).stderr)
    assert "Red" in shown[-1]
    shown.append(on_a_terminal(desk, "explain", "e1", "--json"))
    assert orjson.loads(shown[-1])["entries"][0]["title"] == title.replace("\x9b", "›")
    assert not {"\x9b", "\u202e", "\u2066", "\x1b"} & set("".join(shown))


def test_ids_of_imported_articles_do_not_steer_the_terminal(desk: Desk) -> None:
    """They may be any text, and stay so in JSON; on the terminal they are shown without what steers it."""
    odd = "\x9b31m\u202ea"
    desk.configure(rules=[{"id": "ships", "when": "ferry"}])
    text = "\n\n".join(FERRY.paragraphs)
    lines = [
        {"id": f"{odd}{number}", "published": "2026-11-26T10:00:00Z", "title": FERRY.title, "text": text}
        for number in range(2)
    ]
    (desk.folder / "lines").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    assert desk.type("articles", "import", str(desk.folder / "lines")).exit_code == 0
    tried = (
        ("stories", "--since", "all"),
        ("explain", "e2"),
        ("explain", "e2", "--rule", "ships"),
        ("rules", "test", "--since", "all"),
        ("stories", "split", "1", "e2"),
    )
    for words in tried:
        said = desk.type(*words).output
        assert "31m" in said, said
        assert not {"\x9b", "\u202e"} & set(said), said


def on_a_terminal(desk: Desk, *words: str) -> str:
    """What a process prints that has a terminal for its standard output."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([sys.executable, "-m", "worker", *words], cwd=desk.folder, stdout=theirs):
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # what Linux says where nobody writes any more
            while part := os.read(ours, 65_536):
                shown += part
    os.close(ours)
    return shown.decode()


def test_a_rule_is_tried_on_a_text(desk: Desk) -> None:
    """Each clause of the query is shown with its result, and the matching words with their positions."""
    query = 'title:(Musk OR Маск) AND "Kreml* Putin" AND NOT tag:sport'
    given = ("--title", "Маск spricht", "--text", "Nicht mit Kremlchef Putin.", "--lang", "de", "--tag", "sport")
    (found,) = desk.lines("rules", "test", "--query", query, *given)
    assert found["matches"] is False
    assert [(it["clause"], it["holds"]) for it in found["clauses"]] == [
        ("title:Musk OR title:Маск", True),
        ('"Kreml* Putin"', True),
        ("NOT tag:sport", False),
    ]
    (found,) = desk.lines("rules", "test", "--query", query, *given[:6])
    assert (found["matches"], found["spans"][0]) == (
        True,
        {"field": "title", "span": [0, 4], "term": "Маск", "before": "", "text": "Маск", "after": " spricht"},
    )


def test_a_rule_is_tried_on_a_page(desk: Desk, tmp_path: Path) -> None:
    """The query is tried on the article extracted from a file."""
    file = tmp_path / "page.html"
    file.write_bytes(page(FERRY.title, FERRY.paragraphs))
    (found,) = desk.lines("rules", "test", "--query", "title:ferry AND quality:>0.2", str(file))
    assert (found["matches"], [it["holds"] for it in found["clauses"]]) == (True, [True, True])
    file.write_bytes(page(FERRY.title, (*FERRY.paragraphs, "The owner will not comment, Reuters reported on Monday.")))
    (found,) = desk.lines("rules", "test", "--query", "cites:reuters", str(file))
    assert found["matches"] is True


def test_rules_and_settings_are_tried_on_the_past(desk: Desk, site: Site, tmp_path: Path) -> None:
    """After a pass the rule's hits, the clauses on an article and a replay are shown, as JSON and as tables."""
    desk.configure(("agency", site.tells("agency", FERRY)))
    assert desk.type("once").exit_code == 0
    (found,) = desk.lines("rules", "test", "--since", "1d", "--query", "ferry AND NOT orchards")
    assert [(it["hits"], it["alerts"]) for it in found["rules"]] == [(1, {"first": 1})]
    assert "1 article, 1 hit, 1 alert" in desk.type("rules", "test", "--since", "1d", "--query", "ferry").stdout
    (tried,) = desk.lines("explain", "e1", "--rule", "all")
    assert tried["matches"] is True
    assert "µs per article" in desk.type("rules", "test", "--since", "1d").stdout
    done = desk.type("replay", "--since", "1d", "--json")  # by the configuration in force
    again = orjson.loads(done.stdout)
    assert (again["articles"], again["moved"], again["alerts"]["before"]) == (1, 0, again["alerts"]["after"])
    assert done.stderr == ""  # what a trial judges has not happened, and is no event
    shown = desk.type("replay", "--since", "1d", "--with", str(desk.folder / "wirewatch.yaml")).stdout
    assert shown.endswith("1 article, 0 in another story\n")
    refused = desk.type("replay", "--with", str(desk.folder / "other.yaml"))
    assert (refused.exit_code, "'--with'" in refused.stderr, "-c FILE" in refused.stderr) == (2, True, False)
    assert desk.type("rules", "lint").exit_code == 0
    into = tmp_path / "rules.yaml"
    into.write_text(desk.type("rules", "export").stdout)
    refused = desk.type("rules", "import", str(into), "--into", str(tmp_path / "new.yaml"))
    assert (refused.exit_code, "already" in refused.stderr) == (2, True)


def test_a_configured_rule_is_tried_on_a_text(desk: Desk, site: Site) -> None:
    """Without a query the rules of the configuration are tried, or the one that is named; another id is refused."""
    desk.configure(
        ("agency", site.url("agency")), rules=[{"id": "sea", "when": "ferry"}, {"id": "fruit", "when": "orchard"}]
    )
    tried = desk.lines("rules", "test", "--title", "The ferry is late")
    assert [(it["rule"], it["matches"]) for it in tried] == [("sea", True), ("fruit", False)]
    assert "rule fruit\ndoes not match" in desk.type("rules", "test", "--rule", "fruit", "--title", "Ferry").stdout
    refused = desk.type("rules", "test", "--rule", "see", "--title", "Ferry")
    assert (refused.exit_code, "there is no rule 'see'; choose one of: sea, fruit" in refused.stderr) == (2, True)
    assert "say what to try it on" in desk.type("rules", "test").stderr


def test_a_configured_name_is_heard(desk: Desk) -> None:
    """What ``stories.names`` says a name in Han characters is, rules look for."""
    desk.configure(rules=[{"id": "him", "when": "name:Tarrow"}], stories={"names": {"馬大帥": "Tarrow"}})
    (found,) = desk.lines("rules", "test", "--title", "馬大帥説")
    assert found["matches"] is True


def test_a_broken_query_is_refused_with_its_place(desk: Desk) -> None:
    """A query that cannot be honoured ends with 2 and says where it is wrong and what to do."""
    result = desk.type("rules", "test", "--query", "titel:storm")
    assert result.exit_code == 2
    assert "did you mean title? (at character 1)" in result.stderr


def test_a_sink_is_tried_with_a_marked_sample(desk: Desk, site: Site) -> None:
    """The sample arrives and says what it is; a sink that is not there is named with those that are."""
    desk.configure(("agency", site.tells("agency", FERRY)))
    done = desk.type("alerts", "test", "alerts")
    assert (done.exit_code, done.output) == (0, "alerts took a test alert\n")
    (line,) = (desk.folder / "alerts.jsonl").read_bytes().splitlines()
    assert orjson.loads(line)["rule"] == "test"
    done = desk.type("alerts", "test", "pager")
    assert done.exit_code == 2
    assert "there is no sink 'pager'; choose one of: alerts, log" in done.stderr


def test_stories_are_split_and_merged(watched: Desk) -> None:
    """A copy is split off, alerted by the next pass, and merged back; every step is printed, and explained later."""
    stories = {line["id"]: [it["id"] for it in line["articles"]] for line in watched.lines("stories")}
    story, (_, copied) = next((story, articles) for story, articles in stories.items() if len(articles) == 2)
    (split,) = watched.lines("stories", "split", story, copied, "--reason", "another ferry", "--by", "anna")
    assert (split["story"], split["articles"], len(split["alerts"])) == (story, [copied], 1)
    assert watched.type("once").exit_code == 0
    assert len((watched.folder / "alerts.jsonl").read_bytes().splitlines()) == 3
    (merged,) = watched.lines("stories", "merge", split["split_off"], story)
    assert (merged["story"], merged["gone"], merged["reason"]) == (story, split["split_off"], None)
    shown = watched.type("explain", copied).stdout
    assert f"{copied} split off from story {story} as {split['split_off']}, by anna at 2" in shown
    assert "another ferry" in shown
    assert f"story {split['split_off']} merged into {story}, by " in shown


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(("split", "99", "e1"), "stories split: there is no story 99; stories and", id="no such story"),
        pytest.param(("split", "1"), "Missing argument", id="no articles"),
        pytest.param(("merge", "1", "1"), "stories merge: 1 and 1 are one story already, 1", id="one story"),
        pytest.param(("--json", "split", "1", "e1"), "write the options behind split", id="options before the command"),
    ],
)
def test_a_ruling_that_cannot_be_says_2(seen: Desk, words: tuple[str, ...], complaint: str) -> None:
    """Ids that are not there, and words in the wrong place, end with 2 and what is wrong."""
    done = seen.type("stories", *words)
    assert (done.exit_code, complaint in done.stderr) == (2, True), done.output


def test_feeds_are_listed_by_state_and_stories_up_to_a_number(watched: Desk) -> None:
    """A list of very many feeds is cut to those in trouble; a table of stories says that there are more."""
    assert watched.lines("feeds", "list") == watched.lines("feeds", "list", "--state", "active")
    assert watched.lines("feeds", "list", "--state", "gone", "--state", "failing") == []
    every = watched.lines("stories")
    assert len(every) > 1
    assert len(watched.lines("stories", "--limit", "1")) == 1
    assert "these are the 1 that grew last" in watched.type("stories", "--limit", "1").stdout
    assert "grew last" not in watched.type("stories").stdout


def _ends(number: int) -> list[str]:
    syllables = ("ba", "do", "fi", "gu", "ka", "lo", "mi", "nu", "pa", "ro", "su")
    return [first + second for first in syllables for second in syllables][:number]
