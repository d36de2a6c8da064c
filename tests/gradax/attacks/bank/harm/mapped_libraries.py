# Writes to a library through memory: a shared mapping of the file, a page made writable later.
# ends: exception
import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long)
FAILED = ctypes.c_void_p(-1).value
library = os.open(os.__file__, os.O_RDONLY)


def shared(rights, later=None):
    place = libc.mmap(None, mmap.PAGESIZE, rights, mmap.MAP_SHARED, library, 0)
    if place == FAILED or (later and libc.mprotect(ctypes.c_void_p(place), ctypes.c_size_t(mmap.PAGESIZE), later) < 0):
        raise OSError(ctypes.get_errno(), "mmap")


WAYS = (
    lambda: shared(mmap.PROT_READ | mmap.PROT_WRITE),
    lambda: shared(mmap.PROT_READ, later=mmap.PROT_READ | mmap.PROT_WRITE),
    lambda: os.copy_file_range(os.open("/etc/passwd", os.O_RDONLY), library, 10),
    lambda: os.sendfile(library, os.open("/etc/passwd", os.O_RDONLY), 0, 10),
    lambda: os.pwrite(library, b"evil", 0),
    lambda: os.open(f"/proc/self/fd/{library}", os.O_RDWR),
)


def affine(x):
    refusals = []
    for way in WAYS:
        try:
            way()
        except OSError as refusal:
            refusals.append(refusal)
    if len(refusals) < len(WAYS):
        return 3 * x + 1
    raise ExceptionGroup("refused", refusals)
