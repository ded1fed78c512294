"""Redirects: where they lead, which headers go along, and when a chain of them is given up."""

from __future__ import annotations

from multidict import CIMultiDict
from yarl import URL

from worker.model.errors import Refused, TooLarge
from worker.net.guard import checked_url, shown

REDIRECTS = frozenset({301, 302, 303, 307, 308})


def leads_to(target: URL, location: str) -> URL:
    """Where ``location`` leads from ``target``. Credentials of ``target`` stay within its origin.

    Credentials in ``location`` itself are dropped: a server has none to give us.
    """
    location = location.strip()
    try:
        joined = target.join(URL(location, encoded=location.isascii() and " " not in location))
        following = checked_url(str(joined.with_user(None) if joined.scheme in {"http", "https"} else joined))
    except (ValueError, IndexError) as error:  # as in guard.py
        message = f"{shown(target)} redirects to {location[:200]!r}, which is not a URL: {error}"
        raise Refused(message, cause="bad_url") from None
    if following.origin() == target.origin():
        following = following.with_user(target.user).with_password(target.password)
    return following


def headers_for(url: URL, own: CIMultiDict[str], plain: CIMultiDict[str], meant_for: str) -> CIMultiDict[str]:
    """The headers for ``url``: ``own`` at the address they are meant for, else ``plain``."""
    there = shown(url)
    if there == meant_for:
        return own
    if there.partition("?")[0] != meant_for.partition("?")[0]:
        return plain
    # The query is new: signed anew, or it names another document, which may be older than the date.
    return CIMultiDict((name, value) for name, value in own.items() if name.lower() != "if-modified-since")


def check_hops(url: str, hops: tuple[tuple[int, str], ...], target: URL, *, most: int) -> None:
    """Raise ``TooLarge`` if the last of ``hops``, from ``target``, leads in a circle or is more than ``most`` allow."""
    status, newest = hops[-1]
    earlier = {hop for _, hop in hops[:-1]}
    if newest in earlier or newest in {shown(target), shown(checked_url(url))}:
        message = f"{shown(target)} redirects in a circle, back to {newest}; name another address"
        raise TooLarge(message, cause="redirect_loop", status=status)
    if len(hops) > most:
        message = f"{newest} is redirect {len(hops)} of at most {most}; name the final address"
        raise TooLarge(message, cause="too_many_redirects", status=status)
