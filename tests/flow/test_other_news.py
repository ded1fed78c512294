"""Reports that have most of their words in common with known ones, and tell something else: each is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.flow.documents import Told, page
from tests.flow.house import HTML, House
from tests.flow.reports import ALL, FERRY, ORCHARD, TUNNEL, Report
from tests.web import Answer

WHOLE = [text for it in ALL for text in (it.title, *it.paragraphs)]
DIGEST = Report("Monday briefing: what you need to know", ("Good morning. This happened while you slept.", *WHOLE))
FEATURE = Report(
    "Long nights on the sandbanks of the estuary",
    (
        *(
            f"In {1800 + year} the {boat} lay there for {year % 9 + 2} tides, and the keeper of light {year} wrote that"
            f" nobody on the {boat} had seen so much weather in {year % 7 + 3} summers of herring and of salt."
            for year, boat in enumerate(("brig Sorrel", "tug Hetty", "barge Olm", "smack Juno", "ketch Wren") * 20)
        ),
        *TUNNEL.paragraphs,
    ),
)


def titles(house: House) -> set[str]:
    """What was told of, by headline."""
    return {title for _, title in house.told()}


@pytest.mark.parametrize("longer", [pytest.param(DIGEST, id="a digest"), pytest.param(FEATURE, id="a feature")])
async def test_what_a_longer_text_held_is_told_under_its_own_headline(house: House, longer: Report) -> None:
    """Whoever was told of a digest was told of its headline and first lines, not of all the reports in it."""
    held = [report for report in ALL if set(report.paragraphs) <= set(longer.paragraphs)]
    house.configure("briefing", "wire")
    house.reports("briefing", longer)
    await house.watch()
    house.reports("wire", *held)
    await house.watch()
    assert titles(house) == {longer.title, *(report.title for report in held)}


async def test_a_round_up_is_told_whose_first_piece_is_known(house: House) -> None:
    """An article that begins with a paragraph that was told, and goes on with news of which its headline speaks."""
    pieces = tuple(report.paragraphs[0] for report in (TUNNEL, FERRY, ORCHARD))
    house.configure("agency", "paper")
    house.reports("agency", TUNNEL)
    await house.watch()
    house.reports("paper", Report("Tunnel begun, ferry aground, apples lost", pieces))
    await house.watch()
    assert [occasion for occasion, _ in house.told()] == ["first", "update 1"]


@pytest.mark.parametrize("which", [0, 1])
async def test_an_excerpt_of_a_longer_report_is_not_told(house: House, which: int) -> None:
    """Its beginning under any headline, or any third of it under its own."""
    long = Report(FERRY.title, tuple(text for report in (FERRY, ORCHARD, TUNNEL) for text in report.paragraphs))
    parts = Report("All safe on the sandbank", long.paragraphs[:3]), Report(long.title, long.paragraphs[3:6])
    house.configure("agency", "paper")
    house.reports("agency", long)
    await house.watch()
    house.reports("paper", parts[which])
    await house.watch()
    assert titles(house) == {long.title}


CASES = (
    ("Handwerker aus Lindau", "Betrug", "zwei Jahren", "Er kassierte Geld für Dächer, die er nie deckte."),
    (
        "Busfahrer aus Trebnow",
        "fahrlässiger Tötung",
        "zehn Monaten auf Bewährung",
        "Er hatte an einer Haltestelle eine Radfahrerin übersehen. Die Frau starb noch am Unfallort.",
    ),
    (
        "Bankangestellter aus Kölleda",
        "Untreue",
        "drei Jahren",
        "Er hatte von Konten verstorbener Kunden Geld abgehoben. Insgesamt fehlten 412.000 Euro.",
    ),
)
VERDICT = """Das Landgericht Altmünden hat einen Angeklagten am Dienstag wegen {crime} zu {term} verurteilt: {who}.
Das Urteil ist noch nicht rechtskräftig."""
COURT = """Die Staatsanwaltschaft hatte eine höhere Strafe gefordert, die Verteidigung auf Freispruch plädiert. Gegen
das Urteil kann innerhalb einer Woche Revision eingelegt werden."""


async def test_notices_to_one_pattern_are_told(house: House) -> None:
    """Nouns have capitals in German, so no name tells the notices of a court apart; their headlines do."""
    house.configure("court")
    for number in range(1, len(CASES) + 1):
        house.reports(
            "court",
            *(
                Report(
                    f"{who} wegen {crime} verurteilt",
                    (VERDICT.format(who=who, crime=crime, term=term), deed, COURT),
                )
                for who, crime, term, deed in CASES[:number]
            ),
        )
        await house.watch()
    assert titles(house) == {f"{who} wegen {crime} verurteilt" for who, crime, _, _ in CASES}


async def test_each_post_of_a_page_that_grows_is_told(house: House) -> None:
    """A page that holds all posts of the day, the latest on top, under an address for each post."""
    house.configure("ticker")
    for number in range(1, len(ALL) + 1):
        posts = ALL[:number]
        told = []
        for place, post in enumerate(posts, 1):
            texts = [text for it in reversed(posts[:place]) for text in (it.title, it.paragraphs[0])]
            link = f"http://ticker.example/today/{place}"
            house.web.say(link, Answer(200, page(post.title, texts), HTML))
            told.append(Told(post.title, link, guid=link, summary=post.paragraphs[0]))
        house.tells("ticker", *told)
        await house.watch()
    assert titles(house) == {report.title for report in ALL}


ABOVE = (
    (
        "President Marek signs budget with record deficit",
        "President Ilona Marek signed the budget for next year on Monday in Lammas, with the largest deficit ever.",
        "Finance minister Paul Arndt called it an investment, the Farmers' League a mortgage on our children.",
    ),
    (
        "President Marek vetoes hunting law",
        "President Ilona Marek vetoed the new hunting law on Monday in Lammas and sent it back to the assembly.",
        "She objected to the clause that lets hunters shoot wolves all year. The Farmers' League spoke of contempt.",
    ),
    (
        "President Marek breaks wrist in fall",
        "President Ilona Marek broke her wrist on Monday in Lammas when she fell on the stairs of her residence.",
        "She will stay in hospital overnight. Meetings with the Farmers' League planned for Tuesday are cancelled.",
    ),
)
BACKGROUND = """President Ilona Marek, 61, has led the Republic of Nevara since 2021. Her Civic Union holds 102 of 180
seats in the assembly in Lammas. Elections are due in spring, and polls see her level with the Farmers' League."""


async def test_acts_of_one_person_above_the_same_background_are_told(house: House) -> None:
    """Most names and words are those of the background; what each headline says stands in its own report alone."""
    house.configure("herald")
    reports = [Report(title, (*texts, " ".join(BACKGROUND.split()))) for title, *texts in ABOVE]
    for number in range(1, len(reports) + 1):
        house.reports("herald", *reports[:number])
        await house.watch()
    assert titles(house) == {report.title for report in reports}


async def test_posts_of_one_page_in_two_feeds_are_told(house: House) -> None:
    """An address stands for one article wherever it is listed, unless its headlines have hardly a word in common."""
    house.configure("ticker", "ticker-sport", "mirror")
    posts = [Told(it.title, f"http://ticker.example/today#{it.title[:5]}", summary=it.paragraphs[0]) for it in ALL[:2]]
    texts = [text for it in ALL[:2] for text in (it.title, it.paragraphs[0])]
    house.web.say("http://ticker.example/today", Answer(200, page("Today", texts), HTML))
    for feed, post in zip(("ticker", "ticker-sport"), posts, strict=True):
        house.tells(feed, post)
        await house.watch()
    house.tells("mirror", replace(posts[0], title=f"{FERRY.title} at dawn"))
    await house.watch()
    assert house.told() == [("first", post.title) for post in posts]


ABOUT = """About Solmar: Solmar Energy operates eleven wind farms in four countries and employs 1,300 people. It was
founded in 1998 and is headquartered in Lund."""
RELEASES = (
    (
        "Solmar opens service base in Dunross",
        "Solmar Energy opened a service base in Dunross on Monday. Twenty technicians will look after the turbines.",
        '"This is a milestone for the region," said Solmar chief executive Ingrid Falk.',
    ),
    (
        "Solmar sells stake in Baltic wind farm to pension fund",
        "Solmar Energy has sold 49 percent of its Baltic wind farm to the pension fund Alecto for 230 million crowns.",
        '"This is a milestone for our strategy," said Solmar chief executive Ingrid Falk.',
    ),
    (
        "Solmar chief executive Ingrid Falk to step down",
        "Solmar Energy chief executive Ingrid Falk will step down at the end of the year, the company said on Monday.",
        '"It was a privilege," said Falk.',
    ),
)


async def test_releases_above_the_same_lines_about_a_company_are_told(house: House) -> None:
    """Nearly all their names are those of the company's own lines; one word of a headline says what is new."""
    house.configure("releases")
    reports = [Report(title, (*texts, " ".join(ABOUT.split()))) for title, *texts in RELEASES]
    for number in range(1, len(reports) + 1):
        house.reports("releases", *reports[:number])
        await house.watch()
    assert titles(house) == {report.title for report in reports}


STEPS = (
    "Gunman takes hostages at Larkhill post office",
    "Two hostages freed at Larkhill post office",
    "Police storm Larkhill post office",
)


async def lists(house: House, *listed: tuple[str, str, str]) -> list[str]:
    """Entries without a text or a page (feed, title, address), one after the other; the titles told."""
    house.configure(*dict.fromkeys(feed for feed, *_ in listed))
    for feed, title, link in listed:
        house.tells(feed, Told(title, f"http://{feed}.example/{link}", guid=f"{title} {link}"))
        await house.watch()
    return [title for _, title in house.told()]


async def test_the_next_headline_of_a_feed_is_told(house: House) -> None:
    """A feed hardly lists the same news twice, however few words of its next headline are new."""
    assert await lists(house, *(("flash", title, f"{place}") for place, title in enumerate(STEPS))) == list(STEPS)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(("radio", STEPS[1], "1"), id="of another feed"),
        pytest.param(("flash", STEPS[1], "0"), id="at the same address"),
        pytest.param(("flash", "Larkhill post office: gunman takes hostages", "1"), id="in the same words"),
        pytest.param(("flash", f"{STEPS[1]} - Larkhill Post", "1"), id="of another outlet"),
    ],
)
async def test_another_headline_for_known_news_is_not_told(house: House, second: tuple[str, str, str]) -> None:
    """Others tell known news in words of their own, an editor tries another headline, a feed collects headlines."""
    assert await lists(house, ("flash", STEPS[0], "0"), second) == [STEPS[0]]


PHRASES = (
    "The court found that the minister had taken bribes from building firms for years and sent him to prison.",
    "The ruling is a signal against corruption, said the prosecutor, after dozens of witnesses had been heard.",
    "Corruption is one of the main worries of voters, as polls say, and stricter rules for contracts are announced.",
    "The opposition called for an early election, while the government said that the courts are at work.",
    "The defence said that it would appeal, and that its client would wait for the outcome at home.",
)
QUILL = "Ada Quill, who built the bridges of Tessaly, heard the words of judge Marsh without a sign."
SAND = "At the harbour of Quenby nobody was surprised when Leo Sand left by the back door with Mia Torr."


async def test_the_same_phrases_about_other_people_are_told(house: House) -> None:
    """Where who is meant stands in one sentence, somewhere, and no headline names them."""
    house.configure("a", "b")
    for feed, paragraphs in (("a", (QUILL, *PHRASES)), ("b", (*PHRASES[:3], SAND, *PHRASES[3:]))):
        house.reports(feed, Report("Former minister goes to prison", paragraphs))
        await house.watch()
    assert house.words() == ["alerted", "alerted"]


async def test_entries_of_one_feed_that_share_a_link_are_each_told(house: House) -> None:
    """A page of the day's notices is the link of all of them, however alike their headlines are."""
    house.configure("a", articles={"fetch": False})
    for what, one in (("ferry", FERRY), ("orchards", ORCHARD)):
        house.tells(
            "a", Told(f"Notice of the day: {what}", "http://a.example/day", guid=what, summary=one.paragraphs[0])
        )
        await house.watch()
    assert house.words() == ["alerted", "alerted"]
