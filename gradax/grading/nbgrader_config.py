"""nbgrader's configuration, derived from the course; ``nbgrader_config.py`` at the top level calls `configure`."""

from __future__ import annotations

from typing import Any

from gradax.course.course import Course


def configure(c: Any, course: Course) -> None:
    """Set up nbgrader for `course`, by changing its configuration `c`."""
    c.CourseDirectory.root = str(course.root)
    # What students find where they are to write, and the notebook's normal form as the last step of releasing.
    c.ClearSolutions.code_stub = {"python": '# Write your code here.\nraise NotImplementedError("write me")'}
    c.GenerateAssignment.preprocessors.append("gradax.authoring.nbgrader_step.NormalForm")
