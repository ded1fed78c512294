"""Why was I (not) told, stories, and articles in and out: what the outside reads, key by key."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from rich.console import Console
from structlog.testing import capture_logs

from tests.flow.documents import Told, page
from tests.flow.house import HTML, House, feed_url
from tests.flow.reports import FERRY, LIBRARY, ORCHARD, TUNNEL, Report
from tests.flow.test_languages import FERRY_IN_RUSSIAN
from tests.flow.test_rulings import IN_RUSSIAN, explained, split
from tests.web import Answer, redirect
from worker.cli.explanations import explanation
from worker.daemon import rules
from worker.daemon.articles import import_articles
from worker.daemon.status import explain
from worker.daemon.stories import stories_since
from worker.flow.exchange import Imported

SUMS_IN_RUSSIAN = "Владельца оштрафовали на 3 600 000 000 крон в 2024 году, из них 1 250 000 получит Порт-Хестри."
SHIPS = {"id": "ships", "when": "ferry", "to": ["alerts"], "severity": "high"}


async def three_articles(house: House) -> tuple[str, str, str]:
    """An alerted, a grouped and an unflagged article; answers their links."""
    house.configure("agency", "paper", rules=[SHIPS])
    alerted, unflagged = house.reports("agency", FERRY, ORCHARD)
    await house.watch()
    (grouped,) = house.reports("paper", FERRY)
    await house.watch()
    return alerted.link or "", grouped.link or "", unflagged.link or ""


def only(found: dict[str, Any]) -> dict[str, Any]:
    """The one entry found."""
    assert found["never_seen"] is None
    (entry,) = found["entries"]
    return dict(entry)


def codes(entry: dict[str, Any]) -> list[tuple[str, str]]:
    """Stage and code of each verdict."""
    return [(verdict["stage"], verdict["code"]) for verdict in entry["trail"]]


async def test_an_alerted_article_is_explained(house: House) -> None:
    """Its trail runs from admission to the alert, with the words that matched and what became of the alert."""
    link, _, _ = await three_articles(house)
    entry = only(explain(house.loaded, link))
    assert codes(entry) == [
        ("admit", "new"),
        ("fetch", "fetched"),
        ("extract", "extracted"),
        ("relate", "unrelated"),
        ("group", "opened"),
        ("flag", "flagged"),
        ("owe", "alerted"),
    ]
    assert (entry["disposition"], entry["feed"], entry["title"]) == ("alerted", "agency", FERRY.title)
    assert [(flag["rule"], flag["spans"][0]["term"]) for flag in entry["flags"]] == [("ships", "ferry")]
    (alert,) = entry["alerts"]
    assert (alert["rule"], alert["sink"], alert["occasion"], alert["state"]) == (
        "ships",
        "alerts",
        "first",
        "delivered",
    )


@pytest.mark.parametrize("by", ["redirect", "canonical"])
async def test_an_article_is_found_by_the_address_of_its_page(house: House, by: str) -> None:
    """A link of a feed's service is no address anybody knows: what it redirects to is, or what the page says."""
    house.configure("agency", rules=[SHIPS])
    (told,) = house.reports("agency", FERRY)
    assert told.link is not None
    known, html = "http://agency.example/news/the-ferry", page(FERRY.title, FERRY.paragraphs)
    if by == "redirect":
        house.web.say(told.link, redirect(known))
        house.web.say(known, Answer(200, html, HTML))
    else:
        said = f'<link rel="canonical" href="{known}?utm_source=feed">'.encode()
        house.web.say(told.link, Answer(200, html.replace(b"</head>", said + b"</head>"), HTML))
    await house.watch()
    for asked in (known, f"www.{known.removeprefix('http://')}/"):
        assert only(explain(house.loaded, asked))["url"] == told.link
    assert only(explain(house.loaded, told.link))["disposition"] == "alerted"
    assert explain(house.loaded, f"{known}-sinks")["never_seen"]


async def test_a_grouped_article_is_explained(house: House) -> None:
    """Its trail ends in grouped, and says whose copy it is and which alert told the story before."""
    _, link, _ = await three_articles(house)
    entry = only(explain(house.loaded, link))
    assert codes(entry)[3:] == [("relate", "copy"), ("group", "joined"), ("flag", "flagged"), ("owe", "grouped")]
    (relation,) = entry["relations"]
    assert (relation["proof"], relation["of"], relation["inner"]) == (True, "e1", 1.0)
    assert [alert["occasion"] for alert in entry["told_before"]] == ["first"]


async def test_a_trail_holds_no_numbers_of_the_store(house: House) -> None:
    """Words, JSON and log name entries and stories alike; an earlier alert is called so, and no row number shows."""
    house.configure("agency", "ladoga", rules=[SHIPS])
    house.reports("agency", FERRY)
    await house.watch()
    house.reports("ladoga", FERRY)
    with capture_logs() as logs:
        await house.watch()
    text = shown(house, "e2")
    assert "  alert    delivered        earlier, of this story: rule ships to alerts, first, " in text
    assert "feed_id" not in text
    assert "order" not in text
    found = only(explain(house.loaded, "e2"))
    assert found["trail"][0] == {"stage": "admit", "code": "new"}
    assert [it["story"] for it in found["trail"] if it["stage"] == "group"] == ["1"]
    (judged,) = [it for it in logs if it["event"] == "entry.judged"]
    assert (judged["entry"], judged["story"], judged["flags"], judged["built_in"]) == ("e2", "1", ["ships"], ["copy"])


async def test_numbers_that_two_reports_share_are_legible(house: House) -> None:
    """Long numbers are shown in groups of digits, among the marks; a year stays as it is."""
    house.configure("agency", "ladoga")
    sums = "The owner was fined 3,600,000,000 crowns in 2024, of which 1,250,000 went to Port Hestry."
    house.reports("agency", replace(FERRY, paragraphs=(*FERRY.paragraphs, sums)))
    house.reports("ladoga", replace(FERRY_IN_RUSSIAN, paragraphs=(*FERRY_IN_RUSSIAN.paragraphs, SUMS_IN_RUSSIAN)))
    await house.watch()
    text = shown(house, "e2")
    assert "3,600,000,000" in text
    assert "3600000000" not in text
    assert "2024" in text


@pytest.mark.parametrize("line", ["\u00b2" * 300, "①②③④⑤" * 60, "7" * 5000])
async def test_lines_of_digits_that_are_no_number_are_shown(house: House, line: str) -> None:
    """Python counts more signs as digits than it can read, and reads no number of thousands of digits."""
    house.configure("agency", "ladoga")
    for feed in ("agency", "ladoga"):
        house.reports(feed, replace(FERRY, paragraphs=(*FERRY.paragraphs, line)))
        await house.watch()
    assert f"both have {line[:40]}" in shown(house, "e2")


async def test_what_one_pass_raised_later_was_not_told_before(house: House) -> None:
    """Of a first and an update judged together, the update came after the first, and the first after nothing."""
    house.configure("agency", "ladoga")
    house.reports("agency", replace(FERRY, title="Passengers wait for tugs"))
    house.reports("ladoga", IN_RUSSIAN)
    await house.watch()
    assert [occasion for occasion, _ in house.told()] == ["first", "update 1"]
    told = [only(explain(house.loaded, name))["told_before"] for name in ("e1", "e2")]
    assert [[alert["occasion"] for alert in before] for before in told] == [[], ["first"]]


async def test_an_unflagged_article_is_explained(house: House) -> None:
    """Its trail ends in unflagged, without flags, alerts or relations."""
    _, _, link = await three_articles(house)
    entry = only(explain(house.loaded, link))
    assert codes(entry)[-2:] == [("flag", "unflagged"), ("owe", "unflagged")]
    assert (entry["flags"], entry["alerts"], entry["relations"]) == ([], [], [])


async def test_an_entry_answers_to_all_its_names(house: House) -> None:
    """Its URL in any usual spelling, its id, its alert's id or the first digits of it, and its title lead to it."""
    link, _, _ = await three_articles(house)
    (alert,) = [it for it in house.alerts() if it["rule"] == "ships"]
    spelled = [f"{link}?utm_medium=mail", link.replace("http:", "https:"), f"{link}/", link.removeprefix("http://")]
    spelled.append(link.replace("http://", "http://www."))
    names = [*spelled, alert["article"]["id"], "E1", f"  {alert['id']} ", alert["id"][:8]]
    found = [only(explain(house.loaded, name)) for name in names]
    assert [entry["id"] for entry in found] == ["e1"] * len(names)
    assert [entry["id"] for entry in explain(house.loaded, ORCHARD.title)["entries"]] == ["e2"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param(
            "http://agency.example/never",
            "feeds of agency.example: agency was last polled 2026-09-21T14:15:20Z (went well, active)",
            id="an unknown page of a known host names its feeds and their last poll",
        ),
        pytest.param("http://www.agency.example/x", "feeds of www.agency.example: agency", id="www. is no other host"),
        pytest.param("http://elsewhere.example/x", "no feed of elsewhere.example is listed", id="an unknown host"),
        pytest.param("e999", "no entry, alert, story, rule or feed has this id", id="an unknown entry"),
        pytest.param("FERRY aldwyn", f"these words in the title: e3 {FERRY.title}; e1 ", id="a part of a title"),
        pytest.param("f%rry", "no entry, alert, story, rule or feed has this id", id="no pattern"),
        pytest.param("nonsense", "rule or feed has this id, no title these words; ids", id="nonsense"),
    ],
)
async def test_what_was_never_seen_is_said_so(house: House, asked: str, told: str) -> None:
    """For what is not stored the answer is what is known of its host, or how to list what there is."""
    await three_articles(house)
    found = explain(house.loaded, asked)
    assert found["entries"] == []
    assert told in found["never_seen"]


async def test_a_pending_entry_is_explained(house: House) -> None:
    """An entry whose page is to be tried again says so, with the attempts so far."""
    house.configure("a")
    house.tells("a", Told(FERRY.title, "http://a.example/late", guid="1"))
    house.web.say("http://a.example/late", Answer(503))
    await house.watch(patient=True)
    entry = only(explain(house.loaded, "http://a.example/late"))
    assert (entry["disposition"], entry["attempts"]) == ("pending", 1)
    assert codes(entry) == [("admit", "new"), ("fetch", "http_503")]
    assert entry["next_try"] == "2026-09-21T14:19:20Z"
    assert f"pending, story –, tried 1 time, next try not before {entry['next_try']}\n" in shown(house)


def shown(house: House, asked: str = "e1") -> str:
    """What explain prints about an entry."""
    console = Console(width=200, record=True, file=io.StringIO())
    explanation(console, explain(house.loaded, asked))
    return console.export_text()


async def test_a_baseline_entry_is_explained(house: House) -> None:
    """An entry that was there when its feed was added says that this is why nobody was told."""
    house.configure("a", polling={"on_add": "baseline"})
    (told,) = house.reports("a", FERRY)
    await house.watch()
    entry = only(explain(house.loaded, told.link or ""))
    assert (entry["disposition"], codes(entry)) == ("baseline", [("admit", "baseline")])


# -- shapes -----------------------------------------------------------------------------------------------

LINE = {"id", "url", "feed", "published", "title", "text", "lang", "story", "relation", "flags", "disposition"}
LINE |= {"cites", "promo", "judged"}


async def test_lines_stories_and_alerts_have_their_keys(house: House) -> None:
    """Exported lines, stories and alerts hold the keys that were promised to the outside."""
    await three_articles(house)
    for line in house.lines():
        assert set(line) >= LINE
        assert set(line["relation"]) == {"kind", "of", "score"}
    stories = list(stories_since(house.loaded, "all", flagged=False))
    assert [len(story["articles"]) for story in stories] in ([2, 1], [1, 2])
    assert set(stories[0]) == {"id", "title", "first_seen", "languages", "sources", "articles", "graph", "alerts"}
    assert set(stories[0]["graph"]) == {"first", "nodes", "edges"}
    (flagged,) = stories_since(house.loaded, "all", flagged=True)
    assert [line["disposition"] for line in flagged["articles"]] == ["alerted", "grouped"]
    (alert,) = house.alerts()
    assert set(alert) == {
        "id", "rule", "severity", "occasion", "follows", "raised_at", "story", "article", "why", "built_in",
        "provenance", "maybe_repeat",
    }  # fmt: skip
    assert set(alert["story"]) == {"id", "title", "first_seen", "articles", "sources", "languages"}
    assert set(alert["article"]) == {"id", "url", "title", "lang", "published", "feed", "excerpt"}
    assert set(alert["why"][0]) == {"field", "span", "term", "before", "text", "after"}
    assert set(alert["provenance"]) == {"first", "copied_from", "related", "share", "cites"}
    assert (alert["severity"], alert["maybe_repeat"]) == ("high", False)


async def test_the_spans_of_an_alert_point_at_the_words(house: House) -> None:
    """Each reason of an alert names field, place and term, and the place holds the words that matched."""
    await three_articles(house)
    (alert,), line = house.alerts(), house.line(FERRY.title, "agency")
    fields = {"title": line["title"], "body": line["text"]}
    found = [fields[why["field"]][slice(*why["span"])].lower() for why in alert["why"]]
    assert found == [why["text"].lower() for why in alert["why"]]
    assert set(found) == {"ferry"}


# -- articles import and export -----------------------------------------------------------------------------


def article(name: str, report: Report, **changes: Any) -> dict[str, Any]:
    """An article line."""
    text = "\n\n".join(report.paragraphs)
    line = {"id": name, "url": f"http://x.example/{name}", "feed": "archive", "title": report.title, "text": text}
    return line | {"published": "2026-09-20T10:00:00Z", "lang": "en"} | changes


async def bring(house: House, *lines: dict[str, Any] | bytes) -> Imported:
    """Import these lines."""
    written = [line if isinstance(line, bytes) else orjson.dumps(line) for line in lines]
    return await import_articles(house.loaded, written, lambda _: None)


async def test_an_import_and_its_export_agree(house: House) -> None:
    """Ids, texts and dates come back as they went in, with relation, story and disposition beside them."""
    house.configure()
    given = [
        article("one", FERRY),
        article("two", FERRY, feed="other", published="2026-09-20T11:00:00+02:00", url=None),
        article("three", ORCHARD),
    ]
    done = await bring(house, *given)
    assert (done.lines, done.admitted, done.refused) == (3, 3, ())
    one, two, three = sorted(house.lines(), key=lambda line: ["one", "two", "three"].index(line["id"]))
    for line, was in zip((one, two, three), given, strict=True):
        assert {key: line[key] for key in ("id", "url", "feed", "title", "text", "lang")} == {
            key: was[key] for key in ("id", "url", "feed", "title", "text", "lang")
        }
    assert two["published"] == "2026-09-20T09:00:00Z"
    assert one["story"] == two["story"] != three["story"]
    copies = [line["relation"] for line in (one, two) if line["disposition"] == "grouped"]
    assert [(it["kind"], it["score"]) for it in copies] == [("copy", 1.0)]
    assert copies[0]["of"] in ("one", "two")
    assert [title for _, title in house.told()].count(FERRY.title) == 1
    assert house.web.asked == []


async def test_a_rule_names_the_feed_of_an_imported_article_as_it_is_shown(house: House) -> None:
    """The feed of an imported line is called in a rule what its alerts and exported lines call it."""
    house.configure(rules=[{"id": "archive", "when": "feed:archive", "to": ["alerts"]}])
    await bring(house, article("one", FERRY), article("two", ORCHARD, feed="other"))
    assert [(alert["article"]["feed"], alert["article"]["id"]) for alert in house.alerts()] == [("archive", "one")]
    tried = rules.try_rules(house.loaded, "all", (), None)
    assert tried["hits"] == 1


async def test_importing_twice_brings_nothing_new(house: House) -> None:
    """Lines that came before are left alone: no entry, no revision, no alert."""
    house.configure()
    lines = [article("one", FERRY), article("two", ORCHARD)]
    await bring(house, *lines)
    before, alerts = house.lines(), house.alerts()
    done = await bring(house, *lines)
    assert (done.lines, done.admitted) == (2, 0)
    assert (house.lines(), house.alerts()) == (before, alerts)


async def test_an_exported_file_can_be_imported(house: House, tmp_path: Path) -> None:
    """What one store exports another takes, and comes to the same stories."""
    house.configure()
    await bring(house, article("one", FERRY), article("two", LIBRARY), article("three", FERRY, feed="b", url=None))
    exported = house.lines()
    other = House(tmp_path / "other", house.web, house.clock, house.empty_store)
    other.folder.mkdir()
    other.configure()
    done = await bring(other, *exported)
    assert (done.admitted, done.refused) == (3, ())
    pairs = {(mine["id"], mine["story"]) for mine in exported}
    theirs = {(line["id"], line["story"]) for line in other.lines()}
    assert len({story for _, story in pairs}) == len({story for _, story in theirs}) == 2


async def test_lines_may_come_in_any_order_of_time(house: House) -> None:
    """Articles imported newest first are all judged, and copies find each other."""
    house.configure()
    hours = (23, 7, 15, 1)
    lines = [
        article(f"n{hour}", report, published=f"2026-09-19T{hour:02}:00:00Z", url=None)
        for hour, report in zip(hours, (FERRY, ORCHARD, FERRY, TUNNEL), strict=True)
    ]
    await bring(house, *lines)
    assert len({line["story"] for line in house.lines()}) == 3
    assert sorted(house.words()) == ["alerted", "alerted", "alerted", "grouped"]


async def test_an_article_is_that_of_the_entry_that_brought_it(house: House) -> None:
    """An older line for the same address is judged first, though admitted second: it is not taken for its own copy."""
    house.configure()
    early, late = (f"2026-09-20T{hour}:00:00Z" for hour in ("09", "10"))
    address = "http://x.example/ferry"
    await bring(
        house,
        article("late", FERRY, url=address, published=late),
        article("early", FERRY, url=address, published=early),
    )
    await bring(house, article("copy", FERRY))
    assert [it["relation"]["of"] for it in house.lines()] == ["early", None, "early"]
    assert [it["of"] for it in explained(house, "late")["relations"]] == ["early"]
    assert split(house, "1", "late")["articles"] == ["late", "early"]
    found = house.rows("SELECT tellings, sources FROM stories ORDER BY id")
    assert found == [{"tellings": 1, "sources": '["x.example"]'}] * 2


async def test_long_lines_are_held_a_few_at_a_time(house: House) -> None:
    """A packed file of some megabytes may hold 20 GB in lines that are just short enough."""
    house.configure()
    padded = [b" " * 4_900_000 + orjson.dumps(article(name, FERRY)) for name in "abcdef"]
    steps: list[int] = []
    done = await import_articles(house.loaded, padded, steps.append)
    assert (steps, done.admitted) == ([5, 1], 6)


async def test_lines_that_are_no_articles_are_named_by_number(house: House) -> None:
    """Each bad line is refused with its number and what is wrong; the good ones are taken, blank ones passed over."""
    house.configure()
    good = article("good", FERRY)
    done = await bring(
        house,
        b"{not json",
        good,
        b"",
        b"[1, 2]",
        {**good, "id": ""},
        {**good, "id": "x", "published": "the other day"},
        {**good, "id": "y", "title": None, "text": ""},
        {**good, "id": "z", "text": ["a"]},
        article("last", ORCHARD),
    )
    assert (done.lines, done.admitted) == (8, 2)
    assert [(line.number, str(line).partition(":")[0]) for line in done.refused] == [
        (number, f"line {number}") for number in (1, 4, 5, 6, 7, 8)
    ]
    assert sorted(line["id"] for line in house.lines()) == ["good", "last"]


async def test_imported_and_polled_articles_know_each_other(house: House) -> None:
    """A page polled after its text was imported is a copy: nobody is told a second time."""
    house.configure("a")
    await bring(house, article("one", FERRY))
    # Imports carry the machine's time, polls the house's: both stand within one window of a week.
    house.later(max(0.0, house.rows("SELECT first_seen_at AS at FROM entries")[0]["at"] - house.clock.now()))
    house.reports("a", FERRY)
    await house.watch()
    assert house.words() == ["alerted", "grouped"]
    assert house.feed("a")["url"] == feed_url("a")
