"""What the configuration promises: strict reading, all problems at once, secrets kept."""
