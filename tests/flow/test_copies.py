"""Copies between feeds: silenced with a proof, never without one; one alert per story, rule and sink."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from tests.clock import START
from tests.flow.documents import Told, page
from tests.flow.house import HTML, House
from tests.flow.reports import ALL, BAKERY, FERRY, LIBRARY, ORCHARD, TUNNEL, Report
from tests.web import Answer
from worker.daemon import passes
from worker.daemon.status import explain
from worker.flow.gather import LEASE_S
from worker.flow.shapes import timestamp

CUT = Report("Ferry stuck on sandbank", FERRY.paragraphs[:2])
WRAPPED = Report(
    "What we know about the Aldwyn",
    (
        "Readers along the coast have asked us all morning what happened out there. Here is the agency's account.",
        *FERRY.paragraphs,
        "Our reporter will be at the quay tonight and will update this page when the tugs arrive.",
    ),
)
EDITED = Report(
    FERRY.title,
    tuple(
        text.replace("shortly after dawn", "before sunrise").replace("214 passengers", "some 200 passengers")
        for text in FERRY.paragraphs
    ),
)
SAFE = """
All 214 passengers of the car ferry Aldwyn are safe after the ship ran aground off Brennock at dawn. The sandbank holds
the vessel by the keel, yet its hull is sound, says the coastguard. To avoid trawlers without lights, the captain,
Tallis, steered far from the channel and touched the bottom minutes later. The shipping company wants tugs to pull the
ferry free when the evening tide comes.
"""
RETITLED = Report("Passengers safe after Aldwyn accident", FERRY.paragraphs)


def proofs(house: House) -> list[tuple[str, str, float]]:
    """Title, relation and inner share of every silenced entry, through the proof it points to."""
    query = """SELECT entries.title, kind, inner_share, proves_id FROM entries JOIN relations ON relations.id = proof_id
               WHERE disposition = 'grouped' ORDER BY entries.id"""
    rows = house.rows(query)
    assert all(row["proves_id"] for row in rows)
    return [(row["title"], row["kind"], row["inner_share"]) for row in rows]


@pytest.mark.parametrize(
    ("copy", "kinds"),
    [
        pytest.param(FERRY, {"copy"}, id="word for word"),
        pytest.param(RETITLED, {"copy"}, id="under another headline"),
        pytest.param(CUT, {"copy"}, id="cut to its beginning"),
        pytest.param(WRAPPED, {"near_copy"}, id="wrapped in own words"),
        pytest.param(EDITED, {"near_copy", "copy"}, id="edited here and there"),
    ],
)
async def test_a_copy_in_another_feed_is_grouped_with_its_proof(house: House, copy: Report, kinds: set[str]) -> None:
    """A copy joins its source's story, raises no alert, and its proof says how much of it is known word for word."""
    house.configure("agency", "paper")
    house.reports("agency", FERRY, ORCHARD)
    await house.watch()
    house.reports("paper", copy, TUNNEL)
    await house.watch()
    assert house.words() == ["alerted", "alerted", "grouped", "alerted"]
    ((title, kind, inner),) = proofs(house)
    assert (title, kind in kinds, inner >= 0.5) == (copy.title, True, True)
    source, line = house.line(FERRY.title, "agency"), house.line(copy.title, "paper")
    assert line["story"] == source["story"] != house.line(TUNNEL.title)["story"]
    assert (line["relation"]["kind"], line["relation"]["of"]) == (kind, source["id"])
    assert {title for _, title in house.told()} == {FERRY.title, ORCHARD.title, TUNNEL.title}


async def test_the_proof_shows_sentences_a_person_can_check(house: House) -> None:
    """``explain`` shows a silenced copy's source, shares and longest shared sentence, and the alert told before."""
    house.configure("agency", "paper")
    house.reports("agency", FERRY)
    await house.watch()
    (told,) = house.reports("paper", CUT)
    await house.watch()
    (entry,) = explain(house.loaded, told.link or "")["entries"]
    (relation,) = entry["relations"]
    assert (relation["kind"], relation["of"], relation["title"], relation["proof"]) == ("copy", "e1", FERRY.title, True)
    assert relation["shared"] > 20
    assert any(it in FERRY.paragraphs[0] for it in relation["evidence"])
    assert [alert["id"] for alert in entry["told_before"]] == [house.alerts()[0]["id"]]
    assert entry["alerts"] == []


async def test_the_same_address_in_another_feed_is_fetched_once(house: House) -> None:
    """A second feed that links to a known page, by whatever tracking, is same_url; the page is asked for once."""
    house.configure("agency", "links")
    (told,) = house.reports("agency", FERRY)
    await house.watch()
    marked = f"{told.link}?utm_source=links&fbclid=1"
    house.tells("links", Told("Ferry aground", marked, guid="l1"))
    await house.watch()
    assert house.words() == ["alerted", "grouped"]
    assert len(house.web.asked_for(told.link or "")) == 1
    assert house.web.asked_for(marked) == []
    assert proofs(house) == [("Ferry aground", "same_url", 0.0)]


async def test_an_exported_line_says_when_it_was_judged(house: House) -> None:
    """Two entries share the article that the first one brought, and were judged at a time of their own each."""
    house.configure("agency", "links")
    (told,) = house.reports("agency", FERRY)
    await house.watch()
    times = [house.clock.now()]
    house.tells("links", replace(told, guid="l1"))
    await house.watch()
    times.append(house.clock.now())
    assert [line["judged"] for line in house.lines()] == [timestamp(it) for it in times]
    assert {line["first_seen"] for line in house.lines()} == {timestamp(times[0])}


async def test_one_address_in_two_feeds_at_once_is_fetched_once(house: House) -> None:
    """Two feeds that bring the same link in one pass cause one fetch and one alert."""
    house.configure("agency", "links")
    (told,) = house.reports("agency", FERRY)
    house.tells("links", replace(told, guid="l1", title="Ferry aground"))
    await house.watch()
    assert len(house.web.asked_for(told.link or "")) == 1
    assert sorted(house.words()) == ["alerted", "grouped"]
    assert len(house.alerts()) == 1


async def test_copies_in_one_batch_raise_one_alert(house: House) -> None:
    """Five feeds that bring the same text in the same pass raise one alert; four entries are proven copies of one."""
    feeds = [f"paper{number}" for number in range(5)]
    house.configure(*feeds)
    for feed in feeds:
        house.reports(feed, FERRY, LIBRARY)
    await house.watch()
    assert sorted(house.words()) == ["alerted"] * 2 + ["grouped"] * 8
    assert {title for _, title in house.told()} == {FERRY.title, LIBRARY.title}
    assert len({line["story"] for line in house.lines()}) == 2


HEADLINE = "Council approves quarry on the edge of the old forest"


@pytest.mark.parametrize("bare_first", [True, False])
@pytest.mark.parametrize(
    ("headline", "later_s", "words"),
    [
        pytest.param(HEADLINE, 1800.0, ["alerted", "grouped"], id="the headline of these hours"),
        pytest.param(HEADLINE, 20 * 3600.0, ["alerted", "alerted"], id="the same again a day later"),
        pytest.param("Police report", 1800.0, ["alerted", "alerted"], id="a label"),
    ],
)
async def test_what_is_told_under_the_same_headline_is_told_once(
    house: House, headline: str, later_s: float, words: list[str], bare_first: bool
) -> None:
    """A report whose page cannot be had is known by its headline, with or without a text on the other side."""
    house.configure("agency", "paper")
    headed = replace(TUNNEL, title=headline)
    places = ("agency", "paper") if bare_first else ("paper", "agency")
    for number, place in enumerate(places):
        at = START + number * later_s
        bare = Told(headline, guid="a1", at=at)
        house.tells(place, bare if place == "agency" else replace(house.prints("paper", headed), at=at))
        await house.watch()
        house.later(later_s)
    assert house.words() == words


@pytest.mark.parametrize(
    ("title", "opening", "words"),
    [
        pytest.param("Ferry Aldwyn aground with 214 passengers", "", ["alerted", "grouped"], id="the same"),
        pytest.param("Owner bankrupt after Aldwyn ran aground", "A court declared the bankruptcy.", ["alerted"] * 2),
    ],
)
async def test_a_day_later_a_headline_may_tell_what_came_after(
    house: House, title: str, opening: str, words: list[str]
) -> None:
    """A rewrite that comes the next day is silent, unless its headline says what the story has not heard of."""
    house.configure("agency", "paper")
    house.reports("agency", FERRY)
    await house.watch()
    house.later(20 * 3600.0)
    told = house.prints("paper", Report(title, (opening, SAFE.replace("\n", " "))))
    house.tells("paper", replace(told, at=house.clock.now()))
    await house.watch()
    assert house.words() == words
    assert len({line["story"] for line in house.lines()}) == 1


async def test_a_copy_may_come_before_its_original(house: House) -> None:
    """When the copy is seen first it is told, and the original that follows is recognised and not told again."""
    house.configure("agency", "paper")
    house.reports("paper", CUT)
    await house.watch()
    house.reports("agency", FERRY)
    await house.watch()
    first, second = house.lines()
    assert first["story"] == second["story"]
    assert second["relation"]["of"] == first["id"]
    assert [occasion for occasion, _ in house.told()] in (["first"], ["first", "update 1"])


HEADLINES = [
    pytest.param(
        "Magnitude 5.1 earthquake shakes the coast of northern Tessaly, no damage reported so far",
        "Magnitude 7.4 earthquake shakes the coast of northern Tessaly, no damage reported so far",
        id="another number",
    ),
    pytest.param(
        "Brennock United beat Port Hestry Rovers two to one in the cup quarter final on Sunday",
        "Brennock United beat Quenby Town Wanderers two to one in the cup quarter final on Sunday",
        id="another club",
    ),
    pytest.param("Police report for Monday", "Police report for Tuesday", id="another day"),
    pytest.param("Live blog", "Live blog", id="two words, twice the same"),
]


@pytest.mark.parametrize(("one", "other"), HEADLINES)
async def test_headlines_that_are_alike_are_not_silenced(house: House, one: str, other: str) -> None:
    """Entries that are nothing but a headline are all told, however alike: a headline proves nothing."""
    house.configure("a", "b")
    house.tells("a", Told(one, guid="1"))
    await house.watch()
    house.tells("b", Told(other, guid="2"))
    await house.watch()
    assert house.words() == ["alerted", "alerted"]
    assert [title for _, title in house.told()] == [one, other]


@pytest.mark.parametrize(
    "headline",
    [
        pytest.param("Live: Captain Mohr leads the divers at the Brennock mill after the flood", id="a word before"),
        pytest.param("Captain Mohr leads the divers at the Brennock mill after the flood, officials say", id="after"),
    ],
)
async def test_a_headline_with_a_word_more_is_known(house: House, headline: str) -> None:
    """What a desk sets before or after another's headline is no news: every name in it is known."""
    house.configure("a", "b")
    house.tells("a", Told("Captain Mohr leads the divers at the Brennock mill after the flood", guid="1"))
    await house.watch()
    house.tells("b", Told(headline, guid="2"))
    await house.watch()
    assert house.words() == ["alerted", "grouped"]


BULLETIN = (
    "An earthquake of magnitude {} shook the north of Tessaly in the night, the seismological office said on its site.",
    (
        "People ran into the streets in several towns and stayed outdoors until the morning. There were no immediate "
        "reports of damage or injuries, and trains were running again after the bridges had been checked."
    ),
)


async def test_a_bulletin_filled_in_anew_is_told(house: House) -> None:
    """The same words with another magnitude are other news: told, and the trail names what differs."""
    house.configure("agency", "paper")
    weak, strong = (
        Report("Earthquake shakes Tessaly", tuple(it.format(size) for it in BULLETIN)) for size in ("5.1", "7.4")
    )
    house.reports("agency", weak)
    await house.watch()
    (told,) = house.reports("paper", strong)
    await house.watch()
    assert house.words() == ["alerted", "alerted"]
    (entry,) = explain(house.loaded, told.link or "")["entries"]
    (found,) = (it for it in entry["trail"] if it["stage"] == "relate")
    assert found["look_alikes"] == [{"of": "e1", "differs": ["7.4 ≠ 5.1"]}]
    assert house.words() == ["alerted", "alerted"]


@pytest.mark.parametrize(
    "mixed",
    [
        Report("Ferry and tunnel", (*FERRY.paragraphs[:2], *TUNNEL.paragraphs[:2])),
        Report(FERRY.title, (*FERRY.paragraphs[:2], *TUNNEL.paragraphs[:1])),
    ],
)
async def test_a_mash_up_of_two_stories_is_told(house: House, mixed: Report) -> None:
    """An article made of two known reports names both, and as it joins only one of their stories it is told."""
    house.configure("agency", "paper")
    house.reports("agency", FERRY, TUNNEL)
    await house.watch()
    (told,) = house.reports("paper", mixed)
    await house.watch()
    (entry,) = explain(house.loaded, told.link or "")["entries"]
    assert {it["of"] for it in entry["relations"]} == {"e1", "e2"}
    (found,) = (it for it in entry["trail"] if it["stage"] == "relate")
    assert found["together"] > 0.9
    assert house.words()[-1] == "alerted"


async def test_a_digest_of_long_reports_names_them_all(house: House) -> None:
    """An article made of a paragraph each from reports so long that a paragraph alone relates it to none of them."""
    house.configure("agency", "paper")
    chosen = ALL[:5]
    rest = [" ".join(f"{word}{place}" for word in " ".join(BAKERY.paragraphs).split()) for place in range(5)]
    house.reports(
        "agency", *(replace(it, paragraphs=(*it.paragraphs, more)) for it, more in zip(chosen, rest, strict=True))
    )
    await house.watch()
    digest = Report("What the week brought", tuple(it.paragraphs[1] for it in chosen))
    (told,) = house.reports("paper", digest)
    await house.watch()
    (entry,) = explain(house.loaded, told.link or "")["entries"]
    assert {(it["kind"], it["of"]) for it in entry["relations"]} == {("rewrite", f"e{place}") for place in range(1, 6)}
    assert house.words()[-1] == "alerted"


RULES = [
    {"id": "ships", "when": "ferry OR trawlers", "to": ["alerts", "log"]},
    {"id": "coast", "when": "coastguard", "to": ["alerts"], "severity": "high"},
    {"id": "trees", "when": "orchard*", "to": ["alerts"]},
]


async def test_one_alert_for_each_story_rule_and_sink(house: House) -> None:
    """Each rule that matches tells each of its sinks once about a story, whichever article matched, copies never."""
    house.configure("agency", "paper", rules=RULES)
    house.reports("agency", FERRY)
    await house.watch()
    house.reports("paper", FERRY)
    await house.watch()
    query = "SELECT rule, sink, occasion, severity, state FROM alerts ORDER BY rule, sink"
    assert [tuple(row.values()) for row in house.rows(query)] == [
        ("coast", "alerts", "first", "high", "delivered"),
        ("ships", "alerts", "first", "normal", "delivered"),
        ("ships", "log", "first", "normal", "delivered"),
    ]
    assert house.line(FERRY.title, "agency")["flags"] == ["coast", "ships"]
    assert house.line(FERRY.title, "paper")["disposition"] == "grouped"


async def test_a_rule_that_matches_only_the_copy_is_told(house: House) -> None:
    """A copy raises the alert of a rule that its source did not match: that rule's sink knows nothing yet."""
    house.configure("agency", "paper", rules=[RULES[0], {"id": "paper", "when": "feed:paper", "to": ["alerts"]}])
    house.reports("agency", FERRY)
    await house.watch()
    house.reports("paper", FERRY)
    await house.watch()
    assert [(alert["rule"], alert["occasion"]) for alert in house.alerts()] == [("ships", "first"), ("paper", "first")]
    assert house.words() == ["alerted", "alerted"]


async def test_reports_on_different_matters_stay_apart(house: House) -> None:
    """Six reports that have nothing in common are six stories with an alert each."""
    house.configure("a", "b")
    house.reports("a", *ALL[:3])
    house.reports("b", *ALL[3:])
    await house.watch()
    assert house.words() == ["alerted"] * 6
    assert len({line["story"] for line in house.lines()}) == 6


async def test_an_unflagged_copy_is_only_stored(house: House) -> None:
    """Where no rule matches, articles and copies are unflagged, and their stories are grouped all the same."""
    house.configure("agency", "paper", rules=[RULES[2]])
    house.reports("agency", FERRY)
    await house.watch()
    house.reports("paper", FERRY)
    await house.watch()
    assert house.words() == ["unflagged", "unflagged"]
    assert len({line["story"] for line in house.lines()}) == 1
    assert house.alerts() == []


async def test_furniture_between_pages_makes_no_copies(house: House) -> None:
    """A long imprint below every page of a site does not make its reports copies of each other."""
    imprint = " ".join(f"Word{number} of the standing terms that this site prints below." for number in range(12))
    house.configure("a")
    told = []
    for number, report in enumerate(ALL):
        link = f"http://a.example/{number}"
        house.web.say(link, Answer(200, page(report.title, (*report.paragraphs, imprint)), HTML))
        told.append(Told(report.title, link, guid=str(number)))
    house.tells("a", *told)
    await house.watch()
    assert house.words() == ["alerted"] * 6


@pytest.mark.parametrize("patient", [False, True], ids=["once", "daemon"])
async def test_a_link_in_many_feeds_holds_up_nothing(house: House, patient: bool) -> None:
    """Of twenty feeds with one link the first to be claimed is told; a pass ends, for none waits for a later one."""
    sections = [f"section{place:02}" for place in range(20)]
    house.configure(*sections)
    told = house.prints("paper", FERRY)
    for section in sections:
        house.tells(section, told)
    await house.watch(patient=patient)
    judged = house.rows("SELECT disposition FROM entries ORDER BY id")
    assert [row["disposition"] for row in judged] == ["alerted"] + ["grouped"] * 19
    assert told.link is not None
    assert len(house.web.asked_for(told.link)) == 1


@pytest.mark.parametrize("patient", [False, True], ids=["once", "daemon"])
async def test_a_line_that_outlasts_its_leases_ends(house: House, patient: bool) -> None:
    """While a page is waited for, its entries' leases run out: none is claimed again beside itself, all are judged."""
    sections = [f"section{place}" for place in range(4)]
    house.configure(*sections)
    told = house.prints("paper", FERRY)
    assert told.link is not None
    for section in sections:
        house.tells(section, told)
    hold = asyncio.Event()
    house.web.say(told.link, Answer(200, page(FERRY.title, FERRY.paragraphs), HTML, hold=hold))
    async with house.worker(patient=patient) as parts:
        await passes.start(parts)
        await parts.poller.run_due()
        gathering = asyncio.create_task(parts.gatherer.run_due())
        await house.web.until_asked(told.link)
        await house.clock.advance(2 * LEASE_S)
        looks = parts.gatherer.turns
        while parts.gatherer.turns == looks:
            parts.gatherer._in_flight._changed.set()
            await asyncio.sleep(0)
        hold.set()
        async with asyncio.timeout(10):
            await gathering
    assert sorted(house.words()) == ["alerted"] + ["grouped"] * 3
    assert len(house.web.asked_for(told.link)) == 1
