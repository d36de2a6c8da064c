"""How a run grows with the class and with the workers: a mixed class of one assignment, graded from nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.classes import mixed
from benchmarks.courses import BIN, copied, hand_in
from benchmarks.measure import Cost, cost_of
from benchmarks.tables import Row, Table
from gradax.course import Assignment
from gradax.grading.sandboxes import compiled_programs, find_protection

WORKERS = (1, 2)


def growth(assignment: Assignment, sizes: Sequence[int], seed: int) -> Table:
    """Grade classes of these sizes with one worker and with two, and the last one once more, unchanged."""
    compiled_programs(assignment.course, assignment, find_protection())
    rows: list[Row] = []
    for size in sizes:
        costs = {workers: _graded(assignment, size, workers, seed) for workers in WORKERS}
        (one, again), (two, _) = costs[1], costs[2]
        rows.append(
            [
                str(size),
                f"{one.wall:.1f}",
                f"{one.cpu / size:.2f}",
                f"{two.wall:.1f}",
                f"{one.wall / two.wall:.2f}",
                f"{one.worker_mib:.0f}",
                f"{one.memory_mib:.0f}",
                f"{again.wall:.1f}",
                f"{one.wall / again.wall:.0f}",
            ]
        )
    return Table(
        title=f"{assignment.name}: mixed classes of growing size, seed {seed}",
        columns=(
            "submissions",
            "1 worker, s",
            "CPU s each",
            "2 workers, s",
            "times faster",
            "MiB, the worker",
            "MiB, largest process",
            "unchanged rerun, s",
            "times faster",
        ),
        rows=rows,
        note="To reach: two workers 1.8 times faster; memory flat; an unchanged rerun of 200 fifty times faster.",
    )


def _graded(assignment: Assignment, size: int, workers: int, seed: int) -> tuple[Cost, Cost]:
    """What grading costs, and what it costs once more where nothing has changed."""
    with tempfile.TemporaryDirectory(prefix="gradax-bench-") as folder:
        root = copied(assignment.course, Path(folder) / "course")
        hand_in(root, assignment.name, mixed(assignment, size, seed))
        command = [str(BIN / "gradax"), "grade", assignment.name, "--workers", str(workers)]
        return cost_of(command, cwd=root), cost_of(command, cwd=root)
