"""What the forkserver loads in addition, if pages are to be read.

Without it each child spends half a second on the language model and a quarter on the extractor at its first page. The
model is unpacked beside the import of the extractor, in a thread that is gone before anything is forked.
"""

from __future__ import annotations

import threading

from worker.content import language

__all__ = ["pages"]

_unpacking = threading.Thread(target=language.warm)
_unpacking.start()
from worker.content import pages  # noqa: E402 - see above

_unpacking.join()
