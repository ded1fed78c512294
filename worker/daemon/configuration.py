"""The configuration loaded as this program checks it: with the syntax of its rules and its cron schedules."""

from __future__ import annotations

import os
from pathlib import Path

from worker.config.feedcache import cache_path
from worker.config.load import Loaded, load
from worker.daemon.cron import shortest_gap_s


def load_configuration(path: Path, *, use_cache: bool = True) -> Loaded:
    """Load the configuration at ``path`` with the environment of this process. Raises ``ConfigError``.

    Without ``use_cache`` every feed is read from its file, so that ``origins`` names the line of each.
    """
    cache_at = cache_path(path, os.environ) if use_cache else None
    return load(path, os.environ, check_rule=_check_rule, check_times=shortest_gap_s, cache_at=cache_at)


def _check_rule(when: str) -> str | None:
    from worker.policy.rules import check_query  # noqa: PLC0415 - with unchanged files in the cache nobody asks

    return check_query(when)
