"""What a file of hidden tests says, read as text: nothing is imported or run."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gradax.course.config import CourseError
from gradax.course.course import TEST_PREFIX

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class HiddenTests:
    """The tests, probes and helpers of one file."""

    path: Path
    source: str
    module: ast.Module

    @cached_property
    def functions(self) -> dict[str, _Function]:
        """The file's functions by name: tests, probes and helpers."""
        return {node.name: node for node in self.module.body if isinstance(node, _Function)}

    @property
    def names(self) -> list[str]:
        """The tests' names, in the file's order."""
        return [name for name in self.functions if name.startswith(TEST_PREFIX)]

    def rubric(self, name: str) -> str | None:
        """A test's docstring."""
        return ast.get_docstring(self.functions[name])

    def is_core(self, name: str) -> bool:
        """Whether a test is marked as one that carries the exercise's lesson."""
        return any(ast.unparse(mark) == "pytest.mark.core" for mark in self.functions[name].decorator_list)

    def body(self, name: str) -> list[str]:
        """The source lines of a function's body, without its docstring."""
        statements = without_docstring(self.functions[name].body)
        if not statements:
            return []
        return self.source.splitlines()[statements[0].lineno - 1 : statements[-1].end_lineno]

    def texts(self) -> list[str]:
        """Every string of the file but its docstrings; of f-strings, the constant parts."""
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(self.module)
            if isinstance(node, ast.Module | ast.ClassDef | _Function)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        return [
            node.value
            for node in ast.walk(self.module)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        ]


def read_hidden_tests(path: Path) -> HiddenTests:
    """Read one exercise's hidden tests (or visible checks, which are written alike).

    Raises:
        CourseError: where the file is missing or is not Python.
    """
    try:
        source = path.read_text(encoding="utf-8")
        return HiddenTests(path, source, ast.parse(source))
    except FileNotFoundError:
        raise CourseError(f"{path}: there is no such file; write the tests of {_exercise(path)!r} there.") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise CourseError(f"{path}: not a Python file: {error}") from None


def _exercise(path: Path) -> str:
    return path.stem.removeprefix(TEST_PREFIX)


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a function or a class but for its docstring."""
    first = body[0]
    is_docstring = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return body[1:] if is_docstring else body
