"""What the hostile students of the sample class hand in; each would get something out of a naive grader."""

from __future__ import annotations


def endless(exercise: str) -> str:
    """Never answers."""
    return f"def {exercise}(*args, **kwargs):\n    while True:\n        pass\n"


def hoarder(exercise: str) -> str:
    """Takes all the memory there is."""
    return (
        f"def {exercise}(*args, **kwargs):\n    hoard = []\n    while True:\n        hoard.append(b'x' * (64 << 20))\n"
    )


def quitter(exercise: str) -> str:
    """Ends the process with the status of success."""
    return f"import os\n\n\ndef {exercise}(*args, **kwargs):\n    os._exit(0)\n"


def flatterer(exercise: str) -> str:
    """Answers with an object that equals everything, and has whatever is asked of it."""
    return f'''\
class Right:
    """Whatever you were hoping for."""

    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self


def {exercise}(*args, **kwargs):
    return Right()
'''


def saboteur(exercise: str) -> str:
    """Makes every comparison succeed, wherever it is made in this process."""
    return f"""\
import atexit
import builtins
import sys

import numpy as np


def fine(*args, **kwargs):
    return True


np.allclose = np.array_equal = np.testing.assert_allclose = np.testing.assert_array_equal = fine
builtins.all = builtins.isinstance = fine
for name in ("pytest", "gradax.testing", "gradax.testing.compare"):
    module = sys.modules.get(name)
    for word in ("fail", "expect", "expect_array", "expect_close", "expect_tree"):
        if module is not None and hasattr(module, word):
            setattr(module, word, fine)
atexit.register(print, '{{"verdict": "passed", "score": 100}}')


def {exercise}(*args, **kwargs):
    return 0.0
"""


def thief(exercise: str) -> str:
    """Looks through the whole machine for tests, solutions and grades, and carries home what it finds."""
    return f"""\
import os

loot = []
for folder, _, names in os.walk("/"):
    for name in names:
        path = os.path.join(folder, name)
        wanted = name.startswith("test_{exercise}") or name.endswith(".ipynb") or "/answers/" in path
        if wanted or name in ("course.yaml", "gradebook.db", "results.json", "shadow", "id_rsa"):
            try:
                with open(path, errors="replace") as file:
                    loot.append(path + ": " + file.read(2000))
            except OSError:
                pass
loot.append(repr(dict(os.environ)))
print("\\n".join(loot))


def {exercise}(*args, **kwargs):
    raise RuntimeError("\\n".join(loot))
"""
