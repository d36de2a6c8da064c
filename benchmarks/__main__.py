"""What grading costs: against stock nbgrader, against the floor, with the class's size, and what protection adds.

Run it on a quiet machine. All tables come from one run; `--save` keeps them in ``benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks import comparison, protection, tables
from benchmarks.classes import mixed, perfect
from benchmarks.growth import growth
from benchmarks.measure import adopt_orphans
from gradax.course import Assignment, Course


def main() -> None:
    """Measure, print the tables."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="all by default")
    parser.add_argument("--students", type=int, default=4, help="in each class (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another one draws other mixed classes")
    parser.add_argument("--without-nbgrader", action="store_true", help="leave out what takes longest")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10, 50], help="of growing classes (10 50)")
    parser.add_argument("--protection", type=int, default=7, metavar="ROUNDS", help="rounds in each tier (%(default)s)")
    parser.add_argument("--save", action="store_true", help="keep the tables")
    options = parser.parse_args()
    adopt_orphans()
    course = Course.open()
    chosen = course.select(options.assignments)
    measured = list(_comparison(chosen, options))
    example = course.assignment("04_mlp") if not options.assignments else chosen[0]
    if options.sizes:
        measured.append(growth(example, options.sizes, options.seed))
    if options.protection:
        measured += protection.compare(course, example, options.protection)
    for table in measured:
        table.print()
    if options.save:
        tables.save(measured)


def _comparison(chosen: list[Assignment], options: argparse.Namespace) -> list[tables.Table]:
    costs = []
    for assignment in chosen:
        classes = {
            "perfect": perfect(assignment, options.students),
            "mixed": mixed(assignment, options.students, options.seed),
        }
        for kind, notebooks in classes.items():
            with tempfile.TemporaryDirectory(prefix="gradax-bench-") as folder:
                costs.append(
                    comparison.compare(assignment, kind, notebooks, Path(folder), stock=not options.without_nbgrader)
                )
    return [comparison.table(costs, options.students, options.seed), comparison.phases(costs)]


if __name__ == "__main__":
    main()
