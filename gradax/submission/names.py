"""What a cell's code defines and reads, found in its text: nothing is run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache

from gradax.wire.cells import transform
from gradax.wire.shell import PYTHON_CELLS

_WORD = re.compile(r"\w+")
_CELL_MAGIC = re.compile(r"%%(\w+)")
_IPYTHON_LINE = re.compile(r"(?m)^\s*[,;/]|[!%?].*$")  # each costs IPython's transformer a walk through the cell
_PARSED_MAX = 200_000  # characters, two seconds at worst
_WALKED_MAX = 100_000  # characters in all those walks, a quarter of a second
_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def names_bound(source: str) -> set[str]:
    """The names that a cell defines if it runs to its end."""
    return {name for node in statements(source) for name in _bound_by(node)}


def names_deleted(source: str) -> set[str]:
    """The names that a cell's own statements delete."""
    deleted = (target for node in statements(source) if isinstance(node, ast.Delete) for target in node.targets)
    return {target.id for target in deleted if isinstance(target, ast.Name)}


def names_defined(source: str) -> set[str]:
    """The functions and classes among them."""
    return {node.name for node in statements(source) if isinstance(node, _Definition)}


def names_read_by(sources: Iterable[str]) -> set[str]:
    """The names that some cells read, see `names_read`; every word of them where they are long together."""
    sources = list(sources)
    read = names_read if sum(map(len, sources)) <= _PARSED_MAX else _words
    return {name for source in sources for name in read(source)}


def names_read(source: str) -> set[str]:
    """The names that a cell's code reads and does not itself set anywhere, as a parameter or otherwise.

    Every word of a cell that is not plain Python.
    """
    if not _parsed(source):
        return _words(source)
    return {
        node.id for node in _nodes(source) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    } - names_set(source)


def names_set(source: str) -> set[str]:
    """The names that a cell sets anywhere, as a parameter or otherwise."""
    found: set[str] = set()
    for node in _nodes(source):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, _Definition):
            found.add(node.name)
    return found


def function_at(source: str, line: int) -> str | None:
    """The outermost function or class around a line, if the cell can be read."""
    for node in statements(source):
        if isinstance(node, _Definition):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            if first <= line <= (node.end_lineno or line):
                return node.name
    return None


def module_imported_at(source: str, line: int) -> str | None:
    """The module that a line of a cell imports from."""
    for statement in statements(source):
        for node in ast.walk(statement):
            if isinstance(node, ast.Import | ast.ImportFrom) and node.lineno <= line <= (node.end_lineno or line):
                return node.names[0].name if isinstance(node, ast.Import) else node.module
    return None


@lru_cache(maxsize=256)
def statements(source: str) -> list[ast.stmt]:
    """A cell's statements, magics and shell lines as calls.

    None where it is not Python even so, or where it would take too long to see.
    """
    return _parsed(source) or _parsed(_without_ipython(source))


def _nodes(source: str) -> Iterator[ast.AST]:
    return (node for statement in statements(source) for node in ast.walk(statement))


def _words(source: str) -> set[str]:
    return set(_WORD.findall(source))


def _parsed(source: str) -> list[ast.stmt]:
    with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.parse(source).body
    return []


def _without_ipython(source: str) -> str:
    """A cell as Python, what stands below a ``%%time`` included; as it is, where IPython would take too long."""
    if (1 + len(_IPYTHON_LINE.findall(source))) * len(source) > _WALKED_MAX:
        return source
    lines = source.splitlines(keepends=True)
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    magic = _CELL_MAGIC.match(lines[first]) if lines else None
    if magic and magic[1] in PYTHON_CELLS:
        lines[first] = "\n"
    with suppress(SyntaxError):
        return transform("".join(lines))
    return source


def _bound_by(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, _Definition):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)
    else:
        yield from (
            each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
        )
