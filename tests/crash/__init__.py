"""Killed at every step between fetch and delivery, a worker loses no alert and doubles none."""
