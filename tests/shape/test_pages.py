"""The generated pages say what the code says."""

from __future__ import annotations

from tests.shape import pages


def test_the_events_page_is_up_to_date() -> None:
    """``docs/events.md`` lists every declared event; if this fails, run ``python -m tests.shape.pages``."""
    assert pages.EVENTS_PAGE.read_text(encoding="utf-8") == pages.events_page()


def test_the_configuration_page_is_up_to_date() -> None:
    """``docs/configuration.md`` lists every key; if this fails, run ``python -m tests.shape.pages``."""
    assert pages.CONFIGURATION_PAGE.read_text(encoding="utf-8") == pages.configuration_page()


def test_the_tree_is_up_to_date() -> None:
    """The tree in ``docs/ARCHITECTURE.md`` names every module; if this fails, run ``python -m tests.shape.pages``."""
    assert pages.ARCHITECTURE_PAGE.read_text(encoding="utf-8") == pages.architecture_page()


def test_the_modules_page_is_up_to_date() -> None:
    """``docs/modules.md`` names every module; if this fails, run ``python -m tests.shape.pages``."""
    assert pages.MODULES_PAGE.read_text(encoding="utf-8") == pages.modules_page()
