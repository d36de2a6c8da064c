# Leaves files where everybody may: temporary folders, shared memory, a home.
# ends: exception
import os
import tempfile
from pathlib import Path

WAYS = (
    tempfile.TemporaryFile,
    tempfile.mkdtemp,
    lambda: Path("/tmp/left").write_text("was here"),
    lambda: Path("/var/tmp/left").write_text("was here"),
    lambda: Path("/dev/shm/left").write_text("was here"),
    lambda: Path("/run/left").write_text("was here"),
    lambda: Path(os.path.expanduser("~"), ".bashrc").write_text("was here"),
    lambda: Path("left").write_text("was here"),
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
