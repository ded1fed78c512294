"""Which hub a feed names, and how far its pushes are relied on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.policy.test_polling import FEED, HOUR, NOW, USUAL
from worker.model.entry import FeedDocument
from worker.model.feed import DueFeed, Hub, Outcome
from worker.policy import pushing
from worker.policy.polling import Seen, decide

URL = "https://harbour.example/feeds/news"
DOCUMENT = FeedDocument("atom", None, None, None, None, (), (), b"", ())
IN_IT = replace(DOCUMENT, hub="https://hub.example/", topic="https://harbour.example/t")
FOUND = Hub("https://hub.example/", "https://harbour.example/t")
POLLED = NOW - HOUR


@pytest.mark.parametrize(
    ("link", "document", "found"),
    [
        pytest.param("", IN_IT, FOUND, id="in the document"),
        pytest.param(
            '<https://hub.example/>; rel="hub", </t>; rel=self', DOCUMENT, FOUND, id="in the header, relative"
        ),
        pytest.param(
            '<https://hub.example/>; title=x; REL="x Hub", </t>; rel="self"', DOCUMENT, FOUND, id="of several"
        ),
        pytest.param("<https://hub.example/>; rel=hub, </t>; rel=self, </x>; rel=hub", IN_IT, FOUND, id="the first"),
        pytest.param("<https://other.example/>; rel=hub", IN_IT, FOUND, id="half a header says nothing"),
        pytest.param("<https://hub.example/>; rel=hub", DOCUMENT, None, id="no topic"),
        pytest.param("", replace(IN_IT, hub=None), None, id="no hub"),
        pytest.param("", replace(IN_IT, hub="gopher://hub.example/"), None, id="another scheme"),
        pytest.param("", replace(IN_IT, topic="https://a.example/" + "x" * 2000), None, id="a topic without end"),
        pytest.param("<http://[>; rel=hub, </t>; rel=self", DOCUMENT, None, id="no address"),
    ],
)
def test_the_hub_a_feed_names(link: str, document: FeedDocument, found: Hub | None) -> None:
    """Hub and topic come from the Link header or from the document, and only together."""
    assert pushing.named(URL, {"link": link}, document) == found


@pytest.mark.parametrize(
    ("feed", "new", "relied_on", "slipped"),
    [
        pytest.param(replace(FEED, pushed_at=None), 0, False, False, id="none ever came"),
        pytest.param(replace(FEED, pushed_at=POLLED + 1), 2, True, False, id="it told of what there was"),
        pytest.param(replace(FEED, pushed_at=POLLED - 1), 0, True, False, id="nothing new, and none came"),
        pytest.param(replace(FEED, pushed_at=POLLED + 1), 0, False, False, id="it came before the document did"),
        pytest.param(replace(FEED, pushed_at=POLLED - 1), 1, False, True, id="something new, and none came"),
    ],
)
def test_pushes_are_relied_on_while_they_tell_of_what_there_is(
    feed: DueFeed, new: int, relied_on: bool, slipped: bool
) -> None:
    """A feed whose pushes tell of everything is polled at the ceiling, any other at its own pace."""
    assert pushing.slipped(feed, new) is slipped
    seen = Seen(Outcome.CHANGED if new else Outcome.UNCHANGED, 200, new=new, total=9, document=True)
    waits = decide(feed, seen, USUAL, now=NOW, jitter=0.0).wait_s
    assert (waits == USUAL.ceiling_s) is relied_on
    named = decide(replace(feed, every_s=HOUR), seen, USUAL, now=NOW, jitter=0.0)
    assert named.wait_s == HOUR


@pytest.mark.parametrize(
    ("given", "lease_s"), [("864000", 864000.0), ("999999999", 90 * 86400.0), ("0", None), ("", None)]
)
def test_leases(given: str, lease_s: float | None) -> None:
    """A hub's lease is taken as it says, up to ninety days."""
    assert pushing.lease_s(given) == lease_s
