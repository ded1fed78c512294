"""What somebody meets who types the wrong thing, too early, or on an odd terminal: a way on, and never a traceback."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import orjson
import pytest
from click.testing import CliRunner

from tests.cli.conftest import Desk, Site, every_command
from tests.flow.reports import FERRY, ORCHARD
from worker.cli import main

GROUPS = ((), ("feeds",), ("rules",), ("stories",), ("articles",), ("alerts",), ("store",))


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("stories",),
        ("feeds", "list"),
        ("explain", "e1"),
        ("articles", "export"),
        ("prune",),
        ("backup", "copy.db"),
        ("store", "copy", "--to", "sqlite:///copy.db"),
    ],
)
@pytest.mark.parametrize("empty", [False, True])
def test_a_question_before_the_first_pass_makes_no_store(desk: Desk, words: tuple[str, ...], empty: bool) -> None:
    """A command that reads too early says what creates the store; it creates no file itself."""
    store = desk.folder / "new.db"
    desk.configure(store={"url": f"sqlite:///{store}"})
    if empty:
        store.touch()
    done = desk.type(*words)
    assert (done.exit_code, "there is none yet; make it by one pass, wirewatch once" in done.stderr) == (78, True)
    assert store.exists() == empty
    assert not (desk.folder / "copy.db").exists()


def test_a_question_about_a_lost_store_says_that_it_was_lost(desk: Desk, site: Site) -> None:
    """A reading command also notices that a store has been lost, and creates no new one."""
    desk.configure(("agency", site.tells("agency", FERRY)))
    assert desk.type("once").exit_code == 0
    (desk.folder / "store.db").unlink()
    done = desk.type("stories")
    assert (done.exit_code, "a store was here, and now the file is gone; restore a backup" in done.stderr) == (78, True)
    assert not (desk.folder / "store.db").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("chek",), "No such command 'chek'. Did you mean 'check'?"),
        (("xyzzy",), "No such command 'xyzzy'. Commands: alerts, articles"),
        (("feeds", "lst"), "Did you mean 'list'?"),
        (("check",), "no such file; name yours with -c FILE, or begin one with: feeds: [{id: NAME, url: ADDRESS}]"),
        (("alerts", "list", "--limit", "-1"), "-1 is not in the range x>=1"),
    ],
)
def test_what_is_mistyped_names_what_was_meant(desk: Desk, words: tuple[str, ...], told: str) -> None:
    """The message holds the nearest word there is, or the next step."""
    done = desk.type(*words)
    assert (done.exit_code, told in done.stderr) == (2, True), done.output


@pytest.mark.parametrize("since", ["24", "-5h", "yesterday"])
def test_a_wrong_span_of_time_is_named(seen: Desk, since: str) -> None:
    """All commands that take ``--since`` name an invalid value and say what is allowed."""
    for words in (("stories",), ("rules", "test"), ("replay",)):
        done = seen.type(*words, f"--since={since}")
        assert (done.exit_code, f"'{since}' is not a duration; write a number" in done.stderr) == (2, True), done.output


def test_a_span_of_time_may_begin_at_a_date(seen: Desk) -> None:
    """Who looks into an archive thinks in dates; one without an offset is UTC."""
    for since, number in (("2026-01-01", 2), ("2026-01-01T08:30+01:00", 2), ("2100-01-01", 0)):
        assert len(seen.lines("stories", f"--since={since}")) == number
        assert seen.type("replay", f"--since={since}").exit_code == 0
    assert "none grew since 2100-01-01" in seen.type("stories", "--since=2100-01-01").stdout


def test_what_was_typed_is_looked_at_before_the_store(desk: Desk) -> None:
    """A wrong span of time ends with 2, not with 78, where there is no store yet either."""
    desk.configure(store={"url": f"sqlite:///{desk.folder / 'new.db'}"})
    done = desk.type("stories", "--since", "foo")
    assert (done.exit_code, "'foo' is not a duration" in done.stderr, "none yet" in done.stderr) == (2, True, False)


def test_a_configuration_is_warned_of_where_it_is_checked_or_used(desk: Desk) -> None:
    """Who checks it or starts a worker is warned that no rule tells anybody; who asks something is not, each time."""
    desk.configure(rules=[])
    assert all("warning: " in desk.type(typed).stderr for typed in ("check", "once"))
    assert [desk.type(*typed.split()).stderr for typed in ("status", "stories", "rules lint")] == [""] * 3
    assert desk.type("rules", "lint").stdout == "there are no rules\n"


@pytest.mark.parametrize("group", GROUPS)
def test_no_line_of_help_breaks_off(group: tuple[str, ...]) -> None:
    """Each command says in its first sentence what it does, and the list of commands has room for it."""
    listed = CliRunner().invoke(main, [*group, "--help"]).stdout
    assert [line for line in listed.partition("Commands:")[2].splitlines() if line.endswith("...")] == []


def test_every_option_says_what_it_is_for() -> None:
    """Every option of every command has a help text."""
    silent = []
    for words, command in every_command():
        silent += [f"{words}: {it.name}" for it in command.params if isinstance(it, click.Option) and not it.help]
    assert silent == []


@pytest.mark.parametrize("columns", ["40", "80"])
@pytest.mark.parametrize(
    ("words", "whole"),
    [
        (("feeds", "list"), ("agency", "paper")),
        (("alerts", "list"), ()),
        (("stories",), ("agency", "paper", "rule all to alerts")),
    ],
)
def test_a_narrow_terminal_cuts_no_id(
    seen: Desk, monkeypatch: pytest.MonkeyPatch, columns: str, words: tuple[str, ...], whole: tuple[str, ...]
) -> None:
    """What one types again, ids and addresses, stands whole on a terminal of any width."""
    ids = whole or [alert["id"] for alert in seen.lines("alerts", "list")]
    urls = [feed["url"] for feed in seen.lines("feeds", "list")] if words == ("feeds", "list") else []
    monkeypatch.setenv("COLUMNS", columns)
    shown = seen.type(*words).stdout.splitlines()
    for name in (*ids, *urls):
        assert any(name in line for line in shown), (name, shown)


def test_a_pipe_gets_each_row_on_one_line(desk: Desk, site: Site) -> None:
    """A pipe has no width: what one searches a list for, such as an address, is not broken over lines."""
    urls = [site.tells(f"{'section-' * 30}{n}") for n in range(2)]
    desk.configure(*((f"f{n}", url) for n, url in enumerate(urls)))
    assert desk.type("once").exit_code == 0
    shown = desk.type("feeds", "list").stdout.splitlines()
    assert [sum(url in line for line in shown) for url in urls] == [1, 1]


@pytest.mark.parametrize("words", [("alerts", "dead"), ("alerts", "list")])
def test_an_empty_list_says_so(desk: Desk, words: tuple[str, ...]) -> None:
    """An empty list prints "none", so that it cannot be mistaken for a failure."""
    desk.configure()
    assert desk.type(*words).stdout == "none\n"


def test_stories_of_long_ago_are_not_denied(watched: Desk) -> None:
    """Where none are shown because all are older, how to see them is said; one story is no stories."""
    with closing(sqlite3.connect(watched.folder / "store.db")) as store, store:
        store.execute("UPDATE stories SET last_seen_at = 1.7e9")
    assert watched.type("stories").stdout.splitlines() == [
        "0 articles in 0 stories, 0 alerts",
        "none grew in the last 24h; --since all shows older ones",
    ]
    last = watched.type("stories", "--since", "all", "--limit", "1").stdout.splitlines()[-2]
    assert last in ("1 article in 1 story, 1 alert", "2 articles in 1 story, 1 alert")


def test_after_the_first_pass_it_is_said_why_nothing_was_told(desk: Desk, site: Site) -> None:
    """A feed's first poll tells nothing: the list of stories, the entry and the way to try a rule on it say so."""
    feed = ("agency", site.tells("agency", FERRY))
    desk.configure(feed, polling={"on_add": "baseline"}, store={"url": f"sqlite:///{desk.folder / 'new.db'}"})
    (store,) = [it for it in desk.lines("doctor", code=1) if it["check"] == "store"]
    assert (store["found"], store["next"]) == ("there is none yet", "run: wirewatch once")
    assert desk.type("once").exit_code == 0
    assert desk.type("stories", "--since", "all").stdout.splitlines()[-1] == (
        "what a feed lists at its first poll is recorded, and opens no story (polling.on_add)"
    )
    shown = desk.type("explain", "e1").stdout
    assert "disposition baseline (recorded and not told: it was there at its feed's first poll" in shown
    tried = desk.type("explain", "e1", "--rule", "all")
    assert (tried.exit_code, "what feeds listed at first is not read" in tried.stderr) == (1, True)


def test_a_terminal_without_the_letters_gets_escapes(seen: Desk) -> None:
    """Characters that the terminal's encoding lacks are printed as escapes, not as a traceback."""
    config = str(seen.folder / "wirewatch.yaml")
    with seen.start("stories", "-c", config, env={"PYTHONIOENCODING": "ascii", "COLUMNS": "70"}) as process:
        told, wrong = process.communicate(timeout=60)
    assert (process.returncode, wrong, told.isascii()) == (0, "", True)


@pytest.mark.parametrize(
    "words",
    [("check", "-c"), ("extract", "page", "-c"), ("feeds", "add", "http://a.example/", "--unchecked", "--into")],
    ids=" ".join,
)
def test_a_file_that_cannot_even_be_looked_for_is_named(desk: Desk, words: tuple[str, ...]) -> None:
    """Where looking fails, as in a folder closed to us or for a name too long, the file and the reason are told."""
    desk.configure()
    done = desk.type(*words, "x" * 300)
    assert (done.exit_code, "xxx: " in done.stderr, "File name too long" in done.stderr) == (2, True, True)


@pytest.mark.parametrize(
    "words", [["feeds", "history", "caf\udce9"], ["rules", "test", "--query", "tea", "--title=tea in the caf\udce9"]]
)
def test_a_word_in_another_encoding_is_refused(seen: Desk, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    """A terminal that types Latin-1 is told so, by every command that looks for what was typed."""
    monkeypatch.setattr("sys.argv", ["wirewatch", *words])
    done = seen.type(*words)
    assert (done.exit_code, "caf\\udce9' is not UTF-8" in done.stderr) == (2, True)


def test_a_folder_may_have_any_name(tmp_path: Path, migrated_file: Path, site: Site) -> None:
    """Names of folders are bytes: one in an old encoding is no hindrance to a pass, a question or a backup."""
    desk = Desk(tmp_path / os.fsdecode(b"b\xfcro #1 100%41"), migrated_file)
    desk.folder.mkdir()
    relative = {"store": {"url": "sqlite:///store.db"}, "sinks": {"alerts": {"kind": "file", "path": "alerts.jsonl"}}}
    desk.configure(("agency", site.tells("agency", FERRY)), **relative)
    assert desk.type("once").exit_code == 0
    assert (desk.folder / "alerts.jsonl").read_bytes().count(b"\n") == 1
    assert [it["id"] for it in desk.lines("explain", "e1")[0]["entries"]] == ["e1"]
    assert desk.type("status").exit_code == 0
    assert desk.lines("backup", str(desk.folder / "copy.db"))[0]["checked"] is True


def test_what_is_exported_can_be_imported(desk: Desk, site: Site, migrated_file: Path) -> None:
    """Articles nobody dated come back with the time they were first seen, not as lines that are refused."""
    desk.configure(("agency", site.tells("agency", FERRY)))
    assert desk.type("once").exit_code == 0
    (line,) = desk.lines("articles", "export")
    assert line["first_seen"] is not None
    exported = orjson.dumps(line | {"published": None}) + b"\n"
    (desk.folder / "store.db").write_bytes(migrated_file.read_bytes())
    (done,) = desk.lines("articles", "import", "-", stdin=exported)
    assert (done["admitted"], done["refused"]) == (1, 0)


def test_a_feed_added_to_the_configuration_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The configuration named by a relative path is still the configuration: nothing has to be included."""
    desk.configure()
    monkeypatch.chdir(desk.folder)
    (desk.folder / "wirewatch.yaml").write_text("log: {level: info}\n")
    done = CliRunner().invoke(main, ["feeds", "add", "--unchecked", "https://example.org/feed"])
    assert (done.exit_code, "include" in done.stdout) == (0, False), done.output


def test_a_configuration_named_by_the_environment_must_be_there(desk: Desk) -> None:
    """What can do without a configuration does so only if none was named, by the option or by the environment."""
    file = desk.write("page.html", "<p>News</p>")
    named = {"WIREWATCH_CONFIG": str(desk.folder / "gone.yaml")}
    done = CliRunner().invoke(main, ["extract", str(file)], env=named)
    assert done.exit_code == 2
    assert f"{named['WIREWATCH_CONFIG']}: there is no such file" in done.stderr


def test_explain_says_until_when_a_story_is_held(desk: Desk, site: Site) -> None:
    """An alert behind a silence has a reason and an end."""
    silence = {"until": "2126-01-01", "rules": ["all"]}
    desk.configure(("agency", site.tells("agency", FERRY)), alerts={"silences": [silence]})
    assert desk.type("once").exit_code == 0
    (about,) = desk.lines("explain", "1")[0]["about"]
    assert about["why_not"] == ["rule all to alerts, first: owed, held (silence) until 2126-01-01T00:00:00Z"]


def test_a_feed_is_paused_and_resumed(desk: Desk, site: Site) -> None:
    """A paused feed is not polled, even with ``--all``; explain says why and how to resume it; then it is polled."""
    polling = {"on_add": "all", "floor": "1s", "ceiling": "1s", "start": "1s"}
    desk.configure(("agency", site.tells("agency", FERRY)), polling=polling)
    assert desk.type("once").exit_code == 0
    assert desk.type("feeds", "pause", "agency", "--reason", "it is rebuilt").stdout == "agency: paused\n"
    assert "is paused already" in desk.type("feeds", "pause", "agency").stdout
    (about,) = desk.lines("explain", "agency")[0]["about"]
    assert "it is rebuilt; to ask it again: wirewatch feeds resume agency" in about["why_not"][0]
    site.tells("agency", FERRY, ORCHARD)
    assert desk.lines("once", "--all")[0]["feeds_polled"] == 0
    assert desk.type("feeds", "resume", "agency").stdout == "agency: resumed\n"
    assert "is not paused" in desk.type("feeds", "resume", "agency").stdout
    assert desk.lines("once", "--all")[0]["feeds_polled"] == 1
    assert len((desk.folder / "alerts.jsonl").read_bytes().splitlines()) == 2
    refused = desk.type("feeds", "pause", "agency", "agenzy")
    assert (refused.exit_code, "there is no feed 'agenzy'" in refused.stderr) == (2, True)
