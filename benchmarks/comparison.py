"""The same classes graded by stock nbgrader, by gradax, and at the floor, in one run.

Stock nbgrader executes each submitted notebook in a kernel, its grade cells running the visible checks; gradax runs the
hidden tests in the sandbox and fills the same gradebook. Everything that a command starts is counted, and divided by
the number of submissions.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.courses import BIN, copied, environment, hand_in
from benchmarks.floor import PHASES
from benchmarks.measure import cost_of
from benchmarks.tables import Row, Table
from gradax.course import Assignment, Course
from gradax.grading.sandboxes import compiled_programs, find_protection, programs_folder

REACH_STOCK, REACH_FLOOR = 10.0, 1.3  # at most a tenth of stock nbgrader's, and that much of the floor


@dataclass
class Costs:
    """CPU seconds of one submission of a class, and of the floor its phases."""

    assignment: str
    kind: str  # of the class
    stock: float | None
    ours: float
    wall: float
    floor: float
    phases: dict[str, float] = field(default_factory=dict)


def compare(assignment: Assignment, kind: str, notebooks: Sequence[bytes], folder: Path, *, stock: bool) -> Costs:
    """Grade one class in each way."""
    course, name, count = assignment.course, assignment.name, len(notebooks)
    compiled_programs(course, assignment, find_protection())  # every copy gets them, as after the first run
    theirs = None
    if stock:
        root = copied(course, folder / "stock", stock=True)
        hand_in(root, name, notebooks)
        theirs = cost_of([str(BIN / "nbgrader"), "autograde", name, "--force"], cwd=root, env=environment()).cpu
    root = copied(course, folder / "gradax")
    hand_in(root, name, notebooks)
    ours = cost_of([str(BIN / "gradax"), "grade", name, "--workers", "1"], cwd=root)
    floor, phases = _floor(root, name, programs_folder(Course.open(root)), count)
    return Costs(name, kind, theirs and theirs / count, ours.cpu / count, ours.wall / count, floor, phases)


def _floor(root: Path, name: str, programs: Path, count: int) -> tuple[float, dict[str, float]]:
    total: Counter[str] = Counter()
    for number in range(count):
        notebook = root / "submitted" / f"student{number:03d}" / name / f"{name}.ipynb"
        command = [sys.executable, "-m", "benchmarks.floor", name, str(notebook), str(programs)]
        path = {"PYTHONPATH": str(Path(__file__).parents[1])}
        total.update(json.loads(cost_of(command, cwd=root, env=path).output.splitlines()[-1]))
    spent = {phase: total[phase] / count for phase in ("cpu", *PHASES.values())}
    return spent.pop("cpu"), spent


def table(costs: Sequence[Costs], students: int, seed: int) -> Table:
    """The comparison, with ratios and their medians."""
    rows: list[Row] = []
    for each in costs:
        stock = [f"{each.stock:.1f}", f"1 : {each.stock / each.ours:.1f}"] if each.stock else [None, None]
        ours = [f"{each.ours:.2f}", f"{each.wall:.2f}", f"{each.floor:.2f}", f"{each.ours / each.floor:.2f}"]
        rows.append([each.assignment, each.kind, *stock, *ours])
    for kind in dict.fromkeys(each.kind for each in costs):
        ratios = [each.stock / each.ours for each in costs if each.kind == kind and each.stock]
        floors = statistics.median(each.ours / each.floor for each in costs if each.kind == kind)
        median = f"1 : {statistics.median(ratios):.1f}" if ratios else None
        rows.append(["median", kind, None, median, None, None, None, f"{floors:.2f}"])
    return Table(
        title=f"CPU seconds a submission, {students} of a class, seed {seed}",
        columns=("assignment", "class", "nbgrader", "ratio", "gradax", "wall", "floor", "times the floor"),
        rows=rows,
        note=f"To reach: a tenth of stock nbgrader's (1 : {REACH_STOCK:g}), and at most {REACH_FLOOR} of the floor.",
    )


def phases(costs: Sequence[Costs]) -> Table:
    """Where the floor's seconds go."""
    names = [*PHASES.values()]
    rows: list[Row] = [
        [each.assignment, each.kind, *(f"{each.phases[name]:.2f}" for name in names), f"{each.floor:.2f}"]
        for each in costs
    ]
    note = "Seconds that JAX says it spent, by the wall clock; the last column is all CPU seconds, Python's included."
    return Table("The floor by phase", ("assignment", "class", *names, "all"), rows, note)
