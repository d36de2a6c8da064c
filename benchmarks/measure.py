"""CPU and wall-clock seconds of a command with everything that it starts."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What a command used: CPU seconds (user and system, all descendants) and wall-clock seconds."""

    cpu: float
    wall: float


def adopt_orphans() -> None:
    """Make this process the one that inherits, and so accounts for, descendants whose parent has died.

    Without it the CPU time of a sandbox whose outer process was killed would be lost to the count.
    """
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")


def cost_of(command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end and say what it cost.

    Raises:
        RuntimeError: with the end of its output, where it fails.
    """
    before, start = _children_cpu(), time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True)
    _reap_orphans()
    cost = Cost(_children_cpu() - before, time.perf_counter() - start)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{(done.stdout + done.stderr)[-3000:]}")
    return cost


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _reap_orphans() -> None:
    try:
        while os.waitpid(-1, 0):
            pass
    except ChildProcessError:
        return
