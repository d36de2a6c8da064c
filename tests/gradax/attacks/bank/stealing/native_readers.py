# Lets native code read for it: the dynamic loader, NumPy, the C library, SQLite.
# ends: exception
import contextlib
import ctypes
import sqlite3

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
libc.fopen.restype = ctypes.c_void_p


def with_fopen():
    if not libc.fopen(b"@HOST@/secret", b"r"):
        raise OSError(ctypes.get_errno(), "fopen")


def with_sqlite():
    with contextlib.closing(sqlite3.connect("file:@COURSE@/gradebook.db?mode=ro&immutable=1", uri=True)) as gradebook:
        gradebook.execute("select * from student").fetchall()


WAYS = (
    with_fopen,
    with_sqlite,
    lambda: ctypes.CDLL("@HOST@/secret"),
    lambda: np.fromfile("@HOST@/secret", np.uint8),
    lambda: np.memmap("@HOST@/secret", np.uint8, "r"),
)


def affine(x):
    refusals = []
    for way in WAYS:
        try:
            way()
        except (OSError, sqlite3.Error) as refusal:
            refusals.append(refusal)
    if len(refusals) < len(WAYS):
        return 3 * x + 1
    raise ExceptionGroup("refused", refusals)
