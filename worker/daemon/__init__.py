"""The running worker: composition root, ticks, life cycle."""
