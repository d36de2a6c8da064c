"""Grade the same perfect submissions of one assignment with stock nbgrader and with gradax, in one run.

Stock nbgrader executes each submitted notebook in a kernel, its grade cells running the visible checks; gradax
runs the hidden tests in the sandbox and fills the same gradebook. Both get the same notebooks, made from the
release and the reference solutions. Each round grades all of them; the figures are medians over rounds, divided by the
number of submissions, everything that a command starts included. What protection adds to a submission is measured
after that, in the same run; see `benchmarks.protection`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.measure import Cost, adopt_orphans, cost_of
from benchmarks.perfect import solved_notebook
from benchmarks.protection import compare
from gradax.course import Course

BIN = Path(sys.executable).parent
PROTECTION_ROUNDS = 7
COURSE_PARTS = ("course.yaml", "nbgrader_config.py", "source", "release", "tests")


def main() -> None:
    """Measure, print the tables."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--assignment", default="04_mlp")
    parser.add_argument("--students", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--protection", type=int, metavar="ROUNDS", help="only measure what protection costs")
    options = parser.parse_args()
    course = Course.open()
    assignment = course.assignment(options.assignment)
    if options.protection is None:
        compare_with_nbgrader(course, options)
    compare(course, assignment, options.protection or PROTECTION_ROUNDS)


def compare_with_nbgrader(course: Course, options: argparse.Namespace) -> None:
    """Measure both graders, print the table."""
    adopt_orphans()
    costs: dict[str, list[Cost]] = {"stock nbgrader": [], "gradax": []}
    with tempfile.TemporaryDirectory(prefix="gradax-bench-") as folder:
        stock = prepared(course, Path(folder) / "stock", options.assignment, options.students, stock=True)
        ours = prepared(course, Path(folder) / "gradax", options.assignment, options.students, stock=False)
        cost_of([str(BIN / "gradax"), "grade", options.assignment, "--workers", "1"], cwd=ours)  # fills the caches
        for _ in range(options.rounds):
            costs["stock nbgrader"].append(
                cost_of([str(BIN / "nbgrader"), "autograde", options.assignment, "--force"], cwd=stock, env=path())
            )
            costs["gradax"].append(
                cost_of([str(BIN / "gradax"), "grade", options.assignment, "--workers", "1", "--force"], cwd=ours)
            )
    report(costs, options.assignment, options.students, options.rounds)


def prepared(course: Course, root: Path, assignment: str, students: int, *, stock: bool) -> Path:
    """A copy of the course with `students` perfect submissions; with nbgrader's own settings where `stock`."""
    root.mkdir()
    for part in COURSE_PARTS:
        if (course.root / part).is_dir():
            shutil.copytree(course.root / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(course.root / part, root / part)
    if stock:
        (root / "nbgrader_config.py").write_text("c = get_config()\nc.Execute.timeout = 600\n", encoding="utf-8")
    cost_of([str(BIN / "nbgrader"), "generate_assignment", assignment, "--force"], cwd=root, env=path())
    solved = solved_notebook(course.assignment(assignment))
    for number in range(students):
        folder = root / "submitted" / f"student{number:02d}" / assignment
        shutil.copytree(root / "release" / assignment, folder)
        (folder / f"{assignment}.ipynb").write_bytes(solved)
    return root


def path() -> dict[str, str]:
    """The environment in which nbgrader finds alembic."""
    return {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def report(costs: dict[str, list[Cost]], assignment: str, students: int, rounds: int) -> None:
    """Print medians and ratios."""

    def median(name: str, of: Callable[[Cost], float]) -> float:
        return statistics.median(of(cost) for cost in costs[name]) / students

    table = Table(title=f"{assignment}: one of {students} perfect submissions, medians of {rounds} rounds")
    for column in ("", "CPU s", "wall s"):
        table.add_column(column, justify="left" if not column else "right")
    for name in costs:
        table.add_row(name, f"{median(name, lambda c: c.cpu):.2f}", f"{median(name, lambda c: c.wall):.2f}")
    ratio = median("gradax", lambda c: c.cpu) / median("stock nbgrader", lambda c: c.cpu)
    table.add_row("ratio of CPU", f"1 : {1 / ratio:.1f}", "")
    Console().print(table)


if __name__ == "__main__":
    main()
