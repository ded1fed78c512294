"""The web side: one client with limits, an address guard at the socket, turn-taking per host."""

from worker.net import certificates as certificates  # first: here aiohttp is imported
