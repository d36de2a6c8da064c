"""Probes: what a test has measured where the student's live objects are.

A probe is written beside the test. Only its source travels, with that of the functions of the assignment's
``probes.py`` that it uses; it takes nothing of the test's module along.
"""

from __future__ import annotations

import ast
import builtins
import copy
import dis
import linecache
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from gradax.testing.siblings import PROBES
from gradax.text import listed


class ProbeError(TypeError):
    """A probe that could not travel, or that would take something along."""


class Probe:
    """A function to run on the student's side; made by `probe`.

    Attributes:
        name: the function's name.
        source: what travels: the function and what it uses of ``probes.py``, without decorators, docstrings, comments
            and annotations.
        names: the names of the student's that it reads, ``student.<name>``.
        keys: where it returns dicts written out with these keys and nothing else; None where it returns otherwise.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self.name = function.__name__
        written = _written(_source_of(function))
        if written.asserts:
            raise ProbeError(f"the probe `{self.name}` asserts: let it return what it saw, and judge it in the test.")
        code = function.__code__
        if code.co_freevars:
            raise ProbeError(
                f"the probe `{self.name}` closes over {_quoted(code.co_freevars)}; pass it as data: "
                f"student.probe({self.name}, {code.co_freevars[0]}=…)."
            )
        library = ProbeLibrary.beside(function)
        foreign = _foreign(code)
        shared = frozenset(name for name in foreign if library.offers(name, function.__globals__))
        if foreign := foreign - shared:
            raise ProbeError(
                f"the probe `{self.name}` uses {_quoted(sorted(foreign))} of the test's module, which does not travel; "
                f"import inside the probe, pass data, or put it into {PROBES}.py."
            )
        if function.__defaults__ or function.__kwdefaults__:
            raise ProbeError(f"the probe `{self.name}` has default values, which would travel; pass them as data.")
        if written.student is None:
            raise ProbeError(f"the probe `{self.name}` takes no argument; its first one is the student's code.")
        self.names = written.names
        self.keys = written.keys
        self.source = library.source_of(shared) + written.bare


class ProbeLibrary:
    """What an assignment's ``probes.py`` offers to probes; nothing where there is none.

    Args:
        module: the module, which may still be running.
    """

    def __init__(self, module: ModuleType | None) -> None:
        self._names = vars(module) if module else {}
        self._text = Path(str(module.__file__)).read_text(encoding="utf-8") if module else ""

    @classmethod
    def beside(cls, function: Callable[..., Any]) -> ProbeLibrary:
        """The library of the test file, or of the library itself, in which a probe is being defined."""
        module = sys.modules.get(PROBES)
        folder = Path(function.__code__.co_filename).parent
        is_ours = module is not None and Path(str(module.__file__)) == folder / f"{PROBES}.py"
        return cls(module if is_ours else None)

    def offers(self, name: str, namespace: dict[str, Any]) -> bool:
        """Whether `name`, as a function with these globals reads it, is the library's."""
        if name not in _statements(self._text):
            return False
        return namespace is self._names or (name in namespace and namespace[name] is self._names.get(name))

    def source_of(self, names: frozenset[str]) -> str:
        """The source of what these names need, in the library's order."""
        return _needed(self._text, names)


# The same few files are read for every submission anew: what only depends on their text is kept.
@lru_cache(maxsize=1024)
def _needed(source: str, names: frozenset[str]) -> str:
    """The part of a module that these names need, in its order."""
    statements = _statements(source)
    needed: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        if name not in needed and name in statements:
            needed.add(name)
            pending += [node.id for node in ast.walk(statements[name]) if isinstance(node, ast.Name)]
    nodes = dict.fromkeys(node for name, node in statements.items() if name in needed)
    return "".join(ast.unparse(_Bare().visit(copy.deepcopy(node))) + "\n" for node in nodes)


@lru_cache(maxsize=64)
def _statements(source: str) -> dict[str, ast.stmt]:
    """The statements of a module, by the names that they bind."""
    return {name: node for node in ast.parse(source).body for name in _bound_by(node)}


def _bound_by(node: ast.stmt) -> list[str]:
    """The names that a statement of a module binds."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [(alias.asname or alias.name).split(".")[0] for alias in node.names]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def probe(function: Callable[..., Any]) -> Probe:
    """Make a function a probe: ``def p(student, **data)``, to be run by ``student.probe(p, **data)``.

    `student` has the names that the student defined, as live objects. The probe imports what it needs inside itself
    and returns plain data.

    Args:
        function: a plain ``def`` whose first argument is the student's code.

    Raises:
        ProbeError: where it closes over something, uses a global of the test's module, asserts, or has defaults.

    Examples:
        Passes:

        >>> @probe
        ... def leaves(student, w):
        ...     import jax
        ...     return {"leaves": len(jax.tree.leaves(student.Box(w)))}
        >>> student = student_of('''
        ... @jax.tree_util.register_pytree_node_class
        ... class Box:
        ...     def __init__(self, w):
        ...         self.w = w
        ...     def tree_flatten(self):
        ...         return (self.w,), None
        ...     @classmethod
        ...     def tree_unflatten(cls, _, children):
        ...         return cls(*children)
        ... ''')
        >>> student.probe(leaves, w={"a": 1.0, "b": 2.0})
        {'leaves': 2}

        Fails:

        >>> student = student_of('''
        ... class Box:
        ...     def __init__(self, w): self.w = w
        ... ''')
        >>> student.probe(leaves, w={"a": 1.0, "b": 2.0})
        {'leaves': 1}
        >>> expected = 2
        >>> @probe
        ... def knows(student):
        ...     return {"right": student.n == expected}
        Traceback (most recent call last):
        gradax.testing.probe.ProbeError: the probe `knows` uses `expected` of the test's module, ...
    """
    return Probe(function)


@dataclass(frozen=True)
class _Written:
    """What the source of a probe says: see `Probe`; `bare` is what travels of it, `student` its first argument."""

    asserts: bool
    student: str | None
    names: frozenset[str]
    keys: frozenset[str] | None
    bare: str


@lru_cache(maxsize=1024)
def _written(source: str) -> _Written:
    """Read the source of one function."""
    definition = ast.parse(source).body[0]
    assert isinstance(definition, ast.FunctionDef)
    every = list(ast.walk(definition))
    student = definition.args.args[0].arg if definition.args.args else None
    return _Written(
        asserts=any(isinstance(node, ast.Assert) for node in every),
        student=student,
        names=frozenset(
            node.attr
            for node in every
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == student
        ),
        keys=_returned_keys(definition),
        bare=ast.unparse(_Bare().visit(definition)) + "\n",
    )


def _source_of(function: Callable[..., Any]) -> str:
    linecache.checkcache(function.__code__.co_filename)  # the file may have been edited since it was last read
    lines = linecache.getlines(function.__code__.co_filename)
    first = function.__code__.co_firstlineno
    last = _last_lines("".join(lines)).get(first)
    if last is None:
        raise ProbeError(f"the probe `{function.__name__}` is not a plain `def`.")
    return textwrap.dedent("".join(lines[first - 1 : last]))


@lru_cache(maxsize=64)
def _last_lines(source: str) -> dict[int, int | None]:
    """The last line of each function of a module, by its first one, decorators included."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return {min([node.lineno, *(each.lineno for each in node.decorator_list)]): node.end_lineno for node in functions}


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


@lru_cache(maxsize=1024)
def _foreign(code: CodeType) -> frozenset[str]:
    """The names that a function looks up outside itself, but for built-in ones."""
    return frozenset(name for each in _codes(code) for name in _globals_of(each)) - frozenset(dir(builtins))


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
