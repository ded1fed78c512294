"""The house itself under test: floors, lint, types, packaging, and the pages that describe it."""
