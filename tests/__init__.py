"""Tests of wirewatch. ``clock`` and ``web`` are shared by all that need time or servers."""
