# Maps shared memory, which no limit counts.
# ends: exception
import mmap

HOARD = []


def affine(x):
    while True:
        HOARD.append(mmap.mmap(-1, 1 << 26, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS))
        HOARD[-1].write(b"x" * (1 << 26))
