"""Bytes to values: parse, extract, clean, fingerprint. CPU only; runs in child processes that may be killed."""
