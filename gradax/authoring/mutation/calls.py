"""What a call is about: which function, on what, and whether it only speaks or asks for a type."""

from __future__ import annotations

import ast

_MODULES = ("jnp", "np", "jax", "nn", "optax", "hk", "torch", "re", "math", "copy", "inspect", "dataclasses")
_ASKS_FOR_A_TYPE = ("isinstance", "issubclass", "hasattr", "getattr", "issubdtype")


def callee(node: ast.AST) -> str:
    """The last name of what is called, ``mean`` of ``jnp.mean(x)``; empty where nothing is."""
    function = node.func if isinstance(node, ast.Call) else None
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def is_method(node: ast.AST) -> bool:
    """Whether a call is one of a value's method, rather than of a module's function."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    root: ast.AST = node.func.value
    while isinstance(root, ast.Attribute):
        root = root.value
    return not (isinstance(root, ast.Name) and root.id in (*_MODULES, "self"))


def inner(node: ast.AST) -> ast.AST | None:
    """What a call is made on: the value of a method, else the first argument."""
    if not isinstance(node, ast.Call):
        return None
    if is_method(node) and isinstance(node.func, ast.Attribute):
        return node.func.value
    first = node.args[0] if node.args else None
    return None if isinstance(first, ast.Starred | ast.GeneratorExp) else first


def asks_for_a_type(node: ast.AST) -> bool:
    """Whether a call asks what a value is or can."""
    return callee(node) in _ASKS_FOR_A_TYPE


def speaks(node: ast.AST) -> bool:
    """Whether a node says something to people: an exception, a text with values in it."""
    return isinstance(node, ast.Raise | ast.JoinedStr)
