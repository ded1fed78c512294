"""A small press world: three outlets, five reports, most of them in several feeds; what they publish in two waves."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formatdate
from html import escape

from tests.clock import START
from tests.web import Answer, ScriptedWeb, conditional

RULES = {"everything": "*:*", "crossings": "title:(ferry OR bridge)"}

REPORTS = {
    "ferry": """Night ferry to Skerrow turns back after its steering fails

The night ferry between Aldness and Skerrow turned back on Tuesday when its steering stopped answering an hour
after departure. The two hundred passengers were never in danger, the shipping line said.

Captain Ines Corvall let the vessel drift until a tug from Aldness had a line across. Divers found a fishing
net wound around the rudder stock and cut it away before breakfast.

The crossing stays closed to lorries until an inspector has signed the repair; foot passengers are taken over
on the island's mail boat.""",
    "bridge": """Old swing bridge at Tarrow closes for eleven months

Tarrow's swing bridge, built in 1911 and opened by hand for its first forty years, closes on Monday so that
its bearings can be lifted out and recast.

Engineer Magda Pohl told the town council that the central pivot has sunk by nine millimetres since the floods
and that the gates no longer meet in frost.

Cyclists are sent round by the lock at Hemsey. The council expects the works to cost four million and has
asked the county for half of it.""",
    "plums": """Late frost takes half of Veldmark's plum blossom

Three nights below minus four have destroyed about half of the plum blossom in the Veldmark valley, the
growers' cooperative reported after counting trees in twenty orchards.

Grower Tobias Renn burned straw between his rows until dawn and still lost the lower terraces, where cold air
settles. Cherries, which flower later, came through unharmed.

The cooperative wants the ministry to extend hail insurance to frost. Jam makers say prices will not move
before autumn because cellars are full.""",
    "comet": """Amateurs at Hochalm observatory catch a faint green comet

Two amateurs at the Hochalm observatory have photographed a comet nobody had listed, a greenish smudge of the
fourteenth magnitude low in the constellation Lynx.

Retired teacher Pavel Zima noticed that the smudge had moved between two plates; a larger telescope in the
southern hemisphere confirmed it the following evening.

Computed orbits bring the object closest to the Sun in March. Whether it will be seen without binoculars
depends on how much dust its crust lets go.""",
    "mill": """Ostrand paper mill switches from spruce to straw

The paper mill at Ostrand will make its packaging board from wheat straw instead of spruce from next summer,
its owners announced to the four hundred workers on Friday.

Chemist Lydia Okafor spent six years on a pulping liquor that leaves silica in the stalk, where it does not
clog the drying felts. A trial reel ran for thirty hours without a tear.

Farmers within fifty kilometres have signed contracts for bales. The forest district now looks for another
buyer of thin logs.""",
}
"""Headline and paragraphs, parted by blank lines."""

OUTLETS = {
    "harbourpost": (("ferry", "bridge", "comet"), ("mill",)),
    "inland": (("ferry", "bridge", "plums"), ("mill",)),
    "dawnwire": (("ferry", "plums", "comet@harbourpost"), ()),
}
"""The reports in each outlet's feed, by wave; all tell a report in the same words. ``@`` links to another's page."""

FEEDS = {outlet: f"http://{outlet}.example/feed.xml" for outlet in OUTLETS}


@dataclass(frozen=True, slots=True)
class Press:
    """The outlets on a scripted web. ``publish`` each wave in turn."""

    web: ScriptedWeb

    def publish(self, wave: int) -> None:
        """Serve the feeds as they are in this wave (1 or 2), and all pages."""
        for outlet, url in FEEDS.items():
            self.web.say(url, conditional(_feed(outlet, wave), etag(outlet, wave)))
            for report in REPORTS:
                page = Answer(200, _page(outlet, report), (("Content-Type", "text/html; charset=utf-8"),))
                self.web.say(page_url(outlet, report), page)

    def pages_asked(self, start: int = 0) -> list[str]:
        """The pages asked for, from the ``start``-th request of all on."""
        urls = [f"http://{asked.host}{asked.path}" for asked in self.web.asked[start:]]
        return [url for url in urls if url not in FEEDS.values()]


def etag(outlet: str, wave: int) -> str:
    """The validator a feed has in this wave; a feed that did not change keeps it."""
    waves = OUTLETS[outlet][:wave]
    return f'"{outlet}-{sum(map(len, waves))}"'


def page_url(outlet: str, report: str) -> str:
    """Where an outlet has a report."""
    return f"http://{outlet}.example/news/{report}"


def pages(wave: int) -> set[str]:
    """All pages the feeds link to up to this wave."""
    return {
        _link(outlet, report) for outlet, waves in OUTLETS.items() for reports in waves[:wave] for report in reports
    }


def entries(wave: int) -> int:
    """How many entries the feeds have brought up to this wave."""
    return sum(len(reports) for waves in OUTLETS.values() for reports in waves[:wave])


def expected(wave: int) -> list[tuple[str, str]]:
    """The alerts there must be up to this wave, as (report, rule): one for each story a rule is about."""
    told = {_report(url) for url in pages(wave)}
    return sorted(
        [(report, "everything") for report in told] + [(it, "crossings") for it in told & {"ferry", "bridge"}]
    )


def _told(report: str) -> list[str]:
    return [" ".join(part.split()) for part in REPORTS[report].split("\n\n")]


def _report(url: str) -> str:
    return url.rpartition("/")[2]


def _link(outlet: str, report: str) -> str:
    name, _, owner = report.partition("@")
    return page_url(owner or outlet, name)


def _feed(outlet: str, wave: int) -> bytes:
    items = [_item(outlet, report) for reports in reversed(OUTLETS[outlet][:wave]) for report in reports]
    channel = f"<title>{outlet}</title><link>http://{outlet}.example/</link>{''.join(items)}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'.encode()


def _item(outlet: str, report: str) -> str:
    link = _link(outlet, report)
    title = escape(_told(_report(link))[0])
    date = formatdate(START, usegmt=True)
    return (
        f"<item><guid>{outlet}/{report}</guid><link>{link}</link><title>{title}</title><pubDate>{date}</pubDate></item>"
    )


def _page(outlet: str, report: str) -> bytes:
    title, *paragraphs = map(escape, _told(report))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = f"<header>{outlet}</header><main><article><h1>{title}</h1>{body}</article></main>"
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>{page}</body></html>'.encode()
