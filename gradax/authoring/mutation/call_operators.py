"""Calls left out or made of a sibling: transformations, collectives, reductions, layers; options left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from gradax.authoring.mutation.calls import callee, inner, speaks
from gradax.authoring.mutation.cell import Cell, Change, Operator

_TRANSFORMATIONS = (
    "jit", "vmap", "pmap", "grad", "value_and_grad", "jacfwd", "jacrev", "hessian", "checkpoint", "remat",
    "transform", "without_apply_rng",
)  # fmt: skip
_COLLECTIVES = ("psum", "pmean", "pmax", "pmin", "all_gather", "psum_scatter")
REDUCTIONS = ("mean", "sum", "std", "var", "max", "min", "argmax", "argmin", "any", "all", "logsumexp")
_BUILT_IN = {"max", "min", "any", "all"}
CASTS = ("asarray", "array", "astype", "float32", "int32", "float", "int", "bool")
_LEFT_ALONE = (
    "stop_gradient", "scan", "split", "fold_in", "range", "arange", "zip", "enumerate", "isinstance", "hasattr",
)  # fmt: skip
_NAMED_ELSEWHERE = ("axis", "keepdims", "dtype", "strict", "in_axes", "out_axes")

_TWINS = {
    "reduction": [("mean", "sum"), ("std", "var"), ("max", "min"), ("argmax", "argmin"), ("any", "all")],
    "collective": [("psum", "pmean"), ("pmax", "pmin")],
    "transformation": [("jacfwd", "jacrev"), ("pmap", "vmap")],
    "function": [
        ("minimum", "maximum"), ("zeros", "ones"), ("zeros_like", "ones_like"), ("set", "add"), ("normal", "uniform"),
        ("expm1", "exp"), ("sqrt", "square"), ("relu", "abs"), ("stack", "concatenate"), ("max_pool", "avg_pool"),
        ("init", "apply"), ("cos", "sin"),
    ],
}  # fmt: skip


def drops(*names: str) -> Operator:
    """The operator that replaces a call with what it is made on."""

    def dropped(cell: Cell, node: ast.AST) -> Iterator[Change]:
        within = inner(node)
        if within is not None and callee(node) in names:
            yield (cell.replace(node, cell.operand(within)),)

    return dropped


def _twins(what: str) -> Operator:
    """The operator that replaces a function with its sibling."""
    siblings = {name: other for pair in _TWINS[what] for name, other in (pair, reversed(pair))}

    def twin(cell: Cell, node: ast.AST) -> Iterator[Change]:
        if isinstance(node, ast.Attribute) and node.attr in siblings:
            yield (cell.replace(node, cell.text(node).removesuffix(node.attr) + siblings[node.attr]),)
        elif isinstance(node, ast.Name) and node.id in _BUILT_IN & siblings.keys():
            yield (cell.replace(node, siblings[node.id]),)

    return twin


def together(*operators: Operator) -> Operator:
    """One operator that does what several do."""

    def each(cell: Cell, node: ast.AST) -> Iterator[Change]:
        for operator in operators:
            yield from operator(cell, node)

    return each


def function(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """A function that is not applied, where no other operator covers it."""
    known = (*_TRANSFORMATIONS, *_COLLECTIVES, *REDUCTIONS, *CASTS, *_LEFT_ALONE)
    within = inner(node)
    if within is None or callee(node) in known or isinstance(cell.parents[node], ast.Expr):
        return
    if not cell.within(node, speaks):
        yield (cell.replace(node, cell.operand(within)),)


def keyword(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """Any other option left out; `strict` of `zip` only guards."""
    if (
        isinstance(node, ast.keyword)
        and node.arg
        and node.arg not in _NAMED_ELSEWHERE
        and not node.arg.startswith("donate")
    ):
        yield (cell.without(node),)


def decorator(cell: Cell, node: ast.AST) -> Iterator[Change]:
    """A decorator left out."""
    around = cell.parents.get(node)
    if isinstance(around, ast.FunctionDef | ast.ClassDef) and node in around.decorator_list:
        yield (cell.without_decorator(node),)


CALLS: dict[str, Operator] = {
    "collective": together(drops(*_COLLECTIVES), _twins("collective")),
    "function": together(function, _twins("function")),
    "keyword": keyword,
    "reduction": together(drops(*REDUCTIONS), _twins("reduction")),
    "transformation": together(drops(*_TRANSFORMATIONS), decorator, _twins("transformation")),
}
