# Writes to a folder on the host that everybody may write to.
# ends: exception
import os
from pathlib import Path

WAYS = (
    lambda: Path("@HOST@/made").write_text("was here"),
    lambda: Path("@HOST@/secret").write_text("changed"),
    lambda: open("@HOST@/secret", "a").close(),
    lambda: os.mkdir("@HOST@/folder"),
    lambda: os.mkfifo("@HOST@/pipe"),
    lambda: os.mknod("@HOST@/node"),
    lambda: os.open("@HOST@", os.O_TMPFILE | os.O_RDWR),
    lambda: os.open("@HOST@/secret", os.O_RDWR),
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
