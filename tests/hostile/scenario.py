"""One hostile thing a server does, and what must have become of it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from tests.hostile.server import Asked, Conversation, Script, http

DOMAIN = "hostile.example"
XML = ("Content-Type", "application/rss+xml; charset=utf-8")
HTML = ("Content-Type", "text/html; charset=utf-8")
PUBLIC = "93.184.216.34"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A feed at ``url`` (default: ``/feed`` of a host of its own) and the ``scripts`` of its host by path.

    ``becomes`` are the ends its last poll may come to: an outcome, or ``failed:cause``. ``entries`` are admitted over
    all passes, ``degraded`` of them (None: no matter) judged without their pages, for one of ``reasons``. ``names``
    are the addresses of its host at the nth question, ``other`` scripts of hosts beside its own. ``slow`` takes over
    ten seconds. Of a ``heavy`` one that could not be read in its time fewer entries may be admitted.
    """

    name: str
    scripts: Mapping[str, Script]
    becomes: Sequence[str] = ("unchanged", "changed")
    entries: int = 0
    degraded: int | None = None
    reasons: Sequence[str] = ()
    url: str | None = None
    names: Callable[[int], Sequence[str]] | None = None
    certificate: str = "good"
    other: Mapping[tuple[str, str], Script] = field(default_factory=dict)
    slow: bool = False
    heavy: bool = False

    @property
    def host(self) -> str:
        """The name its server goes by."""
        return f"{self.name}.{DOMAIN}"

    @property
    def address(self) -> str:
        """What is polled."""
        return self.url or f"http://{self.host}/feed"


def items(name: str, number: int = 3, *, links: bool = False) -> str:
    """RSS items that say things of their own; with links of this host to ``/page/0`` and on."""
    told = []
    for at in range(number):
        link = f"<link>http://{name}.{DOMAIN}/page/{at}</link>" if links else ""
        words = " ".join(f"{name.replace('-', '')}{at}word{place}" for place in range(30))
        told.append(
            f"<item><title>{escape(name)} report {at}</title>{link}<guid isPermaLink='false'>{name}-{at}</guid>"
            f"<description>{words}. {words[::-1]}.</description></item>"
        )
    return "".join(told)


def rss(name: str, number: int = 3, *, links: bool = False, inside: str = "", before: str = "") -> bytes:
    """A good document, but for what is put ``inside`` its channel or ``before`` its root."""
    head = f"<?xml version='1.0' encoding='utf-8'?>{before}<rss version='2.0'><channel><title>{escape(name)}</title>"
    return f"{head}{inside}{items(name, number, links=links)}</channel></rss>".encode()


def feed(
    name: str, body: bytes | None = None, *headers: tuple[str, str], becomes: str = "", **more: object
) -> Scenario:
    """A scenario whose feed answers 200 with ``body`` (default: a good document of three)."""
    told = http(rss(name) if body is None else body, 200, *(headers or (XML,)))
    return scenario(name, told, becomes=becomes, **more)


def scenario(name: str, script: Script, *, becomes: str = "", **more: object) -> Scenario:
    """A scenario whose feed is ``script``; ``becomes`` in words parted by spaces."""
    ends = {"becomes": tuple(becomes.split())} if becomes else {}
    return Scenario(name, {"/feed": script}, **ends, **more)  # type: ignore[arg-type]


def page(name: str, script: Script, *reasons: str, **more: object) -> Scenario:
    """A scenario of a good feed with one entry whose page is ``script``; degraded, where it names ``reasons``."""
    document = http(rss(name, 1, links=True), 200, XML)
    degraded = 1 if reasons else 0
    return Scenario(
        name,
        {"/feed": document, "/page/0": script},
        entries=1,
        degraded=degraded,
        reasons=reasons,
        **more,  # type: ignore[arg-type]
    )


def turns(*scripts: Script) -> Script:
    """One script after another; the last one repeats."""

    async def play(it: Conversation) -> None:
        script = scripts[min(it.asked.count, len(scripts)) - 1]
        await (it.send(script) if isinstance(script, bytes) else script(it))

    return play


def says(answer: Callable[[Asked], bytes]) -> Script:
    """What is answered depends on what was asked."""

    async def play(it: Conversation) -> None:
        await it.send(answer(it.asked))

    return play
