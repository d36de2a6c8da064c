"""Everything that confines a guest, applied to the current single-threaded process before any student's code runs."""

from __future__ import annotations

import os
import resource
from pathlib import Path

from gradax.sandbox.inside import landlock, seccomp
from gradax.sandbox.limits import MIB, GuestLimits

ADDRESS_SPACE_MIB = 4096  # beyond the memory limit: address space is not memory, but has an end too
FILE_MIB = 64
OPEN_FILES = 256
PENDING_SIGNALS = 256
THREADS = 512
STACK_MIB = 8
CPU_GRACE_SECONDS = 1  # between SIGXCPU, which code can ignore, and SIGKILL


def confine(limits: GuestLimits, access: landlock.Access | None) -> None:
    """Confine this process for good. Without `access` only the limits are set: no protection.

    Raises:
        OSError: where the kernel refuses any of it; the process must end then.
    """
    set_limits(limits)
    if access is not None:
        landlock.restrict(access)
        seccomp.install()


def set_limits(limits: GuestLimits) -> None:
    """Set the resource limits."""
    used_mib = _data_pages() * resource.getpagesize() // MIB
    memory_mib = used_mib + limits.memory_mib
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: FILE_MIB * MIB,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_SIGPENDING: PENDING_SIGNALS,
        resource.RLIMIT_NICE: 0,
        resource.RLIMIT_RTPRIO: 0,
        resource.RLIMIT_STACK: STACK_MIB * MIB,
        resource.RLIMIT_DATA: memory_mib * MIB,
        resource.RLIMIT_AS: (memory_mib + ADDRESS_SPACE_MIB) * MIB,
        resource.RLIMIT_NPROC: _tasks_of_this_user() + THREADS,
    }
    for name, bound in bounds.items():
        _, hard = resource.getrlimit(name)
        bound = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(name, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + CPU_GRACE_SECONDS))


def _data_pages() -> int:
    """Pages that already count against RLIMIT_DATA: the preloaded libraries'."""
    return int(Path("/proc/self/statm").read_text().split()[5])


def _tasks_of_this_user() -> int:
    """How many threads count against RLIMIT_NPROC already. A user namespace counts anew; there, this is too many."""
    user = os.getuid()
    tasks = 0
    for entry in os.scandir("/proc"):
        if not entry.name.isdecimal():
            continue
        try:
            if entry.stat().st_uid == user:
                tasks += os.stat(f"{entry.path}/task").st_nlink - 2
        except OSError:  # gone meanwhile
            continue
    return tasks
