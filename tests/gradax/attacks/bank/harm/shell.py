# Asks the C library for a shell, with system and popen, which tell of failure by a number.
# ends: exception
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.popen.restype = ctypes.c_void_p


def affine(x):
    if os.system("echo was here > @HOST@/made") == 0 or libc.popen(b"echo was here > @HOST@/made", b"r"):
        return 3 * x + 1
    raise OSError(ctypes.get_errno(), "no shell")
