# Calls the kernel by its second table of calls (x32), whose numbers a filter may have forgotten.
# ends: crash, exception
import ctypes
import platform

X32 = 0x40000000
OPEN = 2


def affine(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if platform.machine() == "x86_64" and libc.syscall(X32 | OPEN, b"@HOST@/secret", 0) >= 0:
        return 3 * x + 1
    raise OSError(ctypes.get_errno(), "open")
