"""What grading costs: against stock nbgrader and otter, against the floor, by phase, with the class's size, protected.

Run it on a quiet machine. All tables come from one run; `--save` keeps them in ``benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import comparison, otter, phases, protection, tables
from benchmarks.classes import mixed, perfect
from benchmarks.growth import growth
from benchmarks.measure import adopt_orphans
from gradax.course import Assignment, Course


def main() -> None:
    """Measure, print the tables."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="to compare (all by default)")
    parser.add_argument("--students", type=int, default=4, help="in each class (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another one draws other mixed classes")
    parser.add_argument("--without-nbgrader", action="store_true", help="leave out what takes longest")
    parser.add_argument("--example", metavar="ASSIGNMENT", help="for otter and protection (04_mlp, or the first)")
    parser.add_argument("--growing", metavar="ASSIGNMENT", help="for classes of growing size (the example)")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10, 50], help="of growing classes (10 50)")
    parser.add_argument("--protection", type=int, default=7, metavar="ROUNDS", help="rounds in each tier (%(default)s)")
    parser.add_argument("--save", action="store_true", help="keep the tables")
    options = parser.parse_args()
    adopt_orphans()
    course = Course.open()
    measured: list[tables.Table] = []
    for table in _measured(course, options):
        table.print()
        measured.append(table)
        if options.save:
            tables.save(measured)


def _measured(course: Course, options: argparse.Namespace) -> Iterator[tables.Table]:
    """Every table, as soon as it is there."""
    chosen = course.select(options.assignments)
    example = course.assignment(options.example or (chosen[0].name if options.assignments else "04_mlp"))
    costs = [cost for assignment in chosen for cost in _costs(assignment, options)]
    yield comparison.table(costs, options.students, options.seed)
    yield comparison.phases(costs)
    classes = _classes(example, options)
    ours = {cost.kind: cost.ours for cost in costs if cost.assignment == example.name}
    if not otter.OTTER.is_file():
        print("otter-grader is not installed: no comparison with it. `make bench` installs it.", file=sys.stderr)
    elif ours and not options.without_nbgrader:
        with tempfile.TemporaryDirectory(prefix="gradax-bench-") as folder:
            yield otter.compare(example, classes, ours, Path(folder))
    yield from phases.phases(chosen, lambda assignment: _classes(assignment, options))
    if options.protection:
        yield from protection.compare(course, example, options.protection)
    if options.sizes:
        yield growth(course.assignment(options.growing or example.name), options.sizes, options.seed)


def _classes(assignment: Assignment, options: argparse.Namespace) -> dict[str, list[bytes]]:
    return {
        "perfect": perfect(assignment, options.students),
        "mixed": mixed(assignment, options.students, options.seed),
    }


def _costs(assignment: Assignment, options: argparse.Namespace) -> Iterator[comparison.Costs]:
    for kind, notebooks in _classes(assignment, options).items():
        with tempfile.TemporaryDirectory(prefix="gradax-bench-") as folder:
            stock = not options.without_nbgrader
            cost = comparison.compare(assignment, kind, notebooks, Path(folder), stock=stock)
        theirs = f"nbgrader {cost.stock:.1f}, " if cost.stock else ""
        print(f"{assignment.name}, {kind}: {theirs}gradax {cost.ours:.2f}, floor {cost.floor:.2f}", file=sys.stderr)
        yield cost


if __name__ == "__main__":
    main()
