"""How the mutants fared, for programs and for people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import msgspec
from rich import box
from rich.table import Column, Table
from rich.text import Text

ENOUGH = 0.95
"""The share of the mutants that are mistakes which must be caught."""


class Survivor(msgspec.Struct):
    """A mutant that its tests do not catch; `said` is what happened instead."""

    operator: str
    line: int
    diff: str
    said: str


class Mutated(msgspec.Struct, kw_only=True):
    """One exercise's mutants, as ``verify --mutate --json`` reports them.

    `made` is how many there are, `mutants` how many of them were judged. `equivalent` of these are not mistakes.
    """

    assignment: str
    name: str
    made: int
    mutants: int = 0
    killed: int = 0
    equivalent: int = 0
    survivors: list[Survivor] = []

    def __str__(self) -> str:
        return f"{self.assignment}/{self.name}"


class Mutation(msgspec.Struct, kw_only=True):
    """What the mutants of some exercises showed; `problems` are sentences, one each."""

    exercises: list[Mutated] = []
    problems: list[str] = []

    @property
    def score(self) -> float:
        """The share of mistakes that was caught; 1 where there was none."""
        mistakes = sum(row.mutants - row.equivalent for row in self.exercises)
        return sum(row.killed for row in self.exercises) / mistakes if mistakes else 1.0

    @property
    def ok(self) -> bool:
        """Whether enough was caught, and nothing else is wrong."""
        return self.score >= ENOUGH and not self.problems

    def to_json(self) -> bytes:
        """The report as indented JSON, ending in a newline."""
        told = {"ok": self.ok, "score": round(self.score, 4)} | msgspec.to_builtins(self)
        return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"

    def survivors(self) -> Iterator[str]:
        """Each survivor: where it is, what it changes, and what happened to it."""
        for row in self.exercises:
            for one in row.survivors:
                changed = "".join(f"\n    {line}" for line in one.diff.splitlines())
                yield f"{row}, line {one.line} ({one.operator}): {one.said}{changed}"

    def table(self) -> Table:
        """A row for each exercise, assignment by assignment, for a terminal of 80 columns."""
        table = Table(Column("exercise", no_wrap=True), box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
        for heading in ("mutants", "killed", "equivalent", "survivors"):
            table.add_column(heading, justify="right", no_wrap=True)
        for assignment, rows in groupby(self.exercises, key=lambda row: row.assignment):
            table.add_row(Text(assignment, style="bold"))
            for row in rows:
                cells = (row.mutants, row.killed, row.equivalent, len(row.survivors))
                table.add_row(Text(f"  {row.name}", style="red" if row.survivors else ""), *map(str, cells))
        return table
