"""Broken configurations: each is refused with the place, the cause and the next step."""

from __future__ import annotations

import itertools
import sys

import pytest

from tests.config.conftest import Folder

FEED = "feeds:\n  - id: a\n    url: https://a.example/\n"

ONE_PROBLEM = [
    pytest.param("feeds: [{id: a, url: 'https://a.example:0/'}]", "the port, a number from 1 to 65535", id="port 0"),
    pytest.param("feeds: [{id: a, url: 'https://a.example:70000/'}]", "the port, a number from 1", id="port 70000"),
    pytest.param("service: {ping: 'https://a.example:0/'}", "is not an address to post to", id="port 0 of a ping"),
    pytest.param(
        "stories: {names: {Putin: 普京}}",
        "stories.names: a mapping has a name 'Putin'; write names in Han characters with a Latin form, as 普京: Putin",
        id="a name the other way round",
    ),
    pytest.param("stories: {names: {普京: ' '}}", "has a name '普京'", id="a name without a Latin form"),
    pytest.param(
        "outlets: [{id: a, names: [A Post], host: a.example}]",
        "1: host: unknown key; did you mean hosts?",
        id="an outlet's key misspelt",
    ),
    pytest.param(
        "outlets: [{id: a, names: []}]",
        "1: names: a list is not possible; it must be a list with",
        id="an outlet without a name",
    ),
    pytest.param(
        "outlets: [{id: a, names: ['??']}]",
        "1: names: '??' has no letter or digit; write the name as articles have it",
        id="an outlet's name without letters",
    ),
    pytest.param(
        "outlets: [{id: a, names: [A Post], hosts: ['https://a.example/']}]",
        "is not a host; write its name alone, like example.org",
        id="an address for a host",
    ),
    pytest.param(
        "outlets: [{id: a, names: [A Post], hosts: [müller.example]}]",
        "'müller.example' is not a host; write its name alone, like example.org, and other letters in their xn-- form",
        id="a host that no address is compared with",
    ),
    pytest.param(
        "outlets:\n  - {id: a, names: [A Post]}\n  - {id: a, names: [B Post]}",
        "3: id: 'a' is the id of another outlet at main.yaml:2; keep one of the two",
        id="two outlets of one id",
    ),
    pytest.param(
        "outlets:\n  - {id: a, names: [AB], hosts: [a.example]}\n  - {id: b, names: [BC], hosts: [www.a.example]}",
        "3: hosts: 'www.a.example' stands at main.yaml:2 already; keep one of the two",
        id="two outlets at one host",
    ),
    pytest.param(
        "outlets:\n  - {id: a, names: [A Post]}\n  - {id: b, names: [a post]}",
        "3: names: 'a post' stands at main.yaml:2 already; keep one of the two",
        id="two outlets of one name",
    ),
    pytest.param(
        "polling: {intervall: 5m}", "1: polling.intervall: unknown key; the keys here are floor", id="a key nobody has"
    ),
    pytest.param(
        FEED + "    intervall: 5m",
        "4: intervall: unknown key; did you mean every?",
        id="a key under another reader's name",
    ),
    pytest.param(FEED + "    every: 'now and then'", "4: every: 'now and then' is not a duration", id="no interval"),
    pytest.param(
        FEED + "    every: 0s", "4: every: '0s' is not an interval; write more than 0s", id="an interval of nothing"
    ),
    pytest.param(
        FEED + "alerts: {digest: {at: '0 8 ! 2 *'}}",
        "at: '0 8 ! 2 *' names no times",
        id="a digest at no time",
    ),
    pytest.param(
        FEED + "alerts: {quiet: {hours: '22:00 - 22:00'}}",
        "hours: '22:00 - 22:00' ends as it begins, so it is no time at all; leave it out, or write it like 22:00-06:00",
        id="quiet hours of no length",
    ),
    pytest.param(FEED + "report: {at: '0 8 ! 2 *'}", "at: '0 8 ! 2 *' names no times", id="a report at no time"),
    pytest.param(FEED + "report: {at: daily}", "at: 'daily' is not a schedule", id="a report at a word"),
    pytest.param(FEED + "report: {to: [lgo]}", "to: there is no sink 'lgo'", id="a report to nobody"),
    pytest.param(
        FEED + "alerts: {silences: [{until: 2027-01-01T08:00, sinks: [lgo]}]}",
        "sinks: 'lgo' is not there",
        id="a silence of no sink",
    ),
    pytest.param(
        FEED + "alerts: {silences: [{until: 2027-01-01T08:00, rules: []}]}",
        "an empty list would hold all alerts; take it out if that is meant, or the silence if not",
        id="a silence whose last rule was taken out",
    ),
    pytest.param(
        "rules:\n  - {id: a, when: storm, enabled: false}",
        "2: enabled: unknown key; a rule with to: [] tells nobody, and alerts.silences holds its alerts for a while",
        id="a switch for a rule",
    ),
    pytest.param(
        "rules:\n  - {id: a, when: storm, sinks: [log]}", "2: sinks: unknown key; did you mean to?", id="sinks for to"
    ),
    pytest.param(
        "rules:\n  - {id: a, when: storm, outlets: []}",
        "2: outlets: unknown key; outlets is a section of its own, at the left edge of the file",
        id="a section in a rule",
    ),
    pytest.param(
        "feeds: [{id: a, url: 'https://a.example/', tier: 1}]",
        "1: tier: unknown key; tiers are those of outlets",
        id="an outlet's tier at a feed",
    ),
    pytest.param(
        "rules:\n  - {id: health, when: flu}",
        "2: id: 'health' is the rule of other messages (health, report, digest); choose another id",
        id="a rule called as notices are",
    ),
    pytest.param(
        "articles:\n  languages: [de, xx]",
        "2: articles.languages: 'xx' is no language that is recognised; write a code of ISO 639-1, such as de",
        id="a language that is none",
    ),
    pytest.param(
        "articles: {languages: [dee]}",
        "1: articles.languages: 'dee' is no language that is recognised; did you mean de?",
        id="a language misspelt",
    ),
    pytest.param(
        "outlets: [{id: a, names: [A]}]",
        "1: names: 'A' is not possible; it must be at least 2 characters",
        id="a short name",
    ),
    pytest.param(
        FEED + "alerts: {silences: [{until: tomorrow}]}",
        "until: 'tomorrow' is not a date and time; write it like 2026-12-24T18:00",
        id="a silence of no end",
    ),
    pytest.param(
        FEED + "    every: '0 6 * * ! Nowhere'",
        "4: every: '0 6 * * ! Nowhere' names no times",
        id="times that cannot be understood",
    ),
    pytest.param("poling: {floor: 10m}", "1: poling: unknown key; did you mean polling?", id="a section misspelt"),
    pytest.param("polling: {flor: 10m}", "1: polling.flor: unknown key; did you mean floor?", id="a key misspelt"),
    pytest.param(
        "log:\n  spacing: 1s",
        "2: log.spacing: unknown key; did you mean web.per_host.spacing?",
        id="a key in a wrong section",
    ),
    pytest.param(
        "polling: {floor_s: 10m}", "1: polling.floor_s: unknown key; did you mean floor?", id="the code's name of a key"
    ),
    pytest.param(
        "polling:\n  floor: 10", "2: polling.floor: 10 is not a duration; write a number with ms, s,", id="no unit"
    ),
    pytest.param("polling: {floor: 10min}", "1: polling.floor: '10min' is not a duration", id="a unit that is none"),
    pytest.param(
        "polling: {ceiling: 99999d}",
        "1: polling.ceiling: '99999d' is longer than the limit of 36500d",
        id="a century too long",
    ),
    pytest.param(
        "polling: {floor: 0s}", "1: polling.floor: '0s' is out of range; it must be more than 0", id="no time at all"
    ),
    pytest.param(
        "web: {limits: {feed: 10}}", "1: web.limits.feed: 10 is not a size; write a number with B", id="a bare size"
    ),
    pytest.param(
        f"web: {{limits: {{feed: {'9' * 400}GB}}}}",
        "is larger than the limit of 1000000GB",
        id="a size beyond all numbers",
    ),
    pytest.param(
        "serve: {listen: '127.0.0.1:²'}", "1: serve.listen: '127.0.0.1:²' is not a local address", id="a port in print"
    ),
    pytest.param("web: {limits: {feed: 0B}}", "1: web.limits.feed: '0B' is out of range", id="a size of nothing"),
    pytest.param(
        "polling: {at_once: 9000}",
        "1: polling.at_once: 9000 is out of range; it must be at most 5000",
        id="too many at once",
    ),
    pytest.param(
        "polling: {at_once: '20'}",
        "1: polling.at_once: '20' is not possible; it must be a whole number",
        id="a quoted number",
    ),
    pytest.param(
        "articles: {fetch: yes}",
        "1: articles.fetch: 'yes' is not possible; it must be true or false",
        id="yes for true",
    ),
    pytest.param(
        "log: {level: warn}",
        "1: log.level: 'warn' is not possible. Did you mean warning? Choose one of: debug, info, warning, error",
        id="a level almost right",
    ),
    pytest.param(
        "polling: {on_add: 'last:0'}",
        "1: polling.on_add: 'last:0' is not possible; write baseline, all",
        id="last none",
    ),
    pytest.param(
        "articles: {languages: [german]}", "1: articles.languages: 'german' is not possible; write a code", id="no code"
    ),
    pytest.param(
        "articles: {languages: de}", "1: articles.languages: 'de' is not possible; it must be a list", id="no list"
    ),
    pytest.param("polling:", "1: polling: has no value; it must be a mapping of keys", id="a section left empty"),
    pytest.param(
        "polling: [10m]", "1: polling: a list is not possible; it must be a mapping", id="a list for a section"
    ),
    pytest.param(
        "rules:\n  id: a", "1: rules: a mapping is not possible; it must be a list", id="a mapping for a list"
    ),
    pytest.param(
        "polling: {floor: 2d}", "1: polling.floor: '2d' is more than ceiling, 1d by default", id="floor over default"
    ),
    pytest.param(
        "polling:\n  ceiling: 2h\n  floor: 3h",
        "3: polling.floor: '3h' is more than ceiling, '2h'; change",
        id="floor over ceiling",
    ),
    pytest.param(
        "polling: {start: 5m}", "1: polling.floor: 10m is more than start, '5m'; change one", id="start under the floor"
    ),
    pytest.param(
        "alerts: {delivery: {backoff: 2h}}",
        "1: alerts.delivery.backoff: '2h' is more than backoff_max",
        id="backoff over its end",
    ),
    pytest.param(
        "store: {keep: {stories: 200d}}",
        "1: store.keep.trails: 400d is more than stories, '200d'; change one of the two",
        id="stories forgotten before their verdicts",
    ),
    pytest.param(
        "store:\n  keep:\n    articles: 90d\n    trails: 30d\n    stories: 60d",
        "3: store.keep.articles: '90d' is more than stories, '60d'; change one of the two",
        id="stories forgotten before their texts",
    ),
    pytest.param(
        "stories: {window: 10d}\nstore: {keep: {articles: 1d, trails: 1d, stories: 9d}}",
        "1: stories.window: '10d' is more than store.keep.stories, '9d'; change one of the two",
        id="stories forgotten within their window",
    ),
    pytest.param(
        "web: {allow_private: [10.1.0.5/16]}",
        "1: web.allow_private: '10.1.0.5/16' is not a network",
        id="host bits set",
    ),
    pytest.param(
        "web: {proxy: 'socks5://ann:secret@proxy.example:1080'}", "1: web.proxy: ", id="a proxy of another kind"
    ),
    pytest.param("web: {proxy: 'http://proxy.example:3128/x'}", "1: web.proxy: ", id="a path behind a proxy"),
    pytest.param(
        "websub: {callback: 'https://public.example/hook'}",
        "1: callback: nobody listens for hubs",
        id="a hook in the air",
    ),
    pytest.param(
        "serve: {listen: '127.0.0.1:8787'}\nwebsub: {callback: 'https://public.example/?hook'}",
        "2: websub.callback: 'https://public.example/?hook' cannot have a path appended",
        id="a hook with a query",
    ),
    pytest.param(
        "feeds: [{id: a, url: 'http://a.example/', allow_private: [10.1.0.5/16]}]",
        "1: allow_private: '10.1.0.5/16' is not a network",
        id="host bits set for a feed",
    ),
    pytest.param(
        "web: {agent: 'x/{host}'}", "1: web.agent: 'x/{host}' has unknown placeholders", id="an unknown brace"
    ),
    pytest.param("web: {agent: 'x/{'}", "1: web.agent: 'x/{' has unknown placeholders", id="a brace left open"),
    pytest.param(
        "web: {agent: 'Bär'}",
        "1: web.agent: 'Bär' cannot be sent as a header; use printable ASCII",
        id="an agent in UTF-8",
    ),
    pytest.param(
        "store: {url: 'mysql://h/d'}", "1: store.url: 'mysql://h/d' is not a supported store", id="a database we lack"
    ),
    pytest.param(
        FEED + "  - id: a\n    url: https://b.example/",
        "4: id: 'a' is the id of another feed at main.yaml:2",
        id="id twice",
    ),
    pytest.param(
        FEED + "  - id: b\n    url: https://a.example/",
        "5: url: 'https://a.example/' is the url of another feed",
        id="url twice",
    ),
    pytest.param(
        "feeds: [{id: a, url: 'ftp://a.example/'}]", "1: url: 'ftp://a.example/' is not a feed's address", id="ftp"
    ),
    pytest.param(
        "feeds: [{id: a, url: 'a.example/rss'}]", "1: url: 'a.example/rss' is not a feed's address", id="no scheme"
    ),
    pytest.param(
        "feeds: [{id: a, url: 'https:///rss'}]", "1: url: 'https:///rss' is not a feed's address", id="no host"
    ),
    pytest.param(
        "feeds: [{id: a, url: 'https://a.example:99999/'}]",
        "is not an address; check the brackets and",
        id="no such port",
    ),
    pytest.param(
        "feeds: [{id: a, url: 'https://a.example/a b'}]",
        "has a space or a control character in it",
        id="a space in a url",
    ),
    pytest.param("feeds: [{id: a}]", "1: url: missing; add it", id="a feed without url"),
    pytest.param(
        "feeds:\n  - id: 12\n    url: https://a.example/",
        "2: id: 12 is not possible; it must be text; put it in",
        id="number",
    ),
    pytest.param(
        "feeds: [{id: a b, url: 'https://a.example/'}]",
        "1: id: 'a b' is not possible; use letters, digits",
        id="bad id",
    ),
    pytest.param(
        FEED + "    tags: ['a b']", "4: tags: 'a b' is not possible; use up to 60 characters", id="a tag of two words"
    ),
    pytest.param(
        "feeds: [https://a.example/]",
        "1: feeds: 'https://a.example/' is not possible; it must be a mapping",
        id="bare url",
    ),
    pytest.param(
        "rules: [{id: a, when: x}, {id: a, when: y}]",
        "1: id: 'a' is the id of another rule at main.yaml:1",
        id="rule twice",
    ),
    pytest.param(
        "rules:\n  - id: a\n    when: 'x!'", "3: when: 'x!' has a ! in it", id="a condition that makes no sense"
    ),
    pytest.param(
        "rules: [{id: a, when: ''}]",
        "1: when: '' is not possible; it must be at least 1 character",
        id="no condition",
    ),
    pytest.param(
        "sinks: {desk: {kind: file, path: a}}\nrules:\n- id: a\n  when: x\n  to:\n  - log\n  - dsk",
        "7: to: there is no sink 'dsk'. Did you mean desk? Choose one of: log, desk",
        id="a sink misspelt",
    ),
    pytest.param(
        "rules: [{id: a, when: x, again: {sources: [1]}}]",
        "1: again.sources: 1 is out of range; it must be",
        id="one source",
    ),
    pytest.param(
        "store: {url: 'postgresql://[::1/ww'}",
        "1: store.url: 'postgresql://[::1/ww' has a bracket that belongs to no IPv6",
        id="a store behind half a bracket",
    ),
    pytest.param(
        "store: {url: 'postgresql://db:port/ww'}",
        "1: store.url: 'postgresql://db:port/ww' has a port that is none; write it like",
        id="a store at no port",
    ),
    pytest.param(
        "rules: [{id: a, when: x, again: {flags: [denal]}}]",
        "1: again.flags: 'denal' is not possible. Did you mean denial? Choose one of: promo, copy",
        id="a choice misspelt in a list",
    ),
    pytest.param(
        "sinks: {a: {kind: webhok}}",
        "1: sinks.a: kind 'webhok' is not possible. Did you mean webhook? Choose one of: log, file",
        id="no such kind",
    ),
    pytest.param(
        "sinks: {a: {path: x}}", "1: sinks.a: has no kind; add one, such as kind: file", id="a sink without kind"
    ),
    pytest.param("sinks: {a: {kind: file}}", "1: sinks.a.path: missing; add it", id="a file sink without path"),
    pytest.param(
        "sinks:\n  a:\n    kind: file\n    file: x\n    path: y",
        "4: sinks.a.file: unknown key; did you mean path?",
        id="key of a sink",
    ),
    pytest.param(
        "sinks: {'a b': {kind: log}}", "1: sinks.a b: a mapping is not possible; use letters", id="a sink of two words"
    ),
    pytest.param(
        "sinks:\n  a: {kind: file, path: x}\n  b: {kind: file, path: ./x}",
        "3: path: the sink a writes to the same file",
        id="one file, two sinks",
    ),
    pytest.param(
        "log:\n  level: info\n  level: debug", "3: level: written twice, first on line 2; keep one", id="a key twice"
    ),
    pytest.param("log: &x {level: info}\nweb:\n  <<: *x", "3: <<: merge keys are not supported", id="a merge key"),
    pytest.param(
        "log: {level: !!python/name:os.system x}",
        "1: the tag tag:yaml.org,2002:python/name:os.system is",
        id="a python tag",
    ),
    pytest.param("log: !foo {}", "1: the tag !foo is not supported; remove it", id="a tag of a mapping"),
    pytest.param(
        "log: {level: *x}", "1: *x names nothing finished above; define it with &x first", id="an alias of nothing"
    ),
    pytest.param("log: &x [*x]", "1: *x names nothing finished above", id="an alias of itself"),
    pytest.param("? [a]\n: 1", "1: a key must be a plain word", id="a list for a key"),
    pytest.param("log: &x a\n*x : 1", "2: *x cannot be a key; write the key out", id="an alias for a key"),
    pytest.param("log: {}\n---\nlog: {}", "2: a second document starts here", id="two documents"),
    pytest.param("log:\n\tlevel: info", "2: not YAML: found character that cannot start any token; check", id="a tab"),
    pytest.param(
        'rules:\n  - when: "a" OR "b"',
        "2: not YAML: did not find expected key; put the whole condition in single",
        id="quotes",
    ),
    pytest.param(
        "rules:\n  - {id: a, when: *:*}", "put the whole condition in single quotes", id="a star for an alias"
    ),
    pytest.param(
        "rules:\n  - id: a\n    when: ö #dam OR\n    to: []",
        "3: when: to YAML '#dam OR' is a comment, no part of the condition; put the whole condition in single quotes",
        id="a hashtag that is a comment",
    ),
    pytest.param(
        "rules:\n  - id: a\n    when: flood\n      OR #dam\n",
        "3: when: to YAML '#dam' is",
        id="the same on the second line",
    ),
    pytest.param("log: {level: info", "not YAML: did not find expected ',' or '}'", id="a brace left open in the file"),
    pytest.param(
        "log: {}\nweb: \x07", "2: character U+0007 is not allowed in YAML; remove it", id="a control character"
    ),
    pytest.param("log: " + "[" * 100_000, "1: nested more than 40 deep; check the brackets", id="brackets without end"),
    pytest.param("- a", "1: must be keys with values such as feeds: […], not a list", id="a list for a file"),
    pytest.param("", "main.yaml: the file is empty", id="an empty file"),
    pytest.param("# later", "main.yaml: the file is empty but for comments", id="comments alone"),
    pytest.param(b"log: {}\n# K\xf6ln", "main.yaml: the file is not UTF-8 (line 2); save it as UTF-8", id="latin-1"),
    pytest.param(
        "include: feeds.yaml",
        "1: include: 'feeds.yaml' is not possible; it must be a list",
        id="an include that is no list",
    ),
    pytest.param(
        "include:\n  - more.yaml",
        "2: include: there is no file 'more.yaml'; create it or remove it",
        id="no such include",
    ),
    pytest.param(
        "include: ['${NOWHERE}/a']",
        "1: include: the environment variable NOWHERE is not set; set it",
        id="an unset variable",
    ),
    pytest.param(
        "log: {level: 'a${'}", "1: level: ${ begins no name of a variable, or write $${", id="a reference to nothing"
    ),
    pytest.param(
        "store: {url_file: none}",
        "1: url_file: 'none' cannot be read: No such file or directory",
        id="no such value file",
    ),
    pytest.param("store: {url_file: .}", "1: url_file: '.' is a folder; name a file", id="a folder for a value"),
    pytest.param(
        "store: {url_file: [a]}", "1: url_file: must be the path of a file, not a list", id="a list for a value file"
    ),
    pytest.param(
        "store: {url: 'sqlite://', url_file: main.yaml}",
        "1: url_file: url is given as well; keep one of the two",
        id="value and file",
    ),
    pytest.param(
        "log: {level_file: main.yaml}", "1: log.level_file: unknown key; did you mean level?", id="a choice from a file"
    ),
]


@pytest.mark.parametrize(("main", "said"), ONE_PROBLEM)
def test_a_mistake_is_named_with_its_place_and_the_next_step(folder: Folder, main: str | bytes, said: str) -> None:
    """Each broken configuration gives exactly one problem, at the right line."""
    (problem,) = folder.problems(main)
    assert said in problem
    assert problem.startswith("main.yaml:")


@pytest.mark.parametrize(
    ("main", "what", "library", "extra"),
    [
        pytest.param("articles: {archive: pages/}", "articles.archive", "warcio", "archive", id="an archive"),
        pytest.param("store: {url: 'postgresql://h/x'}", "store.url", "psycopg", "postgres", id="PostgreSQL"),
        pytest.param("sinks: {p: {kind: apprise, urls: ['a://b']}}", "sinks.p", "apprise", "notify", id="Apprise"),
    ],
)
def test_what_needs_an_extra_names_it(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, main: str, what: str, library: str, extra: str
) -> None:
    """Without the library the configuration is refused, before anything waits for it; without the key it is not."""
    monkeypatch.setitem(sys.modules, library, None)
    (problem,) = folder.problems(main)
    assert problem.startswith(f"main.yaml:1: {what} needs {library}; pip install 'wirewatch[{extra}]'")
    assert folder.load("articles: {archive: null}").settings.articles.archive is None


def test_all_problems_come_at_once_in_the_order_of_the_files(folder: Folder) -> None:
    """Mistakes of every sort, in two files, are listed together and sorted."""
    main = (
        "include: [more.yaml]\npolling: {flor: 1m}\nlog: {level: loud}\nstore: {url_file: none}\n"
        "rules: [{id: r, when: 'x!', to: [desk]}]\nfeeds: [{id: a}, {id: a, url: 'gopher://u:p@a.example/'}]\n"
    )
    lines = [problem.split(": ")[0] for problem in folder.problems(main, more__yaml="web: {}\nfeeds: [{url: x}]\n")]
    assert lines == [
        *("main.yaml:2", "main.yaml:3", "main.yaml:4", "main.yaml:5", "main.yaml:5"),
        *("main.yaml:6", "main.yaml:6", "main.yaml:6", "more.yaml:1", "more.yaml:2", "more.yaml:2"),
    ]


def test_what_is_wrong_in_one_place_is_said_once(folder: Folder) -> None:
    """A variable that is not set does not also give a bad address, a bad rule and an unknown sink."""
    main = "feeds: [{id: a, url: '${U}'}]\nrules: [{id: r, when: '${W}!', to: ['${T}']}]\n"
    assert [line.split(": ")[1] for line in folder.problems(main)] == ["url", "when", "to"]


def test_an_alias_bomb_is_refused_before_it_grows(folder: Folder) -> None:
    """Nine levels of ten aliases would be a billion values; the file is refused at the level that passes the limit."""
    names = "abcdefghij"
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"{name}: &{name} [{', '.join([f'*{last}'] * 10)}]\n" for last, name in itertools.pairwise(names))
    (problem,) = folder.problems(bomb)
    assert "makes this file too big: aliases may bring in 1,000,000 values" in problem


def test_aliases_do_not_nest_deeper_than_brackets_may(folder: Folder) -> None:
    """A chain of aliases, each one level deeper than the last, ends where the limit of depth is."""
    chain = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 2000))
    (problem,) = folder.problems(chain)
    assert "main.yaml:40: *a38 makes this file too big" in problem


def test_a_missing_file_a_folder_and_a_huge_file_are_refused(folder: Folder) -> None:
    """What cannot be a configuration is named as such, before anything is parsed."""
    (folder.path / "sub.yaml").mkdir()
    said = folder.problems("include: ['*.yaml']", big__yaml=b"#" * 20_000_001, nothing__yaml=b"", latin__yaml=b"# \xff")
    assert said == [
        "big.yaml: the file is larger than 20,000 kB; split it",
        "latin.yaml: the file is not UTF-8 (line 1); save it as UTF-8",
        "nothing.yaml: the file is empty",
        "sub.yaml: the file is a folder; name a file",
    ]
