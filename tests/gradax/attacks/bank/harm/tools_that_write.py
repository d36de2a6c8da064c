# Has libraries write for it: NumPy, SQLite, JAX's profiler, XLA's dumps, a log, a database, a trace.
# ends: exception
import ctypes
import dbm.dumb
import faulthandler
import logging
import shelve
import sqlite3

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
libc.fopen.restype = ctypes.c_void_p


def with_fopen():
    if not libc.fopen(b"@HOST@/made", b"w"):
        raise OSError(ctypes.get_errno(), "fopen")


WAYS = (
    with_fopen,
    lambda: np.save("@HOST@/made.npy", np.ones(3)),
    lambda: np.memmap("@HOST@/secret", np.uint8, "r+"),
    lambda: sqlite3.connect("@HOST@/made.db").execute("create table t (x)"),
    lambda: sqlite3.connect("@COURSE@/gradebook.db").execute("update grade set manual_score = 60"),
    lambda: logging.FileHandler("@HOST@/made.log"),
    lambda: dbm.dumb.open("@HOST@/made", "c"),
    lambda: shelve.open("@HOST@/made"),
    lambda: faulthandler.enable(open("@HOST@/made", "w")),
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
