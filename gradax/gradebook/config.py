"""nbgrader's configuration, derived from the course; ``nbgrader_config.py`` at the top level calls `configure`.

Where nbgrader offers a trait, it is set here, by a dotted name where it takes one. What it offers none for is put in
place by `gradax.gradebook.converters.install`, which says why.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from gradax.course import CourseError
from gradax.course.course import Course
from gradax.text import one_line

CONFIG = "nbgrader_config.py"
SAVE_CELLS = "gradax.gradebook.database.cells.MoveCells"


def nbgrader_config(course: Course, *, needed: bool = False) -> Any:
    """The configuration that nbgrader's own commands use in this course.

    Where there is no ``nbgrader_config.py``, it is what that file would have set up.

    Raises:
        CourseError: where the file is `needed` and missing, or raises.
    """
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    if (course.root / CONFIG).is_file():
        try:
            return PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()
        except CourseError:
            raise
        except Exception as error:
            what = one_line(f"{type(error).__name__}: {error}")
            raise CourseError(f"{course.root / CONFIG}: it cannot be read: {what}.") from error
    if needed:
        raise CourseError(
            f"{course.root / CONFIG}: there is no such file; nbgrader's commands and gradax both read it. "
            "`gradax new course DIR` creates one with a new course: copy it from there."
        )
    config = Config()
    configure(config, course)
    return config


def configure(c: Any, course: Course) -> None:
    """Set up nbgrader for `course`, by changing its configuration `c`."""
    # Only whoever runs nbgrader pays for its import; `gradax.grading` itself does without.
    from nbgrader.converters import GenerateAssignment
    from nbgrader.preprocessors import SaveCells

    from gradax.gradebook.converters.install import install

    c.CourseDirectory.root = str(course.root)
    # What students find where they are to write, and the notebook's normal form as the last step of releasing.
    c.ClearSolutions.code_stub = {"python": '# Write your code here.\nraise NotImplementedError("write me")'}
    c.ClearSolutions.text_stub = "*Write your answer here.*"
    # (Set, not appended: the formgrader reads its configuration again for each request.)
    steps = GenerateAssignment.class_traits()["preprocessors"].default()
    steps = [SAVE_CELLS if step is SaveCells else step for step in steps]
    c.GenerateAssignment.preprocessors = [*steps, "gradax.authoring.normal_form_step.NormalForm"]
    c.MoveCells.renamed = {assignment.name: dict(assignment.entry.renamed) for assignment in course.assignments}
    c.Autograde.autograde_preprocessors = [
        "gradax.gradebook.converters.steps.VerdictCards",
        "gradax.gradebook.converters.steps.SaveVerdicts",
        "nbgrader.preprocessors.AssignLatePenalties",
        "gradax.gradebook.converters.steps.QuoteAnswers",
    ]
    c.AssignLatePenalties.plugin_class = "gradax.gradebook.database.late.CourseLatePolicy"
    c.CourseLatePolicy.policies = {
        assignment.name: (assignment.late_policy.per_day, assignment.late_policy.at_most)
        for assignment in course.assignments
    }
    c.ZipCollectApp.collector_plugin = "gradax.gradebook.collecting.ArchiveCollector"
    c.GenerateFeedback.exporter_class = "gradax.gradebook.converters.feedback.FeedbackExporter"
    c.GenerateFeedback.preprocessors = [
        "gradax.gradebook.converters.feedback.FeedbackCards",
        "gradax.gradebook.converters.feedback.GradesAndComments",
    ]
    # Feedback shows the gradebook too, grades and comments given by hand among it. nbgrader would keep the old page.
    c.GenerateFeedback.force = True
    c.HTMLExporter.preprocessors = ["gradax.gradebook.converters.steps.EscapeNames"]
    _let_nbgrader_find_alembic()
    install()


def _let_nbgrader_find_alembic() -> None:
    """It runs ``alembic`` by name to upgrade a gradebook; that lies beside this Python, and perhaps not on PATH."""
    beside = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if beside not in path:
        os.environ["PATH"] = os.pathsep.join([beside, *path])
