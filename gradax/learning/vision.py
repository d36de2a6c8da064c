"""Import this before torchvision: it lets torchvision load beside any build of PyTorch.

torchvision says how `nms` and `qnms` behave, but only its compiled half declares these two operators. A CPU build of
torch may refuse to load that half; then ``import torchvision`` fails, although reading MNIST needs neither operator.
Declaring the two by hand is all that is missing. On its way torchvision also makes a folder for compiled programs and
leaves it empty; where that is forbidden, as in the grader's sandbox, one that exists will do.
"""

from __future__ import annotations

import importlib
import os
import tempfile
from typing import Any

INSTALL = (
    "08_mnist reads its images with PyTorch's DataLoader and torchvision, and {missing} is not installed. "
    "Run: pip install 'gradax[mnist]'. All other assignments work without it."
)

_ARGUMENTS = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
_declared: list[Any] = []  # torch forgets a declaration as soon as the object that made it dies


def prepare_torchvision() -> None:
    """Make ``import torchvision`` work where torch and torchvision are installed.

    Raises:
        ImportError: where one of them is not, saying what to install.
    """
    try:
        torch = importlib.import_module("torch")
    except ModuleNotFoundError as error:
        raise ImportError(INSTALL.format(missing=error.name)) from None
    try:
        tempfile.TemporaryDirectory().cleanup()
    except OSError:
        os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", os.curdir)
    try:
        importlib.import_module("torchvision")
    except ModuleNotFoundError as error:
        raise ImportError(INSTALL.format(missing=error.name)) from None
    except RuntimeError:  # "operator torchvision::nms does not exist"
        library = torch.library.Library("torchvision", "FRAGMENT")
        _declared.append(library)
        for name in ("nms", "qnms"):
            library.define(name + _ARGUMENTS)
        importlib.import_module("torchvision")


prepare_torchvision()
