"""YAML and OPML to settings, and back: strict, with every error located."""
