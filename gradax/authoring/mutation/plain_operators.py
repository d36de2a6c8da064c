"""Mistakes that are made in any Python: signs, comparisons, constants, places one off, what is swapped or left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import chain, pairwise

from gradax.authoring.mutation.calls import asks_for_a_type, callee, speaks
from gradax.authoring.mutation.cell import Cell, Change, Operator

_ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Pow: ("**", "*"),
    ast.BitAnd: ("&", "|"),
    ast.BitOr: ("|", "&"),
}
_COMPARISONS: dict[type[ast.cmpop], tuple[str, tuple[str, ...]]] = {
    ast.Lt: ("<", ("<=", ">")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<")),
    ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: ("is not", ("is",)),
}
_COUNTING = ("range", "arange")


def arithmetic(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """Another sign or operation; a sign left out."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield (cell.replace(node, cell.operand(node.operand)),)
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        if not cell.within(node, asks_for_a_type):
            yield (cell.between(node.left, node.right, *_ARITHMETIC[type(node.op)]),)
    elif isinstance(node, ast.AugAssign) and type(node.op) in _ARITHMETIC:
        yield (cell.between(node.target, node.value, *_ARITHMETIC[type(node.op)]),)


def comparison(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """The bound taken in or left out; the other way round."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        old, others = _COMPARISONS[type(node.ops[0])]
        for new in others:
            yield (cell.between(node.left, node.comparators[0], old, new),)


def condition(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """`and` for `or`, a condition turned round or taken as true."""
    if isinstance(node, ast.BoolOp):
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        yield tuple(cell.between(*each, old, new) for each in pairwise(node.values))
        for value in node.values:
            yield (cell.replace(value, "True" if old == "and" else "False"),)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield (cell.replace(node, cell.operand(node.operand)),)
    elif isinstance(node, ast.IfExp):
        yield cell.swap(node.body, node.orelse)
    elif isinstance(node, ast.If):
        yield (cell.replace(node.test, f"not {cell.operand(node.test)}"),)
        yield (cell.replace(node.test, "False"),)
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        for test in chain.from_iterable(each.ifs for each in node.generators):
            yield (cell.replace(test, "True"),)


def constant(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """Another number, another word, true for false."""
    if not isinstance(node, ast.Constant) or cell.within(node, speaks):
        return
    value = node.value
    if isinstance(value, bool):
        keyword = cell.parents[node]
        if not (isinstance(keyword, ast.keyword) and keyword.arg == "strict"):
            yield (cell.replace(node, str(not value)),)
    elif isinstance(value, int):
        yield from ((cell.replace(node, str(value + by)),) for by in (1, -1))
    elif isinstance(value, float):
        yield from ((cell.replace(node, other),) for other in (str(2 * value or 1.0), str(value and 0.0)))
    elif isinstance(value, str) and not isinstance(cell.parents[node], ast.Subscript):
        yield (cell.replace(node, repr(f"{value}_")),)


def off_by_one(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """One more, or one less, of what is counted."""
    counted: list[ast.AST | None] = []
    if callee(node) == "len":
        counted = [node]
    elif callee(node) in _COUNTING:
        counted = node.args[-1:]  # type: ignore[attr-defined]
    elif isinstance(node, ast.Slice):
        counted = [node.lower, node.upper]
    elif isinstance(node, ast.keyword) and node.arg == "length":
        counted = [node.value]
    for each in counted:
        if each is not None and not isinstance(each, ast.Constant | ast.UnaryOp):
            yield from ((cell.replace(each, f"{cell.operand(each)} {by}"),) for by in ("+ 1", "- 1"))


def statement(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """A statement left out: an update, a call, an exception."""
    updates = isinstance(node, ast.Assign) and {*map(cell.text, node.targets)} & {
        each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)
    }
    if isinstance(node, ast.AugAssign | ast.Expr | ast.Raise) or updates:
        yield (cell.replace(node, "pass"),)


def swapped(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """Two arguments, entries or factors in each other's places."""
    together: list[ast.expr] = []
    if isinstance(node, ast.Call) and not asks_for_a_type(node):
        together = node.args
    elif isinstance(node, ast.Tuple | ast.List) and isinstance(node.ctx, ast.Load):
        if not cell.within(node, asks_for_a_type) and not isinstance(cell.parents[node], ast.Compare):
            together = node.elts
    elif isinstance(node, ast.Dict):
        together = node.values
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        together = [node.left, node.right]
        yield (
            cell.replace(node.left, cell.operand(node.right)),
            cell.replace(node.right, cell.operand(node.left)),
        )
        return
    for first, second in pairwise(together):
        if not isinstance(first, ast.Starred) and not isinstance(second, ast.Starred):
            yield cell.swap(first, second)


PLAIN: dict[str, Operator] = {
    "arithmetic": arithmetic,
    "comparison": comparison,
    "condition": condition,
    "constant": constant,
    "off by one": off_by_one,
    "statement": statement,
    "swapped": swapped,
}
