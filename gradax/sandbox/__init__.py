"""Running code that nobody trusts.

The folders are the line of trust: what is in ``outside`` belongs to the grader; what is in ``inside`` shares its
process with a student's code and is never relied upon. Nothing here knows of courses or tests.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gradax.sandbox.limits import GuestLimits
    from gradax.sandbox.outside.guest import Guest
    from gradax.sandbox.outside.protection import Protection, detect, obstacle_of
    from gradax.sandbox.outside.zygote import Zygote

__all__ = ["Guest", "GuestLimits", "Protection", "Zygote", "detect", "obstacle_of"]

_MODULES = {
    "Guest": "outside.guest",
    "GuestLimits": "limits",
    "Protection": "outside.protection",
    "Zygote": "outside.zygote",
    "detect": "outside.protection",
    "obstacle_of": "outside.protection",
}


def __getattr__(name: str) -> Any:
    """What is asked for, imported then: on other systems than Linux most of it cannot be."""
    if name in _MODULES:
        return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
