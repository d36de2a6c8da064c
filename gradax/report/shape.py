"""The shape of code: what is left of it without comments, docstrings, texts and the names that its author chose.

Two pieces of code are compared by the runs of `RUN` words that they share: k-grams of normalised code, the
fingerprints of MOSS (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD
2003). Exercises are short, so all runs are kept and nothing is winnowed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from gradax.submission.names import names_set, statements

RUN = 8
LONGEST = 20_000  # characters of a cell; nobody writes more by hand, and the rest need not be looked at

_WRITTEN = 64  # bits up to which numbers are told apart; Python refuses to write very long ones
Pieces = frozenset[tuple[str, ...]]
NOTHING: Pieces = frozenset()


def pieces(source: str) -> Pieces:
    """All runs of `RUN` words of the code's shape; none where it is not Python, or too long."""
    if len(source) > LONGEST:
        return NOTHING
    words = list(_words(source))
    return frozenset(tuple(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1)) if words)


def likeness(some: Pieces, others: Pieces) -> float:
    """The share of all pieces that both have, Jaccard's index; 1 where there are none."""
    return len(some & others) / len(some | others) if some or others else 1.0


def _words(source: str) -> Iterator[str]:
    """The nodes of the syntax tree, each before those that are in it."""
    own = names_set(source)
    waiting: list[ast.AST] = [*reversed(statements(source))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.expr_context) or is_docstring(node):
            continue
        yield _word(node, own)
        waiting += reversed(list(ast.iter_child_nodes(node)))


def is_docstring(node: ast.AST) -> bool:
    """Whether this is a string that stands by itself."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _word(node: ast.AST, own: set[str]) -> str:
    match node:
        case ast.Name(id=name):
            return "name" if name in own else f"name {name}"
        case ast.Attribute(attr=name):
            return f".{name}"
        case ast.keyword(arg=str(name)):
            return f"{name}="
        case ast.Constant(value=str() | bytes()):
            return "text"
        case ast.Constant(value=int(value)):
            return str(value) if value.bit_length() <= _WRITTEN else "number"
        case ast.Constant(value=value):
            return repr(value)
    return type(node).__name__
