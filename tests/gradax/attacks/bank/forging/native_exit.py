# Ends the process by the C library and by the bare system call.
# ends: exited
import ctypes


def affine(x):
    ctypes.CDLL(None)._exit(0)
    ctypes.CDLL(None).syscall(231, 0)
