"""Collecting a file of tests strictly: what would silently be misunderstood is refused with a sentence."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gradax.testing import siblings

TEST_MARKS = ("core", "weight", "parametrize")


class TestFile(pytest.Module):
    """A file of hidden tests or of visible checks."""

    __test__ = False

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """The file's tests.

        Raises:
            CollectError: for a file without tests, a name used twice, a test in a class, a test without a docstring,
                or a mark that is unknown, misused or put on a parameter.
        """
        try:
            source = self.path.read_text(encoding="utf-8")
            tests = list(super().collect())
        except (OSError, UnicodeDecodeError, SyntaxError) as error:
            raise self.CollectError(f"{self.path.name} cannot be read: {error}") from None
        problem = next(_problems(source, tests), None)
        if problem is not None:
            raise self.CollectError(f"{self.path.name}: {problem}")
        return tests

    def _getobj(self) -> Any:
        with siblings.importable(self.path.parent):
            module: ModuleType = super()._getobj()  # type: ignore[no-untyped-call]
            return module


class FreshTestFile(TestFile):
    """A `TestFile` whose module is made anew each time and leaves nothing behind: no bytecode, no stale module."""

    def _getobj(self) -> ModuleType:
        module = ModuleType(f"gradax_tests_{self.path.parent.name}_{self.path.stem}")
        sys.modules[module.__name__] = module  # dataclasses look their module up
        try:
            with siblings.importable(self.path.parent):
                siblings.run(module, self.path)
        except SyntaxError as error:  # its text names the file and the line
            raise self.CollectError(f"{self.path.name} cannot be read: {error}") from None
        except (Exception, SystemExit, pytest.fail.Exception, pytest.skip.Exception) as error:
            raise self.CollectError(f"{self.path.name} cannot be collected: {error!r}") from error
        finally:
            del sys.modules[module.__name__]
        return module


def weight_of(item: pytest.Function) -> int:
    """A test's weight; 1 unless it is marked."""
    mark = item.get_closest_marker("weight")
    return int(mark.args[0]) if mark else 1


def is_core(item: pytest.Function) -> bool:
    """Whether a test carries its exercise."""
    return item.get_closest_marker("core") is not None


def name_of(item: pytest.Function) -> str:
    """A test's name without its parameters."""
    return item.originalname


def rubric_of(item: pytest.Function) -> str:
    """A test's docstring on one line."""
    return " ".join((item.function.__doc__ or "").split())


def _problems(source: str, tests: list[Any]) -> Iterator[str]:
    for name, count in Counter(_defined(source)).items():
        if count > 1:
            yield f"`{name}` is defined {count} times, and only the last would count; give each its own name."
    if not tests:
        yield "there is no test in it; write a function whose name begins with `test_`."
    for test in tests:
        if not isinstance(test, pytest.Function):
            yield f"`{test.name}` is a class; write its tests as functions."
        else:
            yield from _problems_of(test)


@lru_cache(maxsize=256)  # the same few files are collected for every submission anew
def _defined(source: str) -> tuple[str, ...]:
    """The functions that a module defines, in its order."""
    return tuple(node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))


def _problems_of(test: pytest.Function) -> Iterator[str]:
    name = name_of(test)
    if not rubric_of(test):
        yield f"`{name}` has no docstring; write the line of the rubric that the student reads."
    if any("empty parameter set" in mark.kwargs.get("reason", "") for mark in test.iter_markers("skip")):
        yield f"`{name}` is parametrised with no case at all."
    unknown = [mark.name for mark in test.iter_markers() if mark.name not in TEST_MARKS]
    if unknown:
        yield f"`{name}` has the mark `{unknown[0]}`; here a test has {' or '.join(TEST_MARKS)} only."
    callspec = getattr(test, "callspec", None)
    if callspec is not None and callspec.marks:
        yield f"`{name}` has a mark on one of its parameters; mark the whole test."
    weights = [mark for mark in test.iter_markers("weight")]
    if len(weights) > 1:
        yield f"`{name}` has {len(weights)} weights; give it one."
    for mark in weights:
        value = mark.args[0] if len(mark.args) == 1 and not mark.kwargs else None
        if type(value) is not int or value < 1:
            yield f"`{name}` needs a positive whole number as its weight: @pytest.mark.weight(2)."


def exercise_of(path: Path) -> str:
    """The exercise whose tests a file holds: ``test_<exercise>.py``."""
    return path.stem.removeprefix("test_")
