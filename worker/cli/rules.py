"""``wirewatch rules``: trying rules before they are used."""

from __future__ import annotations

import sys

import click
import uvloop

from worker.cli.frame import FAILED, json_option, show
from worker.content.hearing import Hearing
from worker.policy.rules import QueryError, Subject, compile_rule, try_rule


@click.group()
def rules() -> None:
    """Rules and what they match."""


@rules.command("test")
@click.argument("source", required=False)
@click.option("--query", required=True, help="The condition, as it would stand behind when:.")
@click.option("--title", default="", help="A title to try it on.")
@click.option("--text", default="", help="A body to try it on.")
@click.option("--lang", help="Its language, such as de.")
@click.option("--host", default="", help="Its host.")
@click.option("--feed", default="", help="The feed it came from.")
@click.option("--tag", "tags", multiple=True, help="A tag of that feed.")
@click.option("--author", default="", help="Its author.")
@json_option
def test_rule(
    source: str | None,
    query: str,
    title: str,
    text: str,
    lang: str | None,
    host: str,
    feed: str,
    tags: tuple[str, ...],
    author: str,
    as_json: bool,
) -> None:
    """Whether a query matches a text given here, or the article in SOURCE (a file or URL), and which clauses hold."""
    try:
        rule = compile_rule("test", query)
    except QueryError as error:
        raise click.UsageError(f"--query: {error}") from None
    article = Subject(title, text, lang, feed, tags, host, author)
    if source is not None:
        article = _read(source, article)
    show(try_rule(rule, article, Hearing()), "tried_rule", as_json=as_json)


def _read(source: str, given: Subject) -> Subject:
    """The article in ``source``; what was given on the command line goes before what was read."""
    from worker.daemon import tools  # noqa: PLC0415 - of use without a configuration only

    (found,) = uvloop.run(tools.extract([source], None, (), allow_private=False))
    if "error" in found:
        click.echo(found["error"], err=True)
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
