"""What a command costs, with everything that it starts."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What a command and its descendants used.

    Attributes:
        cpu: CPU seconds, user and system.
        wall: wall-clock seconds.
        memory_mib: MiB resident in the largest of the processes, at its peak.
        output: what the command printed.
    """

    cpu: float
    wall: float
    memory_mib: float
    output: str


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
    with tempfile.TemporaryFile("w+") as told:
        before, start = _children_cpu(), time.perf_counter()
        child = subprocess.Popen(command, cwd=cwd, env={**os.environ, **(env or {})}, stdout=told, stderr=told)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        _reap_orphans()
        cpu, wall = _children_cpu() - before, time.perf_counter() - start
        told.seek(0)
        output = told.read()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}:\n{output[-3000:]}")
    return Cost(cpu, wall, usage.ru_maxrss / 1024, output)


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _reap_orphans() -> None:
    try:
        while os.waitpid(-1, 0):
            pass
    except ChildProcessError:
        return
