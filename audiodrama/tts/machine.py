"""What this machine has to give: cores, memory, and how many of them a worker may take."""

from __future__ import annotations

import os
import sys
from typing import Final

THREADS_VARIABLE: Final = "OMP_NUM_THREADS"
"""By which a worker is told how many threads its libraries may use; most of them obey it by themselves."""
_SHARE: Final = 0.6
"""Of the memory may be taken by workers: the rest is the system's, and the user's browser's."""


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def threads_allowed() -> int:
    """How many threads this worker's engine may use."""
    return int(os.environ.get(THREADS_VARIABLE, "1"))


def affordable(each: int) -> int:
    """How many processes of so many bytes fit into the memory, one at least; 0, no limit, where its size is not known."""
    if sys.platform == "win32" or "SC_PHYS_PAGES" not in os.sysconf_names:
        return 0
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(1, int(memory * _SHARE) // each)
