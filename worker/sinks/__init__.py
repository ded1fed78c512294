"""Where alerts go: one module per kind, each an implementation of ``model.ports.Sink``."""
