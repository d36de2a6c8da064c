# Makes namespaces of its own, or enters others, to be root there.
# ends: exception
import ctypes
import os
import platform

USER, MOUNTS, NETWORK, PROCESSES = 0x10000000, 0x00020000, 0x40000000, 0x20000000
SETNS = 308 if platform.machine() == "x86_64" else 268
UNSHARE = 272 if platform.machine() == "x86_64" else 97

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")


WAYS = (
    *(lambda flags=flags: call(UNSHARE, flags) for flags in (USER, MOUNTS, NETWORK, PROCESSES, USER | MOUNTS)),
    lambda: call(SETNS, os.open("/proc/self/ns/user", os.O_RDONLY), 0),
    lambda: call(SETNS, os.open(f"/proc/{os.getppid()}/ns/mnt", os.O_RDONLY), 0),
    lambda: call(SETNS, os.open("/proc/@PID@/ns/net", os.O_RDONLY), 0),
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
