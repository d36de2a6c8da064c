"""What an exercise builds on, as its hidden tests say, read as text: nothing is imported or run."""

from __future__ import annotations

import ast
from pathlib import Path

from gradax.course.config import CourseError

BUILDS_ON = "BUILDS_ON"


def read_builds_on(path: Path) -> tuple[str, ...]:
    """The exercises that the constant `BUILDS_ON` of a file of hidden tests names; none where there is no such file.

    Raises:
        CourseError: where the constant is not a tuple or list of names written out.
    """
    try:
        module = ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return ()  # whoever runs the tests says what is wrong with the file
    for node in module.body:
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == [BUILDS_ON]:
            return _names(node, path)
    return ()


def _names(node: ast.Assign, path: Path) -> tuple[str, ...]:
    try:
        names = ast.literal_eval(node.value)
    except ValueError:
        names = None
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise CourseError(f'{path}: write {BUILDS_ON} out, as a tuple of names: {BUILDS_ON} = ("mse", "sgd_step").')
    return tuple(names)
