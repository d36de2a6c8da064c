"""Mutants: a solution with one small mistake, as somebody might make it."""

from __future__ import annotations

import ast
import difflib
import random
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from gradax.authoring.mutation.call_operators import CALLS
from gradax.authoring.mutation.cell import Cell
from gradax.authoring.mutation.jax_operators import JAX
from gradax.authoring.mutation.plain_operators import PLAIN

OPERATORS = dict(sorted((CALLS | JAX).items())) | PLAIN


@dataclass(frozen=True)
class Mutant:
    """A solution cell with one change.

    Attributes:
        operator: what kind of mistake it is.
        line: where it begins in the cell, from 1.
        source: the whole cell.
        diff: the lines that it changes, as ``- before`` and ``+ after``, without their indentation.
    """

    operator: str
    line: int
    source: str
    diff: str


def mutants(solution: str) -> list[Mutant]:
    """All mutants of a solution cell, operator by operator; no two mean the same, and none means what it does."""
    cell = Cell(solution)
    seen = {ast.dump(cell.tree)}
    found = []
    for name, operator in OPERATORS.items():
        for node in cell.nodes():
            for change in operator(cell, node):
                source = cell.changed(change)
                meaning = _meaning(source)
                if meaning is not None and meaning not in seen:
                    seen.add(meaning)
                    found.append(Mutant(name, cell.line(change), source, _diff(solution, source)))
    return found


def chosen(every: list[Mutant], at_most: int, seed: str) -> list[Mutant]:
    """That many of the mutants, spread over the operators, in the order of their lines; the same for the same seed."""
    draw = random.Random(seed)
    by_operator = [[mutant for mutant in every if mutant.operator == name] for name in OPERATORS]
    for mutants_of_one in by_operator:
        draw.shuffle(mutants_of_one)
    in_turn = (mutant for mutant in chain.from_iterable(zip_longest(*by_operator)) if mutant is not None)
    return sorted([mutant for mutant, _ in zip(in_turn, range(at_most), strict=False)], key=every.index)


def _meaning(source: str) -> str | None:
    """A cell's text as Python reads it; None where it does not compile."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            tree = ast.parse(source)
            compile(tree, "<mutant>", "exec")
        except SyntaxError:
            return None
    return ast.dump(tree)


def _diff(before: str, after: str) -> str:
    return "\n".join(_changed_lines(before.splitlines(), after.splitlines()))


def _changed_lines(before: list[str], after: list[str]) -> Iterator[str]:
    for line in difflib.ndiff(before, after):
        if line[:2] in ("- ", "+ ") and line[2:].strip():
            yield f"{line[:2]}{line[2:].strip()}"
