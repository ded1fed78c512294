"""When two addresses mean the same page.

A wrong merge loses a story, a missed one is caught by the text: so only what is known to be noise is removed.
The path keeps its case and its slash, unknown parameters stay, their order stays.
"""

from __future__ import annotations

import can_ada
import xxhash

TRACKING = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid mc_cid mc_eid _hsenc _hsmi mkt_tok "
    "oly_anon_id oly_enc_id vero_id wickedid cmpid ito ns_mchannel ns_source ns_campaign ns_linkname ns_fee spm "
    "smid at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 pk_campaign pk_kwd pk_source pk_medium "
    "mtm_campaign mtm_source mtm_medium mtm_keyword wt_mc wt_zmc xtor echobox ncid sr_share feedtype rssfeed".split()
)
"""Parameters that name the way a reader came, never the page (public lists of several URL cleaners agree on them)."""

TRACKING_PREFIXES = ("utm_", "hsa_", "stm_", "_openstat")


def canonical(url: str) -> str | None:
    """The comparable form of an http(s) address; None for anything else. Scheme http counts as https, www. is kept."""
    try:
        parsed = can_ada.parse(url.strip())
    except ValueError:
        return None
    if parsed.protocol not in ("http:", "https:") or not parsed.hostname:
        return None
    query = "&".join(part for part in parsed.search.removeprefix("?").split("&") if part and not _is_tracking(part))
    port = f":{parsed.port}" if parsed.port else ""
    return f"https://{parsed.hostname.rstrip('.')}{port}{parsed.pathname or '/'}{'?' + query if query else ''}"


def host(url: str) -> str:
    """The host name of ``url``, lower case; empty where there is none."""
    try:
        return str(can_ada.parse(url.strip()).hostname)
    except ValueError:
        return ""


def url_key(canonical_url: str) -> int:
    """A signed 64-bit hash of a canonical address, for look-ups in the store."""
    value = xxhash.xxh3_64_intdigest(canonical_url.encode())
    return value - (1 << 64) if value >= 1 << 63 else value


def entry_key(guid: str | None, canonical_url: str | None, digest: bytes) -> bytes:
    """An entry's identity in its feed: guid, else canonical URL, else digest (RFC 4287 §4.1.2). 16 bytes."""
    if guid:
        return xxhash.xxh3_128_digest(f"guid {guid}".encode())
    if canonical_url:
        return xxhash.xxh3_128_digest(f"url {canonical_url}".encode())
    return xxhash.xxh3_128_digest(b"digest " + digest)


def _is_tracking(part: str) -> bool:
    name = part.split("=", 1)[0].lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def fetchable(url: str) -> str | None:
    """The address as it is to be asked for: http or https, without a fragment; None for anything else."""
    try:
        parsed = can_ada.parse(url.strip())
    except ValueError:
        return None
    if parsed.protocol not in ("http:", "https:"):
        return None
    return str(parsed.href).split("#", 1)[0]
