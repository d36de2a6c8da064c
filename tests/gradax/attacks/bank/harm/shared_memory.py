# Makes memory that outlives it or that no limit counts: System V, POSIX, queues, shared and anonymous.
# ends: exception
import ctypes
import mmap
import os
import tempfile
from multiprocessing.shared_memory import SharedMemory

PRIVATE, CREATE, READ_WRITE, NO_RESERVE = 0, 0o1000, 0o600, 0x4000

libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


WAYS = (
    lambda: call("shmget", PRIVATE, ctypes.c_size_t(4096), CREATE | READ_WRITE),
    lambda: call("semget", PRIVATE, 1, CREATE | READ_WRITE),
    lambda: call("msgget", PRIVATE, CREATE | READ_WRITE),
    lambda: call("mq_open", b"/left", os.O_CREAT | os.O_RDWR, READ_WRITE, None),
    lambda: call("mlock", ctypes.create_string_buffer(4096), ctypes.c_size_t(4096)),
    lambda: SharedMemory("left", create=True, size=4096),
    lambda: mmap.mmap(-1, mmap.PAGESIZE),
    lambda: mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS | NO_RESERVE),
    lambda: os.memfd_create("left"),
    tempfile.TemporaryFile,
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
