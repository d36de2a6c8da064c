"""Probes: what a test has measured where the student's live objects are.

A probe is written beside the test. Only its source travels, and it takes nothing of the test's module along.
"""

from __future__ import annotations

import ast
import builtins
import dis
import inspect
import linecache
import textwrap
from collections.abc import Callable, Iterable, Iterator
from types import CodeType
from typing import Any

from gradax.text import listed


class ProbeError(TypeError):
    """A probe that could not travel, or that would take something along."""


class Probe:
    """A function to run on the student's side; made by `probe`.

    Attributes:
        name: the function's name.
        source: what travels: the function alone, without decorators, docstrings, comments and annotations.
        names: the names of the student's that it reads, ``student.<name>``.
        keys: where it returns dicts written out with these keys and nothing else; None where it returns otherwise.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self.name = function.__name__
        definition = _definition(function)
        if any(isinstance(node, ast.Assert) for node in ast.walk(definition)):
            raise ProbeError(f"the probe `{self.name}` asserts: let it return what it saw, and judge it in the test.")
        code = function.__code__
        if code.co_freevars:
            raise ProbeError(
                f"the probe `{self.name}` closes over {_quoted(code.co_freevars)}; pass it as data: "
                f"student.probe({self.name}, {code.co_freevars[0]}=…)."
            )
        foreign = {name for each in _codes(code) for name in _globals_of(each)} - set(dir(builtins))
        if foreign:
            raise ProbeError(
                f"the probe `{self.name}` uses {_quoted(sorted(foreign))} of the test's module, which does not travel; "
                "import inside the probe, or pass data."
            )
        if function.__defaults__ or function.__kwdefaults__:
            raise ProbeError(f"the probe `{self.name}` has default values, which would travel; pass them as data.")
        if not definition.args.args:
            raise ProbeError(f"the probe `{self.name}` takes no argument; its first one is the student's code.")
        student = definition.args.args[0].arg
        self.names = {
            node.attr
            for node in ast.walk(definition)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == student
        }
        self.keys = _returned_keys(definition)
        self.source = ast.unparse(_Bare().visit(definition)) + "\n"


def probe(function: Callable[..., Any]) -> Probe:
    """Make a function a probe: ``def p(student, **data)``, to be run by ``student.probe(p, **data)``.

    `student` has the names that the student defined, as live objects. The probe imports what it needs inside itself
    and returns plain data.

    Raises:
        ProbeError: where it closes over something, uses a global of the test's module, asserts, or has defaults.
    """
    return Probe(function)


def _definition(function: Callable[..., Any]) -> ast.FunctionDef:
    linecache.checkcache(function.__code__.co_filename)  # the file may have been edited since it was last read
    lines = linecache.getlines(function.__code__.co_filename)
    block = inspect.getblock(lines[function.__code__.co_firstlineno - 1 :])
    node = ast.parse(textwrap.dedent("".join(block))).body[0]
    if not isinstance(node, ast.FunctionDef):
        raise ProbeError(f"the probe `{function.__name__}` is no plain `def`.")
    return node


def _returned_keys(definition: ast.FunctionDef) -> frozenset[str] | None:
    found = set()
    pending: list[ast.AST] = list(definition.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            continue  # what these return is theirs
        if isinstance(node, ast.Return):
            keys = node.value.keys if isinstance(node.value, ast.Dict) else [None]
            found.add(frozenset(key.value if isinstance(key, ast.Constant) else None for key in keys))
        pending.extend(ast.iter_child_nodes(node))
    only = found.pop() if len(found) == 1 else {None}
    return frozenset(str(key) for key in only) if all(isinstance(key, str) for key in only) else None


class _Bare(ast.NodeTransformer):
    """Takes away what a function does not need to run: decorators, annotations and docstrings."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.decorator_list = [] if node.col_offset == 0 else node.decorator_list
        node.returns = None
        return self._body(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._body(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._body(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def _body(self, node: Any) -> ast.AST:
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        return self.generic_visit(node)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _globals_of(code: CodeType) -> Iterator[str]:
    """The names that `code` looks up outside every function; in a class body, those that it does not set itself."""
    instructions = list(dis.get_instructions(code))
    own = {"__name__", "__annotations__", *(i.argval for i in instructions if i.opname == "STORE_NAME")}
    for instruction in instructions:
        if instruction.opname.endswith("_GLOBAL"):
            yield instruction.argval
        if instruction.opname == "LOAD_NAME" and instruction.argval not in own:
            yield instruction.argval


def _quoted(names: Iterable[str]) -> str:
    return listed(f"`{name}`" for name in names)
