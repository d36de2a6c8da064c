# Writes zeros over Python's own objects.
# ends: crash, exception, exited, protocol, timeout, wrong
import ctypes


def affine(x):
    for found in (None, True, (), "", int, type, dict):
        ctypes.memset(id(found), 0, 64)
    return {None: True}
