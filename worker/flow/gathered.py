"""Between GATHER and JUDGE: articles ready to be judged, and on the way back what is known of hosts' furniture."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from worker.model.entry import ArticleDraft, PendingEntry
from worker.model.verdict import Verdict

HOSTS_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Gathered:
    """An entry with its article, ready to be judged, and GATHER's verdicts.

    ``passing``: its page could not be fetched for now, and may be later.
    """

    entry: PendingEntry
    article: ArticleDraft
    verdicts: tuple[Verdict, ...]
    passing: bool = False


class HostFurniture:
    """The furniture of recently judged or read hosts, kept in memory for GATHER."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, frozenset[int]] = OrderedDict()

    def __contains__(self, host: str) -> bool:
        return host in self._known

    def __getitem__(self, host: str) -> frozenset[int]:
        return self._known.get(host, frozenset())

    def clear(self) -> None:
        """Forget all hosts."""
        self._known.clear()

    def put(self, known: Mapping[str, frozenset[int]]) -> None:
        """Store the furniture of these hosts; the hosts stored longest ago are dropped."""
        for host, furniture in known.items():
            self._known[host] = furniture
            self._known.move_to_end(host)
        while len(self._known) > HOSTS_KEPT:
            self._known.popitem(last=False)
