# Reads memory that is not there.
# ends: crash
import ctypes


def affine(x):
    ctypes.string_at(0)
