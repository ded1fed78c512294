"""One behaviour suite for the store: every test runs on a SQLite file and on a real PostgreSQL."""
