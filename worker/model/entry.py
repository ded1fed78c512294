"""Entries and articles: from an element of a feed to a body that can be compared.

All times are seconds since the Unix epoch, UTC, as float.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from worker.model.outlets import Citation
from worker.model.pickling import PickledByFields

IMPORT_PREFIX = "import:"
"""Key prefix of the feeds that stand for imported lines: their entries keep their ids and have no page to fetch."""
DOUBTED = "doubted"
"""``published_from`` of a doubtful date: the feed gives it, but was polled after it without this article in it."""


class Disposition(StrEnum):
    """The one final word about an admitted entry."""

    ALERTED = "alerted"
    GROUPED = "grouped"
    UNFLAGGED = "unflagged"
    BASELINE = "baseline"
    REVISION = "revision"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class EntryDraft(PickledByFields):
    """One element of a feed as read from the document, before anybody decided anything about it.

    ``item_hash`` (8 bytes) names the bytes of the element; ``order`` is its place in the document, 0 first.
    ``published_raw`` is the date as written, ``published_at`` what it was understood as.
    ``content`` is the longest of the element's own texts, as HTML or plain text.
    """

    item_hash: bytes
    order: int
    guid: str | None
    url: str | None
    title: str
    summary: str
    content: str
    author: str | None
    lang: str | None
    published_raw: str | None
    published_at: float | None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed document read: its own words about itself, and the entries that were not known before.

    ``window`` holds the item hashes of *all* elements in order, 8 bytes each; ``entries`` only the unknown ones. The
    last ``remembered`` hashes are of elements known before, which may still stand in what was not read this time.
    ``kind`` is one of rss, atom, rdf, json, sitemap, other. ``parts`` are further documents to read now for its
    entries; None for all documents but sitemap indexes. If not ``lasting``, the document was cut short, or its parts
    may change while it does not: it must be fetched in full. ``prev_archive`` is the address of older entries (RFC
    5005). ``hub`` is the WebSub hub that it names, ``topic`` its own name there.
    """

    kind: str
    title: str | None
    lang: str | None
    ttl_s: float | None
    update_every_s: float | None
    skip_hours: tuple[int, ...]
    skip_days: tuple[int, ...]
    window: bytes
    entries: tuple[EntryDraft, ...]
    parts: tuple[str, ...] | None = None
    lasting: bool = True
    prev_archive: str | None = None
    hub: str | None = None
    topic: str | None = None
    remembered: int = 0


@dataclass(frozen=True, slots=True)
class PendingEntry:
    """An admitted entry on its way to the judge, under a lease.

    ``attempt`` counts the page fetches already tried; ``trail`` is the JSON list of verdicts so far;
    ``shard`` is where its page's host belongs (``store.shards``). ``feed_title`` is the feed's own.
    """

    id: int
    feed_id: int
    feed_key: str
    feed_tags: tuple[str, ...]
    feed_lang: str | None
    feed_host: str
    key: bytes
    url_key: int | None
    revision: int
    draft: EntryDraft
    first_seen_at: float
    attempt: int
    lease: int
    trail: str
    shard: int = 0
    feed_title: str | None = None

    @property
    def is_imported(self) -> bool:
        """Whether it is an imported line: it has no page to fetch, and its feed may be any collection."""
        return self.feed_key.startswith(IMPORT_PREFIX)


NAMED_ONLY = ("invented_opening", "machine_talk")
"""Why pieces are named that stay in the body."""
PROMO_REASONS = (
    *("call_to_action", "read_more", "related", "share_bar", "advert", "consent", "copyright", "notice"),
    *("photo_credit", "trailing_date", "doubled_title", "feed_footer", "furniture", *NAMED_ONLY),
)
"""Why pieces are taken out of bodies, or named."""


@dataclass(frozen=True, slots=True)
class PromoCut:
    """A piece taken out of a body: the text as it stood, and why (one of ``PROMO_REASONS``)."""

    text: str
    why: str


class MarkKind(StrEnum):
    """How certain it is that a mark is a name; the value is one letter, because it is stored with each mark."""

    NAME = "N"
    NUMBER = "n"
    MAYBE = "m"
    NOUN = "g"
    WORD = "w"


@dataclass(frozen=True, slots=True)
class Mark(PickledByFields):
    """A word by which a report in another language may be recognised.

    ``text`` is folded; ``count`` is how often it occurs, ``place`` how far into the article it first does, 0..1;
    ``terms`` are the hashes (40 bits) it is looked up by, the first also the one it is counted by. ``MAYBE`` occurs
    only at the start of sentences; ``NOUN`` is in a language that capitalises all nouns; ``WORD`` in a script without
    capitals.
    """

    text: str
    kind: MarkKind
    count: int
    title: bool
    place: float
    terms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording(PickledByFields):
    """An article as a sequence of folded words (letters, in scripts without spaces), for exact comparison.

    ``compared`` is the body, preceded by the title if the body is too short on its own. ``names`` are those words that
    look like proper names, ``width`` is the number of words in a shingle.
    """

    title: tuple[str, ...]
    body: tuple[str, ...]
    compared: tuple[str, ...]
    names: frozenset[str]
    width: int


class Heading(NamedTuple):
    """A headline as ``pattern``: its words, with ``@`` for a date, ``*`` for a name, ``#`` for any other number.

    ``days`` and ``names`` are what these stand for; ``words`` is the number of words left.
    """

    pattern: tuple[str, ...]
    days: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    words: int


class TermKind(IntEnum):
    """What a term is: the lowest two bits of its hash."""

    WORD = 0
    NAME = 1
    NUMBER = 2


FINGERPRINT_VERSION = 3
"""The version of fingerprints made now; older ones in the store are renewed in the background."""


@dataclass(frozen=True, slots=True)
class Fingerprint(PickledByFields):
    """What is kept of a text for comparison. Format numbers live for years: see ``content/fingerprint.py``.

    ``digest`` 16 bytes over the normalised text; ``shingles`` how many distinct shingles it has;
    ``samples`` their sampled hashes, sorted; ``terms`` term hashes with their weight in this text, the strongest first,
    title and names counting more; ``anchors`` the terms among them that survive rewriting and translation (names,
    numbers), with a readable form each, for evidence. Hashes are 40 bits; the highest 8 of a term stand for its
    language, the lowest 2 are its kind. ``marks`` are what reports in other languages may share, in order of
    appearance. ``wording``, the words it was made of, is not stored; the judge compares it.
    """

    version: int
    digest: bytes
    shingles: int
    samples: tuple[int, ...]
    terms: Mapping[int, float]
    anchors: Mapping[int, str]
    marks: tuple[Mark, ...] = ()
    wording: Wording | None = None


@dataclass(frozen=True, slots=True)
class ArticleDraft(PickledByFields):
    """An article as gathered: body cleaned, language and date settled, ready to be judged.

    ``published_from`` is where the date came from: feed, page, trailing_date or ``DOUBTED``, None where there is none.
    ``degraded`` is None for a body read from the page, else the reason why only the entry could be used. ``quality``,
    0..1, is how certain it is that the extracted text is the article. ``cites`` are outlets named as sources.
    ``segments`` are hashes of paragraphs that may be the host's furniture, ``removed`` of those taken out as such;
    ``imprint`` identifies the content of the page (``content/furniture.py``). Not ``headed``: the page that it was read
    from has a headline that cannot be the entry's.
    """

    url: str | None
    canonical: str | None
    host: str
    title: str
    text: str
    lang: str | None
    author: str | None
    published_at: float | None
    published_from: str | None
    promo: tuple[PromoCut, ...]
    degraded: str | None
    quality: float
    fingerprint: Fingerprint
    cites: tuple[Citation, ...] = ()
    segments: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    imprint: int = 0
    headed: bool = True
