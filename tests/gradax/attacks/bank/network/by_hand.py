# Makes a socket with the bare system call, as a family in the upper half of the argument, and in 32-bit disguise.
# ends: exception
import ctypes
import platform

SOCKET = 41 if platform.machine() == "x86_64" else 198


def affine(x):
    libc = ctypes.CDLL(None, use_errno=True)
    for family in (2, 2 | 1 << 32, 1 | 1 << 32, 10):
        if libc.syscall(SOCKET, ctypes.c_ulong(family), ctypes.c_ulong(1 | 0o2000000), ctypes.c_ulong(0)) >= 0:
            return 3 * x + 1
    raise OSError(ctypes.get_errno(), "socket")
