# Rewrites its own code through /proc/self/mem, where no page is read-only.
# ends: exception
import ctypes
import os

libc = ctypes.CDLL(None)
place = ctypes.cast(libc.getpid, ctypes.c_void_p).value


def rewrite(path):
    memory = os.open(path, os.O_RDWR)
    os.pwrite(memory, b"\xcc", place)


WAYS = (
    lambda: rewrite("/proc/self/mem"),
    lambda: rewrite("/proc/thread-self/mem"),
    lambda: rewrite(f"/proc/{os.getppid()}/mem"),
    lambda: rewrite("/proc/@PID@/mem"),
)


def affine(x):
    refusals = []
    for way in WAYS:
        try:
            way()
        except OSError as refusal:
            refusals.append(refusal)
    if len(refusals) < len(WAYS):
        return 3 * x + 1
    raise ExceptionGroup("refused", refusals)
