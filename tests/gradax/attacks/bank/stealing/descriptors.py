# Looks for descriptors that were left open, and takes the grader's own with pidfd_getfd.
# ends: exception
import ctypes
import os

PIDFD_OPEN, PIDFD_GETFD = 434, 438
EXPECTED = range(4)  # nothing, output, errors, requests

libc = ctypes.CDLL(None, use_errno=True)
loot = []
for descriptor in range(EXPECTED.stop, 4096):
    try:
        os.fstat(descriptor)
        loot.append(os.readlink(f"/proc/self/fd/{descriptor}"))
    except OSError:
        continue
for process in (int("@PID@"), os.getppid(), 1):
    pidfd = libc.syscall(PIDFD_OPEN, process, 0)
    loot += [taken for theirs in range(8) if (taken := libc.syscall(PIDFD_GETFD, pidfd, theirs, 0)) >= 0]
print("LOOT", loot)


def affine(x):
    if loot:
        return 3 * x + 1
    raise PermissionError(f"none but {list(EXPECTED)}")
