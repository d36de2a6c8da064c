"""Mistakes that are made in JAX: axes, keys, carries, dtypes, what is mapped or donated, gradients cut off or not."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from gradax.authoring.mutation.call_operators import CASTS, REDUCTIONS, drops, together
from gradax.authoring.mutation.calls import callee, is_method
from gradax.authoring.mutation.cell import Cell, Change, Operator

_DRAWS = ("normal", "uniform", "bernoulli", "categorical", "permutation", "randint", "choice")
_TRACED = ("jnp", "jax.nn", "nn", "optax")
_DTYPES = {"float32": "float16", "int32": "float32", "floating": "number"}
_MAPS = ("in_axes", "out_axes")
_GRAPHS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.MatMult)  # what a gradient goes through


def axis(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """An axis left out, or asked for; dimensions not kept; not transposed."""
    if isinstance(node, ast.keyword) and node.arg in ("axis", "keepdims"):
        yield (cell.without(node),)
    elif callee(node) in REDUCTIONS and isinstance(node, ast.Call):
        if not any(keyword.arg == "axis" for keyword in node.keywords) and (node.args or is_method(node)):
            yield (cell.with_argument(node, "axis=0"),)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield (cell.replace(node, cell.operand(node.value)),)


def dtype(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """Another dtype, or none."""
    if isinstance(node, ast.Attribute) and node.attr in _DTYPES:
        around = cell.parents[node]
        if not (isinstance(around, ast.Call) and around.func is node):
            other = "float64" if cell.text(node) == "np.float32" else _DTYPES[node.attr]
            yield (cell.replace(node, cell.text(node).removesuffix(node.attr) + other),)
        if isinstance(around, ast.Call) and node in around.args[1:]:
            yield (cell.without(node),)
    elif isinstance(node, ast.Attribute) and node.attr == "dtype":
        around = cell.parents[node]
        if isinstance(around, ast.Call) and node in around.args[1:]:
            yield (cell.without(node),)
    elif isinstance(node, ast.keyword) and node.arg == "dtype":
        yield (cell.without(node),)


def stop_gradient(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """A gradient cut off, in what is returned or kept."""
    value = node.value if isinstance(node, ast.Return | ast.Assign) else None
    for each in value.elts if isinstance(value, ast.Tuple) else [value]:
        if each is not None and _has_gradient(cell, each):
            yield (cell.replace(each, f"jax.lax.stop_gradient({cell.text(each)})"),)


def _has_gradient(cell: Cell, node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return cell.text(node.func.value) in _TRACED
    return isinstance(node, ast.BinOp) and isinstance(node.op, _GRAPHS)


def key_reuse(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """One key for everything: not split, not folded, or the other one's."""
    if not isinstance(node, ast.Call) or not node.args or "random" not in cell.text(node.func):
        return
    first = node.args[0]
    if callee(node) == "fold_in":
        yield (cell.replace(node, cell.operand(first)),)
    elif callee(node) == "split":
        around = cell.parents[node]
        targets = around.targets[0] if isinstance(around, ast.Assign) else None
        many = str(len(targets.elts)) if isinstance(targets, ast.Tuple) else "2"
        if len(node.args) > 1:
            many = cell.operand(node.args[1])
        yield (cell.replace(node, f"[{cell.text(first)}] * {many}"),)
    if callee(node) in _DRAWS and isinstance(first, ast.Name):
        for family in _families(cell):
            if first.id in family:
                yield from ((cell.replace(first, name),) for name in family if name != first.id)


def _families(cell: Cell) -> Iterator[list[str]]:
    """The names of each key that is split, and of the keys that it is split into."""
    for node in ast.walk(cell.tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and callee(node.value) == "split":
            named = [each for part in (*node.value.args[:1], *node.targets) for each in ast.walk(part)]
            yield list(dict.fromkeys(each.id for each in named if isinstance(each, ast.Name)))


def carry(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """The old state kept: a body gives back what it was given, a loop forgets what a step returned."""
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
        function = _function(cell, node)
        new = node.value.elts[0]
        if function is not None and function.args.args:
            old = function.args.args[0].arg
            yield (cell.replace(new, old),)
            for names in _unpacked(function, old):
                if isinstance(new, ast.Tuple) and len(new.elts) == len(names):
                    yield from ((cell.replace(e, name),) for e, name in zip(new.elts, names, strict=True))
    elif isinstance(node, ast.Assign) and cell.within(node, lambda around: isinstance(around, ast.For)):
        yield from ((cell.replace(each, "_"),) for each in _names(node.targets[0]))


def _function(cell: Cell, node: ast.AST) -> ast.FunctionDef | None:
    while node in cell.parents:
        node = cell.parents[node]
        if isinstance(node, ast.FunctionDef):
            return node
    return None


def _unpacked(function: ast.FunctionDef, name: str) -> Iterator[list[str]]:
    """The names that a function unpacks its argument into."""
    for each in ast.walk(function):
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Name) and each.value.id == name:
            yield [target.id for target in _names(each.targets[0])]


def _names(target: ast.AST) -> list[ast.Name]:
    return [each for each in target.elts if isinstance(each, ast.Name)] if isinstance(target, ast.Tuple) else []


def scan(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """A scan that is not run, or runs backwards."""
    if callee(node) == "scan" and isinstance(node, ast.Call) and len(node.args) > 1:
        yield (cell.replace(node, f"({cell.text(node.args[1])}, None)"),)
        yield (cell.with_argument(node, "reverse=True"),)


def in_axes(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """Another argument mapped, or the wrong one shared."""
    if isinstance(node, ast.keyword) and node.arg in _MAPS:
        yield (cell.without(node),)
    elif isinstance(node, ast.Constant) and (node.value is None or node.value == 0) and node.value is not False:
        around = cell.parents[node]
        entries = (
            around.elts if isinstance(around, ast.Tuple) else around.values if isinstance(around, ast.Dict) else []
        )
        mapped = cell.within(node, lambda each: isinstance(each, ast.keyword) and each.arg in _MAPS)
        axes = [each.value for each in entries if isinstance(each, ast.Constant)]
        if mapped or (None in axes and len(axes) == len(entries) and isinstance(around, ast.Tuple)):
            yield (cell.replace(node, "0" if node.value is None else "None"),)


def donation(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """An argument donated, whose owner may still want it; or one that no longer is."""
    if isinstance(node, ast.keyword) and (node.arg or "").startswith("donate"):
        yield (cell.without(node),)
    elif isinstance(node, ast.Attribute) and cell.text(node) == "jax.jit":
        around = cell.parents[node]
        if isinstance(around, ast.Call) and around.func is node:
            yield (cell.with_argument(around, "donate_argnums=0"),)
        elif isinstance(around, ast.FunctionDef):
            yield (cell.replace(node, "jax.jit(donate_argnums=0)"),)


JAX: dict[str, Operator] = {
    "axis": axis,
    "carry": carry,
    "donation": donation,
    "dtype": together(drops(*CASTS), dtype),
    "in_axes": in_axes,
    "key": key_reuse,
    "scan": scan,
    "stop_gradient": together(drops("stop_gradient"), stop_gradient),
}
