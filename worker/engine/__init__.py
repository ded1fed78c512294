"""Who carries heavy work: child processes on this machine."""
