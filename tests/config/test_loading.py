"""Configurations that hold: what is read, from where, and how it is merged."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from tests.config.conftest import Folder
from worker.config.checks import anchored_store
from worker.config.load import load
from worker.model.feed import FeedSpec
from worker.model.settings import Settings
from worker.model.sinks import FileSink, LogSink
from worker.model.units import format_duration, format_size, parse_duration, parse_size


def test_an_almost_empty_file_means_the_defaults(folder: Folder) -> None:
    """A file with one key takes every other value from the defaults, and warns of what is missing to be useful."""
    loaded = folder.load("log: {level: debug}")
    assert loaded.settings.polling == Settings().polling
    assert loaded.settings.log.level == "debug"
    assert [warning.message.split(":")[0] for warning in loaded.warnings] == ["no rules", "no feeds"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        pytest.param("no", "no", id="no is not False"),
        pytest.param("on", "on", id="on is not True"),
        pytest.param("Off", "Off", id="Off is not False"),
        pytest.param("12:30", "12:30", id="12:30 is not 750"),
        pytest.param("2024-01-01", "2024-01-01", id="a day is not a date"),
        pytest.param("007", "007", id="a leading zero is no octal number"),
        pytest.param("0x1F", "0x1F", id="0x is no number"),
        pytest.param("1_000", "1_000", id="an underscore is no number"),
        pytest.param(".5", ".5", id="a bare point is no number"),
        pytest.param("'12'", "12", id="quoted digits are text"),
        pytest.param("'null'", "null", id="a quoted null is text"),
        pytest.param("|-\n      two\n      lines", "two\nlines", id="a block is text"),
        pytest.param("1" * 30, "1" * 30, id="thirty digits are a name"),
        pytest.param("null", None, id="null is nothing"),
        pytest.param("~", None, id="a tilde is nothing"),
    ],
)
def test_text_stays_the_text_that_was_written(folder: Folder, written: str, title: str | None) -> None:
    """What YAML 1.1 would turn into something else is read as it stands."""
    loaded = folder.load(f"feeds:\n  - id: a\n    url: https://a.example/\n    title: {written}\n")
    assert loaded.feeds[0].title == title


@pytest.mark.parametrize(
    ("alerts", "warned"),
    [
        pytest.param("always: [hihg]", ["always: no rule has the severity 'hihg'. Did you mean high?"], id="always"),
        pytest.param("digest: {severities: [Low]}", ["severities: no rule has the severity 'Low'. Did"], id="a digest"),
        pytest.param(
            "silences: [{until: 2027-01-01, severities: [urgent]}]",
            ["severities: no rule has the severity 'urgent'. Choose one of: high, low, normal, warning, calm"],
            id="a silence",
        ),
        pytest.param("always: [high, normal, warning, calm]", [], id="those of rules, notices and reports"),
    ],
)
def test_severities_that_nothing_has_are_warned_of(folder: Folder, alerts: str, warned: list[str]) -> None:
    """A misspelt severity would hold or hurry nothing, without a word."""
    rules = "".join(f"  - {{id: {it}, when: storm, severity: {it}}}\n" for it in ("high", "low"))
    loaded = folder.load(
        f"alerts: {{{alerts}}}\nreport: {{at: 0 7 * * *, severity: calm}}\nrules:\n{rules}  - {{id: b, when: storm}}\n"
        "feeds: [{id: a, url: 'https://a.example/'}]\n"
    )
    found = [warning.message for warning in loaded.warnings]
    assert (len(found), [it[: len(told)] for it, told in zip(found, warned, strict=True)]) == (len(warned), warned)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("sinks: {desk: {kind: log}}", "sinks.desk: nothing is told here", id="a sink nobody names"),
        pytest.param("alerts: {over_budget: hold}", "alerts.over_budget: has no effect without alerts.bud", id="hold"),
        pytest.param(
            "alerts: {quiet: {zone: Europe/Berlin}}",
            "alerts.quiet.zone: has no effect without alerts.quiet.hours",
            id="the zone of no hours",
        ),
        pytest.param("report: {severity: low}", "report.severity: has no effect without report.at", id="no report"),
        pytest.param("service: {ping_every: 5m}", "service.ping_every: has no effect without serv", id="no ping"),
        pytest.param("alerts: {digest: {at: 0 8 * * *}}", "alerts.digest.at: nothing waits for this dig", id="digest"),
        pytest.param(
            "stories: {across_languages: 'off', embedder: {load: 'a:b'}}",
            "stories.embedder: has no effect with across_languages: off",
            id="a model that is not asked",
        ),
        pytest.param("web: {allow_private: [1.1.1.0/24]}", "allow_private: '1.1.1.0/24' is public", id="a public net"),
    ],
)
def test_what_has_no_effect_is_warned_of(folder: Folder, written: str, said: str) -> None:
    """A value that nothing uses is valid, and its line is named, for whoever wrote it expects something of it."""
    rest = "rules: [{id: r, when: storm}]\nfeeds: [{id: a, url: 'https://a.example/'}]\n"
    (warning,) = folder.load(rest + written).warnings
    assert (warning.line, warning.message[: len(said)]) == (3, said)


def test_what_is_in_use_or_by_default_is_not_warned_of(folder: Folder) -> None:
    """Sinks of notices and reports are used, and a default that is written out asks for nothing."""
    loaded = folder.load(
        "alerts: {over_budget: digest, budget: null, quiet: {zone: UTC}, digest: {at: 0 8 * * *, severities: [low]}}\n"
        "sinks: {a: {kind: log}, b: {kind: log}, c: {kind: log}}\nhealth: {to: [b]}\nservice: {ping_every: 1m}\n"
        "report: {to: [c], at: 0 7 * * *}\nrules: [{id: r, when: storm, severity: low, to: [a]}]\n"
        "feeds: [{id: a, url: 'https://a.example/', allow_private: [10.0.0.0/8, 100.64.0.0/10, '64:ff9b::/96']}]\n"
    )
    assert loaded.warnings == ()


@pytest.mark.parametrize("behind", ["# the desk", "## the desk", "#", ""])
def test_a_comment_may_stand_behind_a_condition(folder: Folder, behind: str) -> None:
    """A comment that is plainly one is no part of the condition, and no mistake."""
    loaded = folder.load(f"rules:\n  - id: a\n    when: flood OR dam {behind}\n")
    assert loaded.settings.rules[0].when == "flood OR dam"


def test_aliases_are_followed_and_do_not_share_what_is_filled_in(folder: Folder) -> None:
    """An alias of tags with an escaped reference is unescaped once in each place."""
    loaded = folder.load(
        "feeds:\n"
        "  - {id: a, url: 'https://a.example/', tags: &t ['$${x}', y]}\n"
        "  - {id: b, url: 'https://b.example/', tags: *t}\n"
    )
    assert [feed.tags for feed in loaded.feeds] == [("${x}", "y"), ("${x}", "y")]


def test_a_feed_arrives_with_everything_said_of_it(folder: Folder) -> None:
    """All keys of a feed are carried over, durations in seconds."""
    loaded = folder.load(
        "feeds:\n- {id: a, url: 'http://a.example/', title: A, tags: [x], every: 1h 30m, expect_every: 2d, on_add: all}"
    )
    assert loaded.feeds == (FeedSpec("a", "http://a.example/", ("x",), 5400.0, 172800.0, "all", "A"),)
    assert loaded.settings.feeds == ()


def test_included_files_add_feeds_rules_and_sinks(folder: Folder) -> None:
    """YAML and OPML are merged in the order of the patterns, sorted within each; a file is read once."""
    folder.write("more/b.yaml", "feeds: [{id: b, url: 'https://b.example/'}]\nsinks: {file: {kind: file, path: out}}")
    folder.write("more/a.yaml", "rules: [{id: r, when: x, to: [file, log]}]")
    loaded = folder.load(
        "include: ['more/*.yaml', 'more/b.yaml', '*.yaml', list.opml, 'none/*.yml']\n"
        "feeds: [{id: main, url: 'https://main.example/'}]",
        list__opml='<opml><body><outline text="C" xmlUrl="https://c.example/"/></body></opml>',
    )
    assert [feed.url for feed in loaded.feeds] == ["https://main.example/", "https://b.example/", "https://c.example/"]
    assert loaded.settings.rules[0].to == ("file", "log")
    assert set(loaded.settings.sinks) == {"log", "file"}
    names = [str(file.relative_to(folder.path)) for file in loaded.files]
    assert names == ["main.yaml", "more/a.yaml", "more/b.yaml", "list.opml"]
    assert [warning.message for warning in loaded.warnings] == ["include: 'none/*.yml' matches no file"]


def test_an_included_file_holds_nothing_else(folder: Folder) -> None:
    """Sections in an included file, wrong shapes, names and ids written twice are refused at their own lines."""
    said = folder.problems(
        "include: [more.yaml, readme.txt, list.opml]\nsinks: {a: {kind: log}}\nfeeds: [{id: x, url: 'https://x.example/'}]",
        more__yaml="log: {}\ninclude: []\nfeeds: {}\nsinks:\n  a: {kind: log}\n",
        readme__txt="hello",
        list__opml='<opml>\n<outline xmlns:ww="urn:wirewatch:opml" ww:id="x" xmlUrl="https://y.example/"/></opml>',
    )
    only = "an included file may hold feeds, rules, outlets and sinks only; move this to the main file"
    assert said == [
        f"more.yaml:1: log: {only}",
        f"more.yaml:2: include: {only}",
        "more.yaml:3: feeds: must be a list, not a mapping",
        "more.yaml:5: sinks.a: written twice, first at main.yaml:2; rename one",
        "list.opml:2: id: 'x' is the id of another feed at main.yaml:3; keep one of the two",
        "readme.txt: cannot be included: its name must end in .yaml, .yml, .opml or .xml",
    ]


@pytest.mark.parametrize(
    ("written", "anchored"),
    [
        pytest.param("sqlite:///var/w.db", "sqlite:///{folder}/var/w.db", id="a relative file"),
        pytest.param("sqlite:///w.db?mode=rwc", "sqlite:///{folder}/w.db?mode=rwc", id="a file with options"),
        pytest.param("sqlite:////var/w.db", "sqlite:////var/w.db", id="an absolute file"),
        pytest.param("sqlite:///:memory:", "sqlite:///:memory:", id="memory"),
        pytest.param("postgresql+psycopg://h/d", "postgresql+psycopg://h/d", id="a server"),
    ],
)
def test_a_sqlite_file_lies_relative_to_the_file_that_names_it(folder: Folder, written: str, anchored: str) -> None:
    """Relative paths of the store start from the configuration's folder, wherever the worker is started."""
    loaded = folder.load(f"store: {{url: '{written}'}}")
    assert loaded.settings.store.url == anchored.format(folder=folder.path)


def test_a_folder_of_any_name_holds_its_store() -> None:
    """Characters of the folder's name that are special in a URL are escaped."""
    anchored = anchored_store("sqlite:///w.db?mode=rwc", Path("/news/100% #1?"))
    assert make_url(anchored).database == "/news/100% #1?/w.db"


def test_the_default_store_lies_beside_the_main_file(folder: Folder) -> None:
    """Without store.url the database is made in the main file's folder."""
    assert folder.load("log: {}").settings.store.url == f"sqlite:///{folder.path}/wirewatch.db"


def test_a_file_sink_of_an_included_file_lies_beside_that_file(folder: Folder) -> None:
    """The path of a sink starts from the folder of the included file."""
    folder.write("sub/sinks.yaml", "sinks: {out: {kind: file, path: out.jsonl}, abs: {kind: file, path: /tmp/x}}")
    sinks = folder.load("include: [sub/sinks.yaml]").settings.sinks
    assert sinks["out"] == FileSink(kind="file", path=str(folder.path / "sub/out.jsonl"))
    assert sinks["abs"] == FileSink(kind="file", path="/tmp/x")
    assert sinks["log"] == LogSink(kind="log")


def test_an_archive_lies_relative_to_the_file_that_names_it(folder: Folder) -> None:
    """The folder of archived pages starts from the configuration's folder, wherever the worker is started."""
    assert folder.load("articles: {archive: pages/}").settings.articles.archive == str(folder.path / "pages")
    assert folder.load("articles: {archive: /srv/pages}").settings.articles.archive == "/srv/pages"


def test_a_relative_name_of_the_main_file_works_too(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started in another folder with a relative path, the includes are still found."""
    folder.write("conf/main.yaml", "include: [more.yaml]")
    folder.write("conf/more.yaml", "feeds: [{id: a, url: 'https://a.example/'}]")
    monkeypatch.chdir(folder.path)
    loaded = load(Path("conf/main.yaml"), {}, check_rule=lambda _: None)
    assert loaded.origins["feeds[0]"] == "conf/more.yaml:1"


def test_haste_and_rules_for_nobody_warn(folder: Folder) -> None:
    """Intervals under ten minutes and a rule without sinks are allowed, with a warning."""
    loaded = folder.load(
        "polling: {floor: 1m}\nfeeds:\n- {id: a, url: 'https://a.example/', every: 5m}\n"
        "rules: [{id: r, when: x, to: []}]"
    )
    assert [(warning.line, warning.message.split(":")[0]) for warning in loaded.warnings] == [
        (4, "to"),
        (1, "polling.floor"),
        (3, "every"),
    ]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        pytest.param("250ms", 0.25, id="milliseconds"),
        pytest.param("1.5h", 5400.0, id="a fraction"),
        pytest.param("1h 30m", 5400.0, id="parts add up"),
        pytest.param(" 2 d ", 172800.0, id="spaces do not matter"),
        pytest.param("1w", 604800.0, id="a week"),
        pytest.param("2y", 730 * 86400.0, id="years of 365 days"),
    ],
)
def test_durations_are_read_and_written(text: str, seconds: float) -> None:
    """A duration is so many seconds, and is written so that it is read as the same."""
    assert parse_duration(text) == seconds
    assert parse_duration(format_duration(seconds)) == seconds


@pytest.mark.parametrize("text", ["10", "m", "1h 30", "-5m", "1 h x", "", "٣m"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    """A number without a unit, a unit without a number and anything left over are refused."""
    with pytest.raises(ValueError, match="is not a duration"):
        parse_duration(text)


def test_sizes_are_read_and_written() -> None:
    """Sizes count in thousands and are written in the largest unit that fits."""
    sizes = ["10MB", "1GB", "1500kB", "7B", "0B"]
    assert [format_size(parse_size(size)) for size in sizes] == sizes
