"""What else an exercise's hidden tests are examined for, in this process: odd replies, and claims."""

from __future__ import annotations

from pathlib import Path

from gradax.authoring.claims import Claims, claims
from gradax.authoring.odd_replies import problems


def examine(root: Path, assignment: str, exercise: str) -> tuple[list[str], Claims]:
    """A sentence for each test that raises for an odd reply, and what rests on claims.

    Both in one process: what the tests compute is compiled once for both.
    """
    return problems(root, assignment, exercise), claims(root, assignment, exercise)
