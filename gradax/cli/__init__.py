"""The `gradax` command. Each command imports what it needs when it runs, so that `gradax --help` is quick."""

from __future__ import annotations

import sys

from gradax.cli import (  # noqa: F401  (they register their commands)
    authoring,
    collecting,
    doctor,
    grading,
    handing_in,
    learning,
    new,
    package,
    report,
    roster,
)
from gradax.cli.app import BAD_INPUT, OUR_FAULT, app, complain
from gradax.course.config import CourseError
from gradax.wire.failures import GraderFault

__all__ = ["app", "main"]

# What the extra `grader` brings, and students do without.
GRADERS = {"alembic", "flatbuffers", "nbclient", "nbconvert", "nbformat", "nbgrader", "sqlalchemy", "traitlets"}


def main() -> None:
    """Run the command line; a known failure becomes one sentence and an exit code, never a traceback."""
    try:
        app()
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in GRADERS:
            raise
        complain(
            f"This is an instructor's command: it needs {missing}, which is not installed here. Instructors install it "
            "with: pip install 'gradax[lab,grader]'"
        )
        sys.exit(BAD_INPUT)
    except CourseError as error:
        complain(str(error))
        sys.exit(BAD_INPUT)
    except GraderFault as error:
        complain(f"gradax itself failed: {error}")
        sys.exit(OUR_FAULT)
