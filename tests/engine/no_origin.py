"""Cannot be loaded, so the forkserver ends: as when the temporary folder is full."""

raise OSError(28, "No space left on device")
