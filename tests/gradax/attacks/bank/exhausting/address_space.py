# Reserves address space without using any.
# ends: exception, wrong
import mmap

HOARD = []


def affine(x):
    while True:
        HOARD.append(mmap.mmap(-1, 1 << 40, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ))
