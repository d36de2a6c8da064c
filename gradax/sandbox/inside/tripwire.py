"""A tripwire: notices where a student's code has put something else in the place of a function of JAX or NumPy.

It lies in the student's process, where code that looks for it finds it: its silence proves nothing. Its alarm is a
reason to read the notebook.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

_WATCHED = ("builtins", "jax", "jaxlib", "numpy", "gradax")
_NAMED = 20
_METHODS = (FunctionType, property, classmethod, staticmethod)


class Tripwire:
    """The functions and classes of the modules that count, and the methods of these classes, as they are now."""

    def __init__(self) -> None:
        self._before = [(space, entries) for space, entries in _spaces() if entries]

    def sprung(self) -> list[str]:
        """The names of what has been replaced, a few of them; what was only added does not matter."""
        found = []
        for space, entries in self._before:
            now = vars(space)
            found += [f"{_name(space)}.{name}" for name, value in entries.items() if now.get(name) is not value]
        return sorted(found, key=len)[:_NAMED]


def _spaces() -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each module and class that is watched, with what is in it."""
    seen: set[int] = set()
    for module_name, module in list(sys.modules.items()):
        if module_name.split(".")[0] not in _WATCHED or not isinstance(module, ModuleType):
            continue
        entries = {name: value for name, value in vars(module).items() if callable(value)}
        yield module, entries
        for value in entries.values():
            if isinstance(value, type) and id(value) not in seen and value.__module__ == module_name:
                seen.add(id(value))
                yield value, {name: each for name, each in vars(value).items() if isinstance(each, _METHODS)}


def _name(space: Any) -> str:
    return f"{space.__module__}.{space.__qualname__}" if isinstance(space, type) else space.__name__
