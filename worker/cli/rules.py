"""``wirewatch rules``: trying rules before they are used."""

from __future__ import annotations

import sys
from functools import wraps
from pathlib import Path
from typing import Any, cast

import click
import uvloop

from worker.cli.commands import FAILED
from worker.cli.options import Command, config_option, json_option, load_config, load_if_there, since_option
from worker.cli.output import complain, say, show
from worker.config.load import Loaded
from worker.daemon import files, logs
from worker.model.units import counted
from worker.policy.rules import Subject, check_query


@click.group()
def rules() -> None:
    """Try, check, import and export rules."""


def _article_options(command: Command) -> Command:
    """The options that describe an article, passed on as one ``Subject``, ``article``."""

    @click.option("--title", default="", help="A title to try it on.")
    @click.option("--text", "body", default="", help="A body to try it on.")
    @click.option("--lang", help="Its language, such as de.")
    @click.option("--host", default="", help="Its host.")
    @click.option("--feed", default="", help="The feed it came from.")
    @click.option("--tag", "tags", multiple=True, help="A tag of that feed.")
    @click.option("--author", default="", help="Its author.")
    @wraps(command)
    def collected(**options: Any) -> Any:
        facts = {name: options.pop(name) for name in ("title", "body", "lang", "host", "feed", "tags", "author")}
        return command(article=Subject(**facts), **options)

    return cast("Command", collected)


@rules.command("test")
@click.argument("source", required=False)
@click.option("--query", help="A condition, as you would write it behind when:.")
@_article_options
@since_option("Try rules on what was judged in this time, such as 30d, or since a date; 'all' for everything.")
@click.option("--rule", "only", multiple=True, help="Only the configured rule of this id.")
@click.option("--allow-private", is_flag=True, help="Also fetch SOURCE from private addresses.")
@config_option
@json_option
def test_rule(
    source: str | None,
    query: str | None,
    article: Subject,
    since: str | None,
    only: tuple[str, ...],
    allow_private: bool,
    config: Path,
    as_json: bool,
) -> None:
    """Show whether rules match a text, a page, or what is stored.

    The rules are those of the configuration, or the one condition of --query. The text is given by --title and --text,
    or it is the article in SOURCE, a file or a URL; each clause is shown with its answer. With --since, rules are tried
    on stored articles: matches per day, examples, the alerts there would have been after grouping, and what each rule
    costs.
    """
    for typed in (query or "", article.title, article.body):
        typed.encode()  # raises for what was not typed in UTF-8: it would be compared without these letters
    if query is not None and (wrong := check_query(query)):
        raise click.UsageError(f"--query: {wrong}")
    from worker.daemon import rules as rulebook  # noqa: PLC0415 - loads the judge

    if since is not None:
        show(rulebook.try_rules(load_config(config), since, only, query), "tried_rules", as_json=as_json)
        return
    if not (source or article.title or article.body):
        raise click.UsageError("say what to try it on: --title, --text, a file or URL, or --since for stored articles")
    if source is not None:
        article = _read(source, article, load_if_there(config), allow_private=allow_private)
    if query is not None:
        show(rulebook.try_query(query, article), "tried_rule", as_json=as_json)
    else:
        show(rulebook.try_on(load_config(config), article, only), "tried_on", as_json=as_json)


@rules.command("lint")
@config_option
@json_option
def lint_rules(config: Path, as_json: bool) -> None:
    """Find rules that cannot mean what they say.

    They never match, match everything, ask for a feed or tag that is not there, or repeat another rule. Ends with 1 if
    there are any.
    """
    from worker.daemon import rules as rulebook  # noqa: PLC0415 - as above

    loaded = load_config(config)
    found = rulebook.lint_rules(loaded)
    words = "\n".join(f"{finding['rule']}: {finding['says']}" for finding in found)
    none_wrong = "nothing to say about these rules" if loaded.settings.rules else "there are no rules"
    say(words or none_wrong, found, as_json=as_json)
    sys.exit(FAILED if found else 0)


@rules.command("export")
@config_option
@json_option
def export_rules(config: Path, as_json: bool) -> None:
    """Print the rules in force as YAML, with those of included files."""
    from worker.daemon import rules as rulebook  # noqa: PLC0415 - as above

    loaded = load_config(config)
    facts = [rule.model_dump(mode="json", by_alias=True) for rule in loaded.settings.rules]
    say(rulebook.export_rules(loaded).rstrip("\n"), facts, as_json=as_json)


@rules.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="A new file, to be named under include:.")
@config_option
@json_option
def import_rules(file: Path, into: Path, config: Path, as_json: bool) -> None:
    """Check the rules in a YAML FILE, and write them to a new file.

    They are checked together with the rules in force. Name the new file under include.
    """
    from worker.daemon import rules as rulebook  # noqa: PLC0415 - as above

    text, number = rulebook.import_rules(load_config(config), file)
    files.write_new(into, text)
    facts = {"file": str(into), "rules": number}
    say(f"{counted(number, 'rule')} in {into}; include it if it is not yet", facts, as_json=as_json)


@click.command()
@config_option
@since_option("How far back, or a date; 'all' for everything.", default="30d")
@click.option(
    "--with",
    "other",
    type=click.Path(exists=True, path_type=Path),
    help="Another configuration to try. Default: the one in force.",
)
@json_option
def replay(config: Path, since: str, other: Path | None, as_json: bool) -> None:
    """Judge what is stored again, and compare.

    Uses today's configuration, or another one. Stories and alerts are counted before and after. Nothing is written.
    """
    from worker.cli import tables  # noqa: PLC0415 - as in output.py
    from worker.daemon import replay as replaying  # noqa: PLC0415 - as above

    old = load_config(config)
    new = load_config(other, warn=True) if other else old
    logs.configure(old.settings.log.format, "error", sys.stderr)  # events of the replay did not happen
    with tables.progress("articles judged again") as step:
        found = uvloop.run(replaying.replay(old, new, since, step))
    show(found, "replayed", as_json=as_json)


def _read(source: str, given: Subject, loaded: Loaded | None, *, allow_private: bool) -> Subject:
    """The article in ``source``; values given on the command line override those that were read."""
    from worker.daemon import preview  # noqa: PLC0415 - loads the web client and the parsers

    (found,) = uvloop.run(preview.extract([source], None, (), loaded, allow_private=allow_private))
    if "error" in found:
        complain(found["error"])
        sys.exit(FAILED)
    return Subject(
        title=given.title or found["title"],
        body=given.body or found["text"],
        lang=given.lang or found["lang"],
        feed=given.feed,
        tags=given.tags,
        host=given.host or found["host"],
        author=given.author or found["author"] or "",
        url=found["canonical"] or source,
        cites=tuple(found["cites"]),
        promo=tuple(cut["why"] for cut in found["promo"]),
        quality=found["quality"],
    )
