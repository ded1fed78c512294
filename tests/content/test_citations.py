"""Which outlets an article cites: sentences in some forty languages, credits, links, and what must not count."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.citations import HELD_OUT, SEEN, WORLD, Row
from worker.content.citations import MOST, citations
from worker.content.cues import signs_of
from worker.content.cuewords import CUES
from worker.content.cuewordsfar import FAR_CUES
from worker.content.outlets import press
from worker.model.outlets import Citation, Outlet

HOST = "paper.example"
PORT = Outlet(("Hafenpost", "Портовая почта"), ("hafenpost.example",), owner="harbour-media")


def _names(text: str, lang: str | None = "en", *, title: str = "", host: str = HOST) -> list[str]:
    return [it.name for it in citations(title, text, lang, host, (PORT,))]


@pytest.mark.parametrize("row", [*SEEN, *HELD_OUT, *WORLD], ids=lambda row: f"{row[0]}: {row[1][:40]}")
def test_a_sentence_cites_what_it_names_as_its_source(row: Row) -> None:
    """Outlets beside a cue are found in any script, and words that only look like one are left alone."""
    lang, text, wanted = row
    assert {it.name for it in citations("", text, lang, HOST)} == wanted


def test_the_table_speaks_many_languages() -> None:
    """The rows above cover no fewer languages than the module says."""
    assert len({lang for lang, _, names in (*SEEN, *HELD_OUT, *WORLD) if names}) >= 60


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("BERLIN (dpa/AFP) - Ein Satz folgt.", ["dpa", "AFP"], id="two agencies in one dateline"),
        pytest.param("Paris, 3 mars (AFP) – Une phrase.", ["AFP"], id="a dateline with a day"),
        pytest.param("Hellenbruch (ndt) – Ein Satz folgt.", ["ndt"], id="an agency nobody knows, by its dateline"),
        pytest.param("Springfield (USA) - A sentence.", [], id="a country is no agency"),
        pytest.param("A first sentence.\n\nA last one. (AP)", ["AP"], id="at the end"),
        pytest.param("A first sentence.\n\nSource: Harbour Wire", ["Harbour Wire"], id="a line that names its source"),
        pytest.param("Ein Satz.\n\nQuelle: dpa", ["dpa"], id="such a line with a known agency"),
    ],
)
def test_credits_are_read_where_agencies_stand(text: str, names: list[str]) -> None:
    """Datelines, brackets at the edges and source lines name who delivered the text."""
    assert [(it.name, it.how) for it in citations("", text, "de", HOST)] == [(name, "credit") for name in names]


@pytest.mark.parametrize(("line", "names"), [("Reuters", ["Reuters"]), ("Der Rat tagt heute", [])])
def test_below_a_label_only_known_outlets_are_credits(line: str, names: list[str]) -> None:
    """Under "source:" the agency may stand, or the next paragraph of the report."""
    assert _names(f"Der Rat tagt.\n\nQuelle:\n\n{line}", "de") == names


def test_a_bracket_inside_the_text_is_no_credit() -> None:
    """An abbreviation in the middle of a report explains a word."""
    middle = "word " * 60
    assert _names(f"{middle}the Middle East and North Africa (MENA) region {middle}") == []


def test_configured_outlets_are_known_by_all_their_names() -> None:
    """A name in another script leads to the name shown, and inflected forms to the name."""
    assert _names("Об этом сообщает Портовая почта.", "ru") == ["Hafenpost"]
    assert _names("Со ссылкой на «Портовую почту» пишет мэр.", "ru") == ["Hafenpost"]


def test_an_outlet_does_not_cite_itself() -> None:
    """Its own name beside a cue is a house habit, under any host of it."""
    assert _names("Minister told the BBC yesterday.", host="feeds.bbc.co.uk") == []
    assert _names("sagte sie der Hafenpost.", "de", host="www.hafenpost.example") == []
    assert _names("the newspaper Pier Gazette reported.", host="piergazette.example") == []


def test_headlines_name_their_source_at_the_edge() -> None:
    """Before a colon and behind a dash."""
    assert _names("", "ru", title="WSJ: владелец сети созванивался с губернатором") == ["Wall Street Journal"]
    assert _names("", "uk", title="Власник мережі розмовляв із губернатором – Reuters") == ["Reuters"]


def test_links_to_outlets_are_citations() -> None:
    """An address at an outlet's host counts, one at the article's own does not."""
    links = ["https://www.reuters.com/world/a", "https://paper.example/b", "https://nobody.example/c"]
    assert citations("", "", "en", HOST, (), links) == (Citation("Reuters", "link", lead=True),)


def test_what_stands_far_down_is_no_lead() -> None:
    """A source named in the opening is what an article rests on; one named at the end is background."""
    far = "Nothing is said here. " * 60
    found = citations("", f"Smoke was seen, Reuters reported. {far} The fire was put out, the BBC said.", "en", HOST)
    assert [(it.name, it.lead) for it in found] == [("Reuters", True), ("BBC", False)]


def test_a_press_review_is_cut_short() -> None:
    """Not more citations than tell something."""
    papers = " ".join(f"The newspaper Paper{number} Gazette reported it." for number in range(40))
    assert len(_names(papers)) == MOST


def test_a_text_in_a_language_without_cues_is_read_with_those_of_english() -> None:
    """An unknown language is no error."""
    assert _names("Reuters reported it.", "xx") == _names("Reuters reported it.", None) == ["Reuters"]


def test_the_list_is_free_of_contradictions() -> None:
    """Every host belongs to one outlet, every name to one, and none is empty."""
    outlets = press().outlets
    hosts = [host for outlet in outlets for host in outlet.hosts]
    names = [name.casefold() for outlet in outlets for name in {it.casefold() for it in outlet.names}]
    assert len(outlets) > 350
    assert sorted({it for it in hosts if hosts.count(it) > 1}) == []
    assert sorted({it for it in names if names.count(it) > 1}) == []
    assert all(outlet.names[0] and outlet.hosts for outlet in outlets)


def test_owners_bind_outlets_together() -> None:
    """By host or by name, and a configured outlet takes the place of a known one."""
    known = press((Outlet(("Bild",), ("bild.de",), owner="somebody-else"),))
    assert press().owner_at("www.bild.de") == press().owner_at("welt.de") == press().owner_of("Die Welt")
    assert known.owner_at("m.bild.de") == "somebody-else"
    assert press().owner_at("www.village.example") == press().owner_at("village.example") == "village.example"


@given(st.data())
@settings(max_examples=100)
def test_what_calls_a_name_an_outlet_shows_by_its_signs(data: st.DataObject) -> None:
    """No word for an outlet, in any language, is without one of the signs that are looked for before it."""
    nouns = data.draw(
        st.sampled_from(sorted({cues.nouns for cues in (*CUES.values(), *FAR_CUES.values()) if cues.nouns}))
    )
    noun = data.draw(st.from_regex(f"(?:{nouns})", fullmatch=True))
    assert any(sign in noun for sign in signs_of(nouns))


@pytest.mark.parametrize("line", ["(", "Quelle: X"])
def test_lines_without_end_cost_little(line: str) -> None:
    """What a hostile page repeats is searched once: twice the text takes twice the time."""
    citations("", "x", "de", HOST)
    began = time.process_time()
    citations("", "\n\n".join([line] * 20_000), "de", HOST)
    assert time.process_time() - began < 4
