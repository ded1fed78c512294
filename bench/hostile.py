"""The hostile web: over 500 scenarios at once against one worker with default policy, one line each.

    python bench/hostile.py [--only redirects] [--without-slow] [--passes 3] [--loopback]

The scenarios stand in tests/hostile. Exit 1 where one did not come to what it must.
"""

from __future__ import annotations

import sys

import rig

sys.path.insert(0, str(rig.PROJECT))

from tests.hostile.show import main

if __name__ == "__main__":
    sys.exit(main())
