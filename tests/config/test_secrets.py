"""Values from the environment and from files: filled in where they belong, and never shown."""

from __future__ import annotations

import pytest

from tests.config.conftest import Folder
from worker.config.describe import effective
from worker.config.opml import write_opml

SECRET = "s3cr3t-w0rd"


def test_variables_are_filled_in_and_hidden(folder: Folder) -> None:
    """A reference is replaced within a text, an escaped one is left, and the value shows as stars."""
    loaded = folder.load(
        "store: {url: 'sqlite:////${DIR}/w.db'}\n"
        "feeds: [{id: a, url: 'https://a.example/?k=${KEY}', title: '$${KEY}'}]",
        {"DIR": "var", "KEY": SECRET},
    )
    assert loaded.settings.store.url == "sqlite:////var/w.db"
    assert loaded.feeds[0].url == f"https://a.example/?k={SECRET}"
    assert loaded.feeds[0].title == "${KEY}"
    assert loaded.secrets == {"store.url", "feeds[0].url"}
    told = effective(loaded)
    assert SECRET not in told
    assert "url: ***, title: ${KEY}" in told
    assert SECRET not in repr(loaded)


def test_the_value_of_a_variable_is_not_looked_into_again(folder: Folder) -> None:
    """A variable whose value looks like a reference is taken as it is."""
    loaded = folder.load("rules: [{id: r, when: '${A}'}]", {"A": "${B}", "B": "x"})
    assert loaded.settings.rules[0].when == "${B}"


def test_a_value_can_stand_in_a_file(folder: Folder) -> None:
    """``<key>_file`` is read relative to the file that names it; the last line end is dropped, and only that."""
    folder.write("sub/feeds.yaml", "feeds: [{id: a, url_file: url.txt}]\nrules: [{id: r, when_file: ../rule}]")
    folder.write("sub/url.txt", f"https://a.example/{SECRET}\r\n")
    folder.write("rule", " title:x\n\n")
    loaded = folder.load("include: [sub/feeds.yaml]")
    assert loaded.feeds[0].url == f"https://a.example/{SECRET}"
    assert loaded.settings.rules[0].when == " title:x\n"
    assert loaded.secrets == {"feeds[0].url", "rules[0].when"}
    assert SECRET not in effective(loaded)


@pytest.mark.parametrize(
    "main",
    [
        pytest.param("feeds: [{id: a, url: '${S}'}]", id="an address that is none"),
        pytest.param("feeds: [{id: a, url: 'gopher://${S}@h/'}]", id="a password in an address"),
        pytest.param("feeds: [{id: '${S} ', url: 'https://a.example/'}]", id="an id with a space"),
        pytest.param("polling: {floor: '${S}'}", id="a duration"),
        pytest.param("web: {limits: {feed: '${S}'}}", id="a size"),
        pytest.param("polling: {at_once: '${S}'}", id="a number"),
        pytest.param("log: {level: '${S}'}", id="a choice"),
        pytest.param("sinks: {a: {kind: '${S}'}}", id="a kind of sink"),
        pytest.param("rules: [{id: r, when: '${S}!'}]", id="a condition"),
        pytest.param("rules: [{id: r, when: x, to: ['${S}']}]", id="a sink"),
        pytest.param("include: ['${S}']", id="an include"),
        pytest.param("store: {url_file: '${S}'}", id="the name of a file"),
        pytest.param("store: {url_file: secret}", id="the content of a file"),
        pytest.param("web: {agent: '${S}{x}'}", id="an agent"),
        pytest.param("web: {allow_private: ['${S}']}", id="a network"),
        pytest.param("log: '${S}'", id="a section"),
        pytest.param(
            "feeds: [{id: a, url: 'https://h/${S}'}, {id: b, url: 'https://h/${S}'}]", id="an address given twice"
        ),
    ],
)
def test_a_secret_is_never_part_of_a_message(folder: Folder, main: str) -> None:
    """Whatever is wrong with a value from outside, the message does not repeat it."""
    said = folder.problems(main, {"S": SECRET}, secret=SECRET)
    assert said
    assert SECRET not in "".join(said)


@pytest.mark.parametrize(
    ("main", "said"),
    [
        ("sinks: {a: {kind: webhook, url: 'htp://hooks.example/S3'}}", "a.url: the value (not shown) is not an addr"),
        ("sinks: {a: {kind: webhook, url: 'https://h/', authorization: \"S3\\n\"}}", "cannot be sent as a header"),
        ("sinks: {a: {kind: apprise, urls: 'tgram://S3'}}", "it must be a list"),
        ("sinks: {a: {kind: mail, host: h, from: a@b.c, to: [a@b.c], password: [S3]}}", "it must be text"),
        ("web: {proxy: 'S3'}", "web.proxy: the value (not shown) is not an address"),
        ("service: {ping: S3}", "service.ping: the value (not shown) is not an address"),
    ],
)
def test_what_is_secret_by_its_kind_is_never_shown(folder: Folder, main: str, said: str) -> None:
    """A mistyped key or token that stands in the file itself gets into no message, and so into no log at a reload."""
    (told,) = folder.problems(main)
    assert said in told
    assert "S3" not in told


def test_a_password_in_an_address_is_masked_in_messages(folder: Folder) -> None:
    """Also one written into the file itself: a feed's is refused without repeating it."""
    (problem,) = folder.problems("feeds: [{id: a, url: 'https://user:pa/ss@a.example/rss'}]")
    assert "'https://***@a.example/rss'" in problem
    two = "[{id: a, url: 'https://user:pass@a.example/rss'}, {id: b, url: 'https://user:pass@a.example/rss'}]"
    (problem,) = folder.problems(f"feeds: {two}")
    assert "pass" not in problem


def test_a_login_is_moved_out_of_the_address(folder: Folder) -> None:
    """What stands before the @ is known apart from the address, and shown nowhere."""
    loaded = folder.load(f"feeds: [{{id: a, url: 'https://me:{SECRET}@a.example:8443/rss?x=1'}}]")
    (feed,) = loaded.feeds
    assert (feed.url, feed.login) == ("https://a.example:8443/rss?x=1", f"me:{SECRET}")
    assert feed.url_with_login(feed.url) == f"https://me:{SECRET}@a.example:8443/rss?x=1"
    assert feed.url_with_login("https://b.example/rss") == "https://b.example/rss"
    assert feed.url_with_login("http://a.example:8443/rss") == "http://a.example:8443/rss"
    told = effective(loaded)
    assert "url: https://a.example:8443/rss?x=1, login: ***" in told
    assert SECRET not in told + repr(loaded) + repr(feed) + write_opml(loaded.feeds).decode()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        pytest.param("postgresql://me:p4ss@h/d", "postgresql://me:***@h/d", id="before the host"),
        pytest.param("postgresql://me:p4ss@x@h/d", "postgresql://me:***@h/d", id="with an at sign in it"),
        pytest.param("postgresql://h/d?password=p4ss&a=b", "postgresql://h/d?password=***&a=b", id="as a parameter"),
    ],
)
def test_the_password_of_the_store_is_always_masked(folder: Folder, url: str, told: str) -> None:
    """A password written into store.url does not show either."""
    loaded = folder.load(f"store: {{url: '{url}'}}")
    assert loaded.settings.store.url == url
    assert f"store.url                   = {told} " in effective(loaded)


@pytest.mark.parametrize(
    "main",
    [
        pytest.param(
            "sinks: {hook: {kind: webhook, url: 'https://h.example/', secret: word}}", id="a secret of a sink"
        ),
        pytest.param("store: {url: 'postgresql://me:word@h/d'}", id="the store's password"),
        pytest.param("feeds: [{id: a, url: 'https://me:word@h.example/'}]", id="a login of a feed"),
        pytest.param("rules: [{id: r, when: '${S}'}]", id="a value from the environment"),
    ],
)
def test_files_that_others_may_write_hold_no_secrets(folder: Folder, main: str) -> None:
    """A file with secrets that others may write is refused, with the command that corrects its mode."""
    folder.write("more.yaml", "outlets: []")
    main = f"include: [more.yaml]\n{main}"
    assert folder.load(main, {"S": SECRET})
    (folder.path / "more.yaml").chmod(0o664)
    (problem,) = folder.problems(main, {"S": SECRET})
    assert problem.startswith(("more.yaml:0: ", "more.yaml: "))
    assert "run: chmod go-w " in problem
    assert folder.load("include: [more.yaml]")
