"""The engine that runs pure functions in child processes."""
