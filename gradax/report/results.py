"""The ``results.json`` files in ``autograded/``."""

from __future__ import annotations

from gradax.course import Assignment
from gradax.course.course import RESULTS
from gradax.results import ResultError, SubmissionResult


def read_results(assignment: Assignment) -> tuple[list[SubmissionResult], list[str]]:
    """All results of an assignment, and a sentence for each file that cannot be read."""
    results, problems = [], []
    for path in sorted((assignment.root / "autograded").glob(f"*/{assignment.name}/{RESULTS}")):
        try:
            results.append(SubmissionResult.read(path))
        except (ResultError, OSError) as error:
            problems.append(f"{error}; grade this submission again.")
    return results, problems
