# Has libraries write for it: the C library, NumPy, JAX, SQLite, a log, an archive.
# ends: exception
import ctypes
import logging
import sqlite3
import zipfile

import jax.numpy as jnp
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
    lambda: zipfile.ZipFile("@HOST@/made.zip", "w"),
    lambda: np.savetxt("@HOST@/made.txt", np.ones(3)),
    lambda: jnp.save("@HOST@/made.npy", np.ones(3)),
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
