"""A solution cell as text with places in it, and edits of these places."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gradax.authoring.solutions import BEGIN, END

_CLOSED = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Constant, ast.List, ast.Dict, ast.ListComp)
_OPENS, _COMMA = re.compile(r"[(\[{]\s*$"), re.compile(r"\s*,\s*")


@dataclass(frozen=True)
class Edit:
    """Other text in place of what stands between two places."""

    start: int
    end: int
    text: str


Change = tuple[Edit, ...]
"""Edits that belong together."""


class Cell:
    """A solution cell, which is parsed; places in it are counted in characters.

    Attributes:
        source: its text.
        tree: its syntax tree.
        parents: by node, the node around it.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = ast.parse(source)
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}
        self._lines = source.splitlines(keepends=True)
        self._begins = [sum(map(len, self._lines[:n])) for n in range(len(self._lines) + 1)]
        self._regions = list(_regions(self._lines))

    def nodes(self) -> Iterator[ast.AST]:
        """What stands wholly within a solution region, but for docstrings."""
        for node in ast.walk(self.tree):
            line, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
            if any(begin < line and last < end for begin, end in self._regions) and not self._is_docstring(node):
                yield node

    def start(self, node: ast.AST) -> int:
        """Where a node begins."""
        return self._place(node.lineno, node.col_offset)  # type: ignore[attr-defined]

    def end(self, node: ast.AST) -> int:
        """Where a node ends."""
        return self._place(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def text(self, node: ast.AST) -> str:
        """A node's text, without parentheses around it."""
        return self.source[self.start(node) : self.end(node)]

    def operand(self, node: ast.AST) -> str:
        """A node's text, in parentheses where it needs them within an expression."""
        text = self.text(node)
        closed = isinstance(node, _CLOSED) or (isinstance(node, ast.Tuple) and text.startswith("("))
        return text if closed else f"({text})"

    def replace(self, node: ast.AST, text: str) -> Edit:
        """Other text in a node's place."""
        return Edit(self.start(node), self.end(node), text)

    def swap(self, first: ast.AST, second: ast.AST) -> Change:
        """Two nodes in each other's places."""
        return self.replace(first, self.text(second)), self.replace(second, self.text(first))

    def between(self, first: ast.AST, second: ast.AST, old: str, new: str) -> Edit:
        """`new` in place of `old`, which stands between two nodes."""
        start, end = self.end(first), self.start(second)
        return Edit(start, end, self.source[start:end].replace(old, new, 1))

    def without(self, item: ast.AST) -> Edit:
        """One of several items taken out, with its comma."""
        start, end = self.start(item), self.end(item)
        before = self.source[:start].rstrip()
        if _OPENS.search(before):
            comma = _COMMA.match(self.source, end)
            return Edit(start, comma.end() if comma else end, "")
        return Edit(len(before) - 1 if before.endswith(",") else start, end, "")

    def with_argument(self, call: ast.AST, argument: str) -> Edit:
        """A call with one more argument."""
        end = self.end(call) - 1
        before = self.source[:end].rstrip()
        return Edit(end, end, argument if before.endswith(("(", ",")) else f", {argument}")

    def without_decorator(self, decorator: ast.AST) -> Edit:
        """A decorator taken out, with its line."""
        begin = self.source.rindex("\n", 0, self.start(decorator)) + 1
        return Edit(begin, self.source.index("\n", self.end(decorator)) + 1, "")

    def within(self, node: ast.AST, holds: Callable[[ast.AST], bool]) -> bool:
        """Whether `holds` of any node around this one."""
        while node in self.parents:
            node = self.parents[node]
            if holds(node):
                return True
        return False

    def changed(self, change: Change) -> str:
        """The cell's text with a change made."""
        text = self.source
        for edit in sorted(change, key=lambda edit: edit.start, reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    def line(self, change: Change) -> int:
        """The number of the first line that a change is in."""
        return self.source.count("\n", 0, min(edit.start for edit in change)) + 1

    def _place(self, line: int, column: int) -> int:
        """Python counts columns in bytes."""
        return self._begins[line - 1] + len(self._lines[line - 1].encode()[:column].decode())

    def _is_docstring(self, node: ast.AST) -> bool:
        around = self.parents.get(node) if isinstance(node, ast.Constant) else node
        return isinstance(around, ast.Expr) and isinstance(around.value, ast.Constant)


def _regions(lines: list[str]) -> Iterator[tuple[int, int]]:
    begin = 0
    for number, line in enumerate(lines, 1):
        if BEGIN in line:
            begin = number
        elif END in line:
            yield begin, number


Operator = Callable[[Cell, ast.AST], Iterator[Change]]
"""What makes mistakes of one kind out of a node of a cell."""
