"""Settings of the forkserver, from which children are forked; loaded first there, and nowhere else.

It imports modules, forks, and ends with the worker. A fifth of its cost went into garbage collection of
objects that stay for good, into idle threads of numpy's linear algebra that spin, one per core, and into destroying
everything at its exit.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

if any("multiprocessing.forkserver" in word for word in sys.orig_argv):
    gc.disable()  # children turn it on again, see local.py
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    atexit.register(os._exit, 0)  # children do not run it: multiprocessing ends them without
