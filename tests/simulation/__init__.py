"""A whole worker in a simulated world: time, web, disk, sinks and chance are handed in, so a seed is a fate.

Everything above the socket, the child process and the disk is the real thing: stages, turns at hosts, redirects,
robots, judge, outbox, group commits and migrations, on a SQLite file.
"""
