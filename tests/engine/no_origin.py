"""Cannot be loaded, so the process that children are forked from ends: as when the temporary folder is full."""

raise OSError(28, "No space left on device")
