# Fills the heap, keeps it, and swallows the refusals.
# ends: exception, memory, timeout, crash
HOARD = []


def affine(x):
    while True:
        try:
            HOARD.append(b"x" * (1 << 16))
        except MemoryError:
            pass
