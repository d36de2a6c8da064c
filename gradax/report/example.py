"""An example of what students wrote, anonymised, to be shown to a class."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterable

from gradax.report.shape import LONGEST, is_docstring
from gradax.submission.names import names_set, statements

LINES_AT_MOST = 30
_LEFT_OUT = "…"
_WORD = re.compile(r"[^\W\d_]{3,}")


class Examples:
    """Finds examples in a class's code."""

    def __init__(self, course: Iterable[str] = ()) -> None:
        """Texts and names of the course's own code stay."""
        self._texts: set[str] = set()
        self._names: set[str] = set()
        for source in course:
            self._texts |= _texts(source)
            self._names |= names_set(source)

    def of(self, sources: Iterable[tuple[str, str]]) -> str:
        """The shortest of some students' code, anonymised; nothing where none of it is Python."""
        anonymised = (self._anonymised(student, source) for student, source in sources)
        return min(filter(None, anonymised), key=lambda code: (len(code), code), default="")

    def _anonymised(self, student: str, source: str) -> str:
        """The code without comments, docstrings, texts of the student's, and names that hold a part of their id."""
        if len(source) > LONGEST:
            return ""
        parts = [part.casefold() for part in _WORD.findall(student)]
        hidden = {name for name in names_set(source) - self._names if any(part in name.casefold() for part in parts)}
        try:
            tree = copy.deepcopy(ast.Module(statements(source), []))  # they are kept there for the next who asks
            code = ast.unparse(ast.fix_missing_locations(_Anonymiser(self._texts, hidden).visit(tree)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):  # deeper, or longer, than Python can write
            return ""
        lines = code.splitlines()
        return "\n".join(lines if len(lines) <= LINES_AT_MOST else [*lines[:LINES_AT_MOST], _LEFT_OUT])


class _Anonymiser(ast.NodeTransformer):
    def __init__(self, texts: set[str], hidden: set[str]) -> None:
        self._texts = texts
        self._names = {name: f"name_{number}" for number, name in enumerate(sorted(hidden), start=1)}

    def generic_visit(self, node: ast.AST) -> ast.AST:
        node = super().generic_visit(node)
        body = getattr(node, "body", None)
        if isinstance(body, list):
            kept = [each for each in body if not is_docstring(each)]
            node.body = kept or ([] if isinstance(node, ast.Module) else [ast.Pass()])  # type: ignore[attr-defined]
        for field in ("id", "arg", "name", "attr"):
            if isinstance(name := getattr(node, field, None), str) and name in self._names:
                setattr(node, field, self._names[name])
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, str) and node.value not in self._texts:
            return ast.Constant(_LEFT_OUT)
        return ast.Constant(b"...") if isinstance(node.value, bytes) else node


def _texts(source: str) -> set[str]:
    nodes = (node for statement in statements(source) for node in ast.walk(statement))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
