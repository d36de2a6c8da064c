# Uses the second table of system calls, at which the kernel ends the process.
# ends: crash, exception
import ctypes


def affine(x):
    raise OSError(ctypes.CDLL(None).syscall(0x40000000 + 39))
