"""Settings of the process that children are forked from; loaded first there, and nowhere else.

It loads modules, forks, and ends with the worker. A fifth of what that costs went into looks for garbage among what
stays for good, into threads of numpy's linear algebra that turn in circles for want of work, one a core, and into
taking all that was loaded apart at the end.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

if any("multiprocessing.forkserver" in word for word in sys.orig_argv):
    gc.disable()  # children look again, see local.py
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    atexit.register(os._exit, 0)  # not run in children: multiprocessing ends them without
