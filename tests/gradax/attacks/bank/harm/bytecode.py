# Replaces compiled bytecode beside a module, which Python trusts more than its source.
# ends: exception
import importlib.util
import os
import py_compile
from pathlib import Path

import gradax

CACHED = importlib.util.cache_from_source(gradax.__file__)


WAYS = (
    lambda: Path(CACHED).write_bytes(b"evil"),
    lambda: py_compile.compile(
        os.__file__, doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    ),
    lambda: os.replace(CACHED, CACHED + ".bak"),
    lambda: os.mkdir("@COURSE@/tests/__pycache__"),
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
