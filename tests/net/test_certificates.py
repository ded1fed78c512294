"""The system's certificates are there for whoever is asked by https, and for nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import ssl
import worker.net.client
from aiohttp import connector
verified = connector._SSL_CONTEXT_VERIFIED
print(verified.verify_mode.name, verified.check_hostname)
for context in (verified, verified, ssl.create_default_context()):
    print(len(context.get_ca_certs()))
    context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="example.org")
"""


def test_certificates_are_read_before_the_first_connection_and_not_at_the_start() -> None:
    """The client's context knows no authority, and the system's from its first connection; others know them at once."""
    authority = Path(__file__).parents[1] / "hostile" / "tls" / "authority.pem"
    environment = os.environ | {"SSL_CERT_FILE": str(authority)}
    ran = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["CERT_REQUIRED", "True", "0", "1", "1"]
