"""Tests of the network layer, by what servers saw."""
