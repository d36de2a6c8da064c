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
_LOOK_SECONDS = 0.05  # between looks at a command's processes


@dataclass(frozen=True)
class Cost:
    """What a command and its descendants used.

    Attributes:
        cpu: CPU seconds, user and system.
        wall: wall-clock seconds.
        memory_mib: MiB resident in the largest of all processes, at its peak.
        worker_mib: the same for the largest process that the command itself started; 0 where none lived long.
        output: what the command printed.
    """

    cpu: float
    wall: float
    memory_mib: float
    worker_mib: float
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
        worker_mib = 0.0
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            worker_mib = max(worker_mib, *map(_peak_mib, _children(child.pid)), 0.0)
            time.sleep(_LOOK_SECONDS)
        child.returncode = os.waitstatus_to_exitcode(status)
        _reap_orphans()
        cpu, wall = _children_cpu() - before, time.perf_counter() - start
        told.seek(0)
        output = told.read()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}:\n{output[-3000:]}")
    return Cost(cpu, wall, usage.ru_maxrss / 1024, worker_mib, output)


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _children(pid: int) -> list[int]:
    try:
        told = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:  # it has ended meanwhile
        return []
    return [int(child) for children in told for child in children.split()]


def _peak_mib(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def _reap_orphans() -> None:
    try:
        while os.waitpid(-1, 0):
            pass
    except ChildProcessError:
        return
