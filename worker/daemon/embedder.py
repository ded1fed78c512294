"""Loads the embedder that the configuration names: a module of the user's own."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from worker.config.load import Loaded
from worker.model.errors import ConfigError
from worker.model.ports import Embedder

if TYPE_CHECKING:
    from worker.flow.semantics import SemanticMatcher


def meaning(loaded: Loaded) -> SemanticMatcher | None:
    """The comparison by meaning; None if no embedder is configured. Raises ``ConfigError`` if it cannot be loaded."""
    settings, place = loaded.settings.stories.embedder, "stories.embedder.load"
    if settings is None:
        return None
    module, _, name = settings.load.partition(":")
    try:
        embedder: Embedder = getattr(importlib.import_module(module), name)(settings.path)
    except Exception as error:  # a module of the user's may raise anything
        told = f"{settings.load} cannot be used: {type(error).__name__}: {error}; correct it, or leave embedder out"
        raise ConfigError([loaded.problem(place, f"{place}: {told}")]) from error
    if not callable(getattr(embedder, "embed", None)):
        told = f"{settings.load} answers {type(embedder).__name__}, which has no embed(texts); correct it"
        raise ConfigError([loaded.problem(place, f"{place}: {told}")])
    from worker.flow.semantics import SemanticMatcher  # noqa: PLC0415 - loads the judge

    return SemanticMatcher(embedder, settings.link_from)
