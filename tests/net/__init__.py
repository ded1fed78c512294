"""Tests of the web side, told from what servers saw."""
