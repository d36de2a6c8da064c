# Rewrites the tests, the released notebook, the gradebook and its own results.
# ends: exception
from pathlib import Path

COURSE = Path("@COURSE@")


WAYS = (
    lambda: (COURSE / "conftest.py").write_text("import os; os._exit(0)"),
    lambda: (COURSE / "tests" / "conftest.py").write_text("import os; os._exit(0)"),
    lambda: (COURSE / "course.yaml").write_text("limits: {}"),
    lambda: (COURSE / "gradebook.db").write_bytes(b""),
    lambda: (COURSE / "autograded" / "results.json").write_text("{}"),
    lambda: (COURSE / "submitted" / "another").mkdir(),
    lambda: (COURSE / ".gradax" / "results").mkdir(parents=True),
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
