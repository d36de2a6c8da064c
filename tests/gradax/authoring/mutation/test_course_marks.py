"""The marks of this course: each fits its solution as it is now."""

from pathlib import Path

import pytest

from gradax.authoring.mutation.equivalents import equivalents_path, read_equivalents
from gradax.authoring.mutation.mutants import mutants
from gradax.course import Course

COURSE = Course.open(Path(__file__).parents[4])


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda assignment: assignment.name)
def test_no_mark_is_stale(assignment):
    for exercise in assignment.exercises:
        made = {mutant.diff for mutant in mutants(exercise.solution)}
        assert read_equivalents(equivalents_path(assignment, exercise.name)).keys() <= made, exercise.name
