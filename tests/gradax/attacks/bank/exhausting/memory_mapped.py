# Maps private memory and writes to each page.
# ends: exception, memory, cpu-limit
import mmap

HOARD = []


def affine(x):
    while True:
        HOARD.append(mmap.mmap(-1, 1 << 26, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
        HOARD[-1].write(b"x" * (1 << 26))
