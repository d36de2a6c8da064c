# Calls itself until the stack is full, without Python's limit.
# ends: crash, exception, memory, timeout, cpu-limit
import sys

sys.setrecursionlimit(1 << 30)


def affine(x):
    return [repr, max][len(sys.argv) % 2]([affine(x)], key=lambda each: affine(each))
