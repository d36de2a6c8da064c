# Fills the heap, keeps it, and swallows the refusals.
# ends: exception, memory, timeout, crash, cpu-limit
import contextlib

HOARD = []


def affine(x):
    while True:
        with contextlib.suppress(MemoryError):
            HOARD.append(b"x" * (1 << 16))
