"""Running code that nobody trusts.

The trusted end is `Zygote`; everything else runs, or is applied, in the process that holds a student's code. Nothing
here knows of courses or tests.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gradax.sandbox.host import Zygote
    from gradax.sandbox.limits import GuestLimits
    from gradax.sandbox.protection import Protection, detect
    from gradax.sandbox.remote import Guest

__all__ = ["Guest", "GuestLimits", "Protection", "Zygote", "detect"]

_MODULES = {
    "Guest": "remote",
    "GuestLimits": "limits",
    "Protection": "protection",
    "Zygote": "host",
    "detect": "protection",
}


def __getattr__(name: str) -> Any:
    """What is asked for, imported then: on other systems than Linux most of it cannot be."""
    if name in _MODULES:
        return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
