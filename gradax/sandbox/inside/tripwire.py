"""A tripwire: notices where a student's code has put something else in the place of what tests measure with.

It lies in the student's process, where code that looks for it finds it, and code may put back what it has replaced: its
silence proves nothing. Its alarm is a reason to read the notebook.
"""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter, is_not
from types import CellType, FunctionType, ModuleType
from typing import Any

from gradax.sandbox.limits import WATCHED

_NAMED = 20
_OF_SYS = frozenset({"setprofile", "getprofile", "settrace", "gettrace", "_getframe"})
_CONSTANTS = (str, tuple, frozenset, list, dict, set, re.Pattern, ModuleType)
_OBJECTS_OF = ("jax", "jaxlib", "flax", "optax", "haiku", "gradax")
_INSIDE = tuple(map(attrgetter, ("__code__", "__defaults__", "__kwdefaults__")))


class Tripwire:
    """What counts in the modules that are watched, as it is now: in their classes, objects and functions, too."""

    def __init__(self) -> None:
        loaded: list[tuple[str, Any]] = list(sys.modules.items())
        self._modules = {name: module for name, module in loaded if _root(name) in WATCHED}
        self._spaces = list(_spaces(self._modules))
        self._functions = _Functions()
        for space in self._spaces:
            self._functions.add(space)

    def sprung(self) -> list[str]:
        """The names of what has been replaced, a few of them; what was only added does not matter."""
        found = {name for name, module in self._modules.items() if sys.modules.get(name) is not module}
        for space in self._spaces:
            found.update(space.changed())
        found.update(self._functions.changed())
        return sorted(found, key=len)[:_NAMED]


@dataclass(slots=True)
class _Space:
    """A module, a class or an object, and what is in it.

    Attributes:
        name: what to call it.
        of: itself.
        entries: what must stay in it.
        names: all names in it.
        kind: its class, and the classes that it inherits from if it is a class.
    """

    name: str
    of: Any
    entries: dict[str, Any]
    names: frozenset[str]
    kind: tuple[Any, ...]

    @classmethod
    def now(cls, name: str, of: Any, entries: dict[str, Any]) -> _Space:
        """As it is now."""
        return cls(name, of, entries, frozenset(vars(of)), _kind(of))

    def changed(self) -> Iterator[str]:
        """The names of what is not as it was."""
        if _kind(self.of) != self.kind:
            yield self.name
            return
        now = vars(self.of)
        # By identity, since what has been put there may equal everything; all at once, since there are thousands.
        if any(map(is_not, map(now.get, self.entries), self.entries.values())):
            for name, value in self.entries.items():
                if now.get(name) is not value:
                    yield f"{self.name}.{name}"
        for name in () if now.keys() <= self.names else now.keys() - self.names:
            if _acts(now[name]) and self._hides(name, now[name]):
                yield f"{self.name}.{name}"

    def _hides(self, name: str, value: Any) -> bool:
        """Whether an addition takes the place of what was found under that name elsewhere."""
        if isinstance(self.of, ModuleType):
            return hasattr(builtins, name)
        if isinstance(self.of, type):
            of_objects = hasattr(type(value), "__set__")  # goes before what its objects have
            return of_objects or any(name in vars(each) for each in self.of.__mro__[1:])
        return any(name in vars(each) for each in type(self.of).__mro__)


class _Functions:
    """The functions in spaces, and those that they wrap: their code, default values, and what they close over."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._functions: list[FunctionType] = []
        self._insides: list[list[Any]] = [[], [], []]
        self._cells: list[tuple[str, CellType, Any]] = []
        self._seen: set[int] = set()

    def add(self, space: _Space) -> None:
        """Add the functions of a space."""
        for name, value in space.entries.items():
            for function in self._within(value):
                self._add(f"{space.name}.{name}", function)

    def changed(self) -> Iterator[str]:
        """The names of functions that are not as they were."""
        for inside, before in zip(_INSIDE, self._insides, strict=True):
            if any(map(is_not, map(inside, self._functions), before)):
                for name, function, other in zip(self._names, self._functions, before, strict=True):
                    if inside(function) is not other:
                        yield name
        for name, cell, before in self._cells:
            if _contents(cell) is not before:
                yield name

    def _add(self, name: str, function: FunctionType) -> None:
        self._names.append(name)
        self._functions.append(function)
        for inside, all_of_it in zip(_INSIDE, self._insides, strict=True):
            all_of_it.append(inside(function))
        for cell in function.__closure__ or ():
            content = _contents(cell)
            if callable(content):
                self._cells.append((name, cell, content))

    def _within(self, value: Any) -> Iterator[FunctionType]:
        pending = [value]
        while pending:
            each = pending.pop()
            if isinstance(each, property):
                pending += [each.fget, each.fset]
            elif isinstance(each, classmethod | staticmethod):
                pending.append(each.__func__)
            elif isinstance(each, FunctionType) and id(each) not in self._seen:
                self._seen.add(id(each))
                yield each
                pending += [each.__dict__.get("__wrapped__"), *map(_contents, each.__closure__ or ())]


def _spaces(modules: dict[str, Any]) -> Iterator[_Space]:
    """The modules, and the classes and objects in them, each once."""
    seen: set[int] = set()
    for module_name, module in modules.items():
        if not isinstance(module, ModuleType):
            continue
        entries = {name: value for name, value in vars(module).items() if _counts(module_name, name, value)}
        yield _Space.now(module_name, module, entries)
        for name, value in entries.items():
            if id(value) in seen:
                continue
            own = isinstance(value, type) and value.__module__ == module_name
            if own or _is_object(value):
                seen.add(id(value))
                yield _Space.now(f"{module_name}.{name}", value, _acting(value))


def _counts(module: str, name: str, value: Any) -> bool:
    """Whether a module's entry must stay: what can be called, modules, and constants; of gradax all."""
    if module == "sys":
        return name in _OF_SYS
    if name.startswith("__"):
        return callable(value)
    return callable(value) or isinstance(value, _CONSTANTS) or _root(module) == "gradax" or _is_object(value)


def _is_object(value: Any) -> bool:
    """Whether it is an object of a library's own class, such as a primitive, or `jax.config`."""
    plain = isinstance(value, type | ModuleType | FunctionType)
    return not plain and _root(type(value).__module__) in _OBJECTS_OF and hasattr(value, "__dict__")


def _acting(of: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(of).items() if _acts(value)}


def _acts(value: Any) -> bool:
    """Whether it is a function, a property or the like, and no mere value."""
    return callable(value) or hasattr(type(value), "__get__")


def _kind(of: Any) -> tuple[Any, ...]:
    return (type(of), *of.__mro__) if isinstance(of, type) else (type(of),)


def _contents(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # it is empty
        return None


def _root(module: Any) -> str:
    return str(module).partition(".")[0]
