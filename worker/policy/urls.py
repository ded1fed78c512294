"""When two addresses mean the same page.

A wrong merge loses a story, while a missed one is caught by the text: so only known noise is removed. The path keeps
its case and its slash; unknown parameters stay, in their order.
"""

from __future__ import annotations

import re

import can_ada
import xxhash

TRACKING = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid mc_cid mc_eid _hsenc _hsmi mkt_tok "
    "oly_anon_id oly_enc_id vero_id wickedid cmpid ito ns_mchannel ns_source ns_campaign ns_linkname ns_fee spm "
    "smid at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 pk_campaign pk_kwd pk_source pk_medium "
    "mtm_campaign mtm_source mtm_medium mtm_keyword wt_mc wt.mc_id wt_zmc xtor echobox ncid sr_share feedtype rssfeed "
    "gclsrc gad_source gad_campaignid srsltid _ga _gl igsh".split()
)
"""Parameters that say how a reader came, never which page (public lists of several URL cleaners agree on them)."""

TRACKING_PREFIXES = ("utm_", "hsa_", "stm_", "_openstat")

ISSUE_AFTER_S = 12 * 3600.0
LONGEST_NAME = 253
"""Characters of a host's name; DNS has none longer."""

_HTTP = re.compile("^http://", re.IGNORECASE)

_ROUTE = re.compile(r"#[!/]")
"""Fragments that begin so are routes of the page's script, and distinguish pages."""


def canonical(url: str) -> str | None:
    """The comparable form of an http(s) address; None for anything else. Idempotent.

    http counts as https, and www. is kept; credentials are dropped, and so is the fragment unless it is a route.
    """
    parsed = _parsed(url)
    if parsed is None:
        return None
    query = "&".join(part for part in parsed.search.removeprefix("?").split("&") if part and not _is_tracking(part))
    port = f":{parsed.port}" if parsed.port not in ("", "443") else ""
    fragment = parsed.hash if _ROUTE.match(parsed.hash) else ""
    return f"https://{_name(parsed)}{port}{parsed.pathname}{'?' + query if query else ''}{fragment}"


def spellings(canonical_url: str) -> list[str]:
    """A canonical address as a person may have noted it: itself, then with and without ``www.`` and a final slash.

    Sites answer all of these with one page, mostly. Good for a look-up that shows what it found, not for a merge.
    """
    scheme, _, rest = canonical_url.partition("://")
    name, slash, tail = rest.partition("/")
    path, mark, query = tail.partition("?")
    names = (name, name.removeprefix("www.") if name.startswith("www.") else f"www.{name}")
    paths = (path, path.removesuffix("/") if path.endswith("/") else f"{path}/") if path else (path,)
    return [f"{scheme}://{one}{slash}{other}{mark}{query}" for one in names for other in paths]


def host(url: str) -> str:
    """The host name of an http(s) address, lower case, without a final dot; empty if there is none."""
    parsed = _parsed(url)
    return _name(parsed) if parsed is not None else ""


def fetchable(url: str) -> str | None:
    """The address to request: http or https, without fragment; None for anything else.

    Credentials are dropped: otherwise the author of an entry could make us log in somewhere.
    """
    parsed = _parsed(url)
    if parsed is None:
        return None
    parsed.username = parsed.password = parsed.hash = ""
    return str(parsed.href)


def url_key(canonical_url: str) -> int:
    """A signed 64-bit hash of a canonical address, for look-ups in the store."""
    value = xxhash.xxh3_64_intdigest(canonical_url.encode())
    return value - (1 << 64) if value >= 1 << 63 else value


def another_issue(published_at: float | None, last: float | None) -> bool:
    """Whether an entry for a known page is dated so long after the ``last`` one that the page may tell other news.

    Columns, lists and warnings keep their address and their title; reports are touched up within hours.
    """
    return published_at is not None and last is not None and published_at - last > ISSUE_AFTER_S


def entry_key(guid: str | None, canonical_url: str | None, digest: bytes) -> bytes:
    """An entry's identity in its feed: guid, else canonical URL, else digest (RFC 4287 §4.1.2). 16 bytes.

    A guid that is an address keeps its key when its site moves from http to https.
    """
    if guid:
        told = _HTTP.sub("https://", guid)
        return xxhash.xxh3_128_digest(f"guid {told}".encode("utf-8", "surrogatepass"))
    if canonical_url:
        return xxhash.xxh3_128_digest(f"url {canonical_url}".encode())
    return xxhash.xxh3_128_digest(b"digest " + digest)


def _parsed(url: str) -> can_ada.URL | None:
    """``url`` read as browsers do (WHATWG URL), if it is http(s) and names a host."""
    try:
        parsed = can_ada.parse(url.strip())
    except (ValueError, TypeError):  # TypeError: a lone surrogate
        return None
    return parsed if parsed.protocol in ("http:", "https:") and 0 < len(_name(parsed)) <= LONGEST_NAME else None


def _name(parsed: can_ada.URL) -> str:
    return str(parsed.hostname).rstrip(".")


def _is_tracking(part: str) -> bool:
    name = part.split("=", 1)[0].lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)
