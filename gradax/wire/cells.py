"""A cell as IPython reads it: plain Python as it is, everything else as IPython's own transformer makes it Python."""

from __future__ import annotations
import __future__

import ast
import asyncio
import inspect
import re
import warnings
from collections.abc import Mapping
from functools import reduce
from operator import or_
from types import CodeType
from typing import Any

_PROMPT = re.compile(r"\s*In \[\d+\]: ")  # which reads as Python, too: an annotation
CELL, RESHAPED = "cell", "reshaped cell"  # a reshaped cell's lines are not those of its source
BY_REFERENCE = ", the reference's version"  # ends the name of a cell that stands in for an exercise's own


def compile_cell(source: str, name: str, namespace: Mapping[str, Any] | None = None) -> CodeType:
    """Compile a cell, to be run in `namespace`.

    What a cell above imported from ``__future__`` goes for this one, too, as in IPython. The code's file is
    ``<cell NAME>``, or ``<reshaped cell NAME>`` where IPython's syntax has moved its lines.

    Raises:
        SyntaxError: for a cell that is not Python, nor anything that IPython makes Python.
        ValueError: for a cell with null bytes.
    """
    first: SyntaxError | None = None
    features = _features(namespace or {})
    if not _PROMPT.match(source):
        # What is Python already means the same to IPython; only the rest needs it.
        try:
            return _compile(source, f"<{CELL} {name}>", features)
        except SyntaxError as error:
            first = error
    transformed = transform(source)
    kept = len(transformed.splitlines()) == len(source.splitlines())
    try:
        return _compile(transformed, f"<{CELL if kept else RESHAPED} {name}>", features)
    except SyntaxError as error:
        raise (first if first and transformed.strip() == source.strip() else error) from None


def cell_of(file: str) -> str | None:
    """The name of the cell whose code `compile_cell` gave this file; None for a reshaped one, and for other files."""
    prefix = f"<{CELL} "
    return file[len(prefix) : -1] if file.startswith(prefix) else None


def transform(source: str) -> str:
    """What IPython makes of a cell: Python that calls ``get_ipython()`` where there was a magic or a shell line.

    Blank lines at the top stay, so that lines keep their numbers.

    Raises:
        SyntaxError: for a cell that IPython cannot make Python.
    """
    from IPython.core.inputtransformer2 import TransformerManager

    lines = source.splitlines(keepends=True)
    blank = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    manager: Any = TransformerManager
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of characters that end a line for Python, but not for IPython
        try:
            transformed: str = manager().transform_cell("".join(lines[blank:]))
        except SyntaxError:
            raise
        except Exception as error:  # such as a RuntimeError for five hundred question marks
            raise SyntaxError(f"IPython cannot read this cell: {error}") from None
    return "\n" * blank + transformed


def run_compiled(code: CodeType, namespace: dict[str, Any]) -> None:
    """Run a cell's code in a namespace; one that awaits at its top level runs to its end."""
    if not code.co_flags & inspect.CO_COROUTINE:
        exec(code, namespace)
        return
    coroutine = eval(code, namespace)
    asyncio.run(coroutine)


def _features(namespace: Mapping[str, Any]) -> int:
    """The compiler's flags for what the cells above imported from ``__future__``: each left its name there."""
    names = __future__.all_feature_names
    found = [getattr(__future__, name) for name in names if namespace.get(name) is getattr(__future__, name)]
    return reduce(or_, (feature.compiler_flag for feature in found), 0)


def _compile(source: str, file: str, features: int) -> CodeType:
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | features
    code: CodeType = compile(source, file, "exec", flags=flags, dont_inherit=True)
    return code
