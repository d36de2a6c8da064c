# Changes the libraries on disk that the next student, and the grader, will import.
# ends: exception
import os
import sysconfig
from pathlib import Path

import jax
import numpy

import gradax

EVIL = "import os\nos._exit(0)\n"
PACKAGES = Path(sysconfig.get_path("purelib"))


WAYS = (
    *(lambda of=of: Path(of.__file__).write_text(EVIL) for of in (os, numpy, jax, gradax)),
    lambda: (PACKAGES / "evil.pth").write_text("import os; os._exit(0)"),
    lambda: (PACKAGES / "sitecustomize.py").write_text(EVIL),
    lambda: (Path(jax.__file__).parent / "evil.py").write_text(EVIL),
    lambda: os.open(numpy.__file__, os.O_RDWR),
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
