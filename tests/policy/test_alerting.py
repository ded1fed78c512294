"""Who is told what, once an article is related, grouped and flagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.model.alerts import Again, RuleSettings
from worker.model.entry import Disposition
from worker.model.story import Flag
from worker.policy.alerting import Case, alert_id, dispose, owe
from worker.policy.revisions import Change, Edit

STORM = RuleSettings(id="storm", when="storm", severity="high", to=("desk", "log"))
PORT = RuleSettings(id="port", when="port", to=("log",))
RESTING = RuleSettings(id="resting", when="port", to=())


def flags(*rules: RuleSettings) -> tuple[Flag, ...]:
    """The flags of an article that these rules matched."""
    return tuple(Flag(rule.id, "v1", ()) for rule in rules)


RETITLED = Change(Edit.HEADLINE, headline=True, silent=False)
REWORDED = Change(Edit.TYPO, headline=False, silent=False)


@dataclass
class Story:
    """A story as the store would remember it: every alert owed is told."""

    rules: tuple[RuleSettings, ...] = (STORM, PORT)
    id: int = 7
    told: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def tell(
        self, *flagged: RuleSettings, silent: bool = False, sources: int = 1, revised: Change | None = None
    ) -> list[str]:
        """The alerts for the next article, as ``rule sink occasion``."""
        case = Case(self.id, flags(*flagged), silent, sources, revised)
        owed = owe(case, {rule.id: rule for rule in self.rules}, dict(self.told))
        for alert in owed:
            identity = (alert.rule, alert.sink, alert.occasion)
            assert identity not in self.told
            self.told[identity] = alert.id
        return [f"{alert.rule} {alert.sink} {alert.occasion}" for alert in owed]


def again(*sources: int, revision: str = "no", asked: Sequence[str] = ()) -> RuleSettings:
    """A rule with one sink and further occasions."""
    return RuleSettings(
        id="port",
        when="port",
        to=("log",),
        again=Again.model_validate({"sources": sources, "revision": revision, "flags": asked}),
    )


def test_the_first_article_is_told_to_every_sink() -> None:
    """Each flag's rule owes one ``first`` to each of its sinks, with the rule's severity and a stable id."""
    owed = owe(Case(7, flags(STORM, PORT), silent=False, sources=1), {"storm": STORM, "port": PORT}, {})
    assert [(it.rule, it.sink, it.occasion, it.severity) for it in owed] == [
        ("storm", "desk", "first", "high"),
        ("storm", "log", "first", "high"),
        ("port", "log", "first", "normal"),
    ]
    assert [it.id for it in owed] == [alert_id(7, 0.0, it.rule, it.sink, "first") for it in owed]


def test_an_article_nobody_asked_for_is_told_to_nobody() -> None:
    """Without a flag nothing is owed, whatever the story."""
    story = Story()
    story.tell(STORM)
    assert story.tell() == []


def test_silent_copies_owe_nothing() -> None:
    """Once a sink was told, proven copies of the story are silent, however many come."""
    story = Story()
    assert story.tell(PORT) == ["port log first"]
    assert [story.tell(PORT, silent=True, sources=number) for number in range(1, 20)] == [[]] * 19


def test_weaker_articles_are_updates() -> None:
    """An article that joined without proof is told, numbered, each once."""
    story = Story()
    told = [story.tell(PORT), story.tell(PORT), story.tell(PORT, silent=True), story.tell(PORT)]
    assert told == [["port log first"], ["port log update 1"], [], ["port log update 2"]]


def test_a_copy_is_the_first_for_a_rule_that_was_not_told() -> None:
    """Silence is towards a sink that knows: another rule hears of the story by its first match, copy or not."""
    story = Story()
    story.tell(PORT)
    assert story.tell(STORM, PORT, silent=True) == ["storm desk first", "storm log first"]


def test_a_new_sink_is_told_by_the_next_article() -> None:
    """A sink added to a rule later has not been told yet."""
    story = Story(rules=(PORT,))
    story.tell(PORT)
    wider = PORT.model_copy(update={"to": ("log", "desk")})
    story.rules = (wider,)
    assert story.tell(wider, silent=True) == ["port desk first"]


def test_a_sink_named_twice_is_told_once() -> None:
    """A rule that lists a sink twice, or a rule flagged twice, owes one alert."""
    twice = PORT.model_copy(update={"to": ("log", "log")})
    assert Story(rules=(twice,)).tell(twice, twice) == ["port log first"]


@pytest.mark.parametrize(
    ("rule", "sources", "told"),
    [
        pytest.param(again(3, 10), [2, 3, 4, 10, 11], [None, 3, None, 10, None], id="each number once"),
        pytest.param(again(10, 3), [2, 3, 4, 10, 11], [None, 3, None, 10, None], id="in any order"),
        pytest.param(again(3, 10), [2, 12, 13], [None, 10, None], id="the highest reached, not the lower after it"),
        pytest.param(again(3), [3, 3, 3], [3, None, None], id="at once"),
        pytest.param(again(), [50], [None], id="never unless asked"),
    ],
)
def test_developments(rule: RuleSettings, sources: list[int], told: list[int | None]) -> None:
    """``again.sources`` tells of a story again when so many independent sources have it."""
    story = Story(rules=(rule,))
    story.tell(rule)
    found = [story.tell(rule, silent=True, sources=number) for number in sources]
    assert found == [[] if number is None else [f"port log development {number}"] for number in told]


def test_a_report_that_completes_a_number_of_sources_is_told_once() -> None:
    """It is the development, not an update and a development later for some copy."""
    rule = again(3)
    story = Story(rules=(rule,))
    story.tell(rule)
    assert story.tell(rule, sources=3) == ["port log development 3"]
    assert story.tell(rule, silent=True, sources=3) == []
    assert story.tell(rule, sources=4) == ["port log update 1"]


@pytest.mark.parametrize(
    ("revision", "headline", "body"),
    [
        pytest.param("no", [], [], id="no: never"),
        pytest.param("headline", ["port log revision 1"], [], id="headline: when the title changed"),
        pytest.param("any", ["port log revision 1"], ["port log revision 2"], id="any: on any new text"),
        pytest.param("facts", ["port log revision 1"], [], id="facts: not on another spelling"),
        pytest.param("retraction", [], [], id="retraction: on neither"),
    ],
)
def test_revisions(revision: str, headline: list[str], body: list[str]) -> None:
    """An edited article is told again only as its rule wants it, numbered by what was told."""
    rule = again(revision=revision)
    story = Story(rules=(rule,))
    story.tell(rule)
    assert story.tell(rule, silent=True, revised=RETITLED) == headline
    assert story.tell(rule, silent=True, revised=REWORDED) == body


@pytest.mark.parametrize("wish", ["retraction", "headline", "facts", "any"])
def test_withdrawals_are_told_to_all_who_hear_of_revisions_and_noise_to_none(wish: str) -> None:
    """Whatever the rule wishes to hear of: an article that is gone is told, a clock is not."""
    rule = again(revision=wish)
    story = Story(rules=(rule,))
    story.tell(rule)
    assert story.tell(rule, silent=True, revised=Change(Edit.NOISE, headline=False, silent=False)) == []
    assert story.tell(rule, silent=True, revised=Change(Edit.DELETION, headline=False, silent=False)) != []
    assert story.tell(rule, silent=True, revised=Change(Edit.RETRACTION, headline=False, silent=False)) != []


def test_a_revision_that_matches_for_the_first_time_is_told() -> None:
    """A text edited so that a rule now matches is news to whoever the rule tells."""
    story = Story()
    assert story.tell() == []
    assert story.tell(PORT, silent=True, revised=REWORDED) == ["port log first"]
    assert story.tell(PORT, silent=True, revised=RETITLED) == []


@pytest.mark.parametrize(("revision", "told"), [("no", []), ("headline", ["denial"])])
def test_a_revision_that_denies_is_told_to_those_who_hear_of_revisions(revision: str, told: list[str]) -> None:
    """Whoever wants no revisions gets none, whatever flags it has."""
    rule = again(revision=revision, asked=["denial"])
    case = Case(7, flags(rule), silent=True, sources=1, revised=RETITLED, raised=["denial"])
    owed = owe(case, {"port": rule}, {("port", "log", "first"): "opening"})
    assert [alert.occasion for alert in owed] == told


@pytest.mark.parametrize(("asked", "told"), [((), []), (("news",), ["update 1"]), (("news", "denial"), ["denial"])])
def test_each_step_of_a_story_is_told_where_asked(asked: Sequence[str], told: list[str]) -> None:
    """Of the flag for news each article is told, as an update; of any other the first."""
    rule = again(asked=asked)
    case = Case(7, flags(rule), silent=True, sources=1, raised=["news", "denial"])
    owed = owe(case, {"port": rule}, dict.fromkeys([("port", "log", "first"), ("port", "log", "news")], ""))
    assert [alert.occasion for alert in owed] == told


def test_ids_are_stable() -> None:
    """An alert's id is a value that receivers keep: it must be the same for ever, and differ with each part."""
    at = 1_790_000_000.0
    assert alert_id(7, at, "port", "log", "first") == "647a33091c17a50a30528a282d521ffe"
    others = {alert_id(*parts) for parts in ((8, at, "port", "log", "first"), (7, at + 1, "port", "log", "first"))}
    others |= {alert_id(*parts) for parts in ((7, at, "storm", "log", "first"), (7, at, "port", "desk", "first"))}
    others |= {alert_id(7, at, "port", "log", it) for it in ("first", "update 1")}
    assert len(others | {alert_id(7, at, "port", "log", "first", text) for text in (b"one text", b"another")}) == 8


@pytest.mark.parametrize(
    ("case", "owes", "word"),
    [
        pytest.param(Case(7, flags(PORT), silent=False, sources=1), True, Disposition.ALERTED, id="told"),
        pytest.param(Case(7, flags(PORT), silent=True, sources=1), False, Disposition.GROUPED, id="known already"),
        pytest.param(Case(7, (), silent=False, sources=1), False, Disposition.UNFLAGGED, id="nobody asked"),
        pytest.param(
            Case(7, flags(RESTING), silent=False, sources=1), True, Disposition.UNFLAGGED, id="a rule at rest"
        ),
        pytest.param(Case(7, flags(RESTING), silent=True, sources=1), True, Disposition.GROUPED, id="at rest, known"),
        pytest.param(Case(7, (), silent=True, sources=1, revised=RETITLED), False, Disposition.REVISION, id="edited"),
        pytest.param(
            Case(7, flags(PORT), silent=True, sources=1, revised=RETITLED), True, Disposition.REVISION, id="told too"
        ),
    ],
)
def test_the_final_word(case: Case, owes: bool, word: Disposition) -> None:
    """An entry has one disposition, and what was owed decides between alerted and grouped."""
    owed = owe(replace(case, revised=None), {"port": PORT, "resting": RESTING}, {}) if owes else []
    assert dispose(case, owed) is word


rules = st.builds(
    lambda name, to, sources, revision: RuleSettings(
        id=name, when="x", to=to, again=Again.model_validate({"sources": sources, "revision": revision})
    ),
    st.sampled_from(["a", "b"]),
    st.lists(st.sampled_from(["log", "desk", "file"]), max_size=4).map(tuple),
    st.lists(st.integers(2, 9), max_size=3).map(tuple),
    st.sampled_from(["no", "retraction", "headline", "facts", "any"]),
)
articles = st.tuples(rules, st.booleans(), st.integers(0, 2), st.sampled_from([None, None, RETITLED, REWORDED]))


@given(st.lists(articles, max_size=30))
@settings(max_examples=200)
def test_no_alert_is_owed_twice(coming: list[tuple[RuleSettings, bool, int, Change | None]]) -> None:
    """Whatever comes in whatever order, and however rules change, no occasion is told twice, and ``first`` is."""
    story, sources = Story(), 0
    for rule, silent, more, revised in coming:
        sources += more
        story.rules = (rule,)
        story.tell(rule, silent=silent, sources=sources, revised=revised)
        assert all((rule.id, sink, "first") in story.told for sink in rule.to)
