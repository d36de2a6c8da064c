"""What a verification found, for programs and for people."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

import msgspec
from msgspec import UNSET, UnsetType
from rich import box
from rich.table import Column, Table
from rich.text import Text

from gradax.authoring.claims import AT_MOST, Claims
from gradax.grading.diagnosis import Known
from gradax.results import Verdict
from gradax.text import listed


class Wrong(msgspec.Struct):
    """An exercise's wrong answers; the names of those that its tests do not catch."""

    total: int = 0
    caught: int = 0
    missed: list[str] = []


class Right(msgspec.Struct):
    """An exercise's right answers; the names of those that its tests refuse."""

    total: int = 0
    accepted: int = 0
    refused: list[str] = []


class Verified(msgspec.Struct, kw_only=True):
    """One exercise, as ``verify --json`` reports it.

    `solution` and `blank` are verdicts; `blank` is "passed" as soon as it scores anything. `stubs` is the most that
    any stub scores, where one scores anything. `claims` is the share of its weight that rests on claims, where
    any does.
    """

    assignment: str
    name: str
    points: float
    tests: int = 0
    solution: Verdict = Verdict.ERROR
    blank: Verdict = Verdict.ERROR
    wrong: Wrong = msgspec.field(default_factory=Wrong)
    right: Right = msgspec.field(default_factory=Right)
    stubs: float | UnsetType = UNSET
    claims: float | UnsetType = UNSET

    def __str__(self) -> str:
        return f"{self.assignment}/{self.name}"

    @property
    def ok(self) -> bool:
        """Whether nothing in it falls short."""
        sound = (self.solution, self.blank) == (Verdict.PASSED, Verdict.FAILED)
        return sound and not self.wrong.missed and not self.right.refused


class Report(msgspec.Struct, kw_only=True):
    """What ``verify --json`` reports, besides whether all is well."""

    leaks: list[str] = []
    exercises: list[Verified] = []


@dataclass
class Verification:
    """A report, and what else a person wants to know.

    Attributes:
        report: what ``--json`` writes, besides whether all is well.
        problems: what falls short, a sentence each.
        warnings: what might be better, a sentence each.
        fingerprints: how each wrong answer fails, by assignment, exercise and answer.
    """

    report: Report
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    fingerprints: dict[str, dict[str, dict[str, Known]]] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing falls short."""
        return not self.problems

    def tell_claims(self, assignment: str, exercise: str, claimed: Claims) -> None:
        """Keep how much of an exercise rests on claims, and warn where it is too much."""
        row = next(row for row in self.report.exercises if (row.assignment, row.name) == (assignment, exercise))
        if claimed.tests:
            row.claims = claimed.share
        if claimed.share > AT_MOST:
            self.warnings.append(
                f"{row}: {claimed.share:.0%} of its weight rests on what the student's process says of itself, by "
                f"{listed(f'`{test}`' for test in claimed.tests)}; at most a third should. Let the right replies "
                "depend on what a test draws, or look at an exported program (`student.export`)."
            )

    def to_json(self) -> bytes:
        """The report as indented JSON, ending in a newline."""
        told = {"ok": self.ok} | msgspec.to_builtins(self.report)
        return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"

    def table(self) -> Table:
        """A row for each exercise, assignment by assignment, for a terminal of 80 columns."""
        table = Table(Column("exercise", no_wrap=True), box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
        for heading in ("points", "tests", "solution", "blank", "wrong", "right", "claims"):
            table.add_column(heading, justify="right", no_wrap=True)
        for assignment, rows in groupby(self.report.exercises, key=lambda row: row.assignment):
            table.add_row(Text(assignment, style="bold"))
            for row in rows:
                table.add_row(
                    Text(f"  {row.name}", style="" if row.ok else "red"),
                    f"{row.points:g}",
                    f"{row.tests}",
                    row.solution,
                    row.blank,
                    f"{row.wrong.caught}/{row.wrong.total}",
                    f"{row.right.accepted}/{row.right.total}",
                    "" if row.claims is UNSET else f"{row.claims:.0%}",
                )
        return table
