"""What lateness costs, by course.yaml, through nbgrader's own plugin for late submissions."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Dict

from gradax.course.config import FILE_NAME, AssignmentEntry, LatePolicy, in_utc
from gradax.text import nearest, one_line

SECONDS_A_DAY = 24 * 60 * 60


def penalty(policy: LatePolicy, score: float, seconds_late: float) -> float:
    """The points that `seconds_late` costs: a share of the score for each begun day, up to the policy's bound."""
    if seconds_late <= 0:
        return 0.0
    days = math.ceil(seconds_late / SECONDS_A_DAY)
    return round(score * min(policy.at_most, policy.per_day * days), 2)


def grant_extension(gradebook: Any, entry: AssignmentEntry, student: str) -> None:
    """Write a student's extension into their submission in the gradebook; one that nbgrader granted otherwise stays."""
    until = entry.extensions.get(student)
    if until is not None and entry.due is not None:
        longer = in_utc(until) - in_utc(entry.due)
        gradebook.grant_extension(entry.name, student, minutes=longer.total_seconds() / 60)


def unknown_in_extensions(entry: AssignmentEntry, students: Collection[str]) -> list[str]:
    """A sentence for each extension of somebody who is not among the students."""
    return [
        one_line(
            f"{FILE_NAME}: `{each}` has an extension for {entry.name} but is not in the gradebook; "
            + nearest(each, students, otherwise="`gradax roster` lists who is.")
        )
        for each in sorted(set(entry.extensions) - set(students))
    ]


class CourseLatePolicy(LateSubmissionPlugin):  # type: ignore[misc]
    """nbgrader asks this plugin for the penalty of each late submission."""

    policies = Dict(help="For each assignment, what a begun day costs and the bound: two fractions of the score.").tag(
        config=True
    )

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """The penalty in points, or None where the assignment has no policy.

        nbgrader does not say which assignment it asks about; the preprocessor that made this plugin knows.
        """
        policy = self.policies.get(self.parent.assignment_id)
        if policy is None:
            return None
        per_day, at_most = policy
        return penalty(LatePolicy(per_day, at_most), score, total_seconds_late)
