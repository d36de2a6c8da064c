"""Handing in through nbgrader's exchange, the folder that students and instructors of one system share."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

from nbgrader.apps import SubmitApp
from nbgrader.auth import Authenticator
from nbgrader.exchange import ExchangeError, ExchangeFactory

from gradax.course.config import CourseError

_INSTEAD = "Leave `--exchange` out, and upload the archive that is made then."


def hand_in(assignment: str, notebook: bytes, student: str | None) -> str:
    """Hand in a notebook, and nothing else, as ``nbgrader submit`` does; gives where it lies now.

    The exchange and the course are those of nbgrader's own configuration, the student is by default the user who is
    logged in.

    Raises:
        CourseError: where no exchange is configured, or it does not take the notebook.
    """
    app = _configured(assignment)
    app.coursedir.assignment_id = assignment
    if student:
        app.coursedir.student_id = student
    submit = ExchangeFactory(parent=app).Submit(
        coursedir=app.coursedir, authenticator=Authenticator(parent=app), parent=app
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, app.coursedir.course_id if submit.path_includes_course else "", assignment)
        path.mkdir(parents=True)
        (path / f"{assignment}.ipynb").write_bytes(notebook)
        submit.assignment_dir = folder
        try:
            submit.start()
        except (ExchangeError, OSError) as error:
            raise CourseError(f"nbgrader's exchange did not take it: {str(error).rstrip('.')}. {_INSTEAD}") from None
    return str(getattr(submit, "inbound_path", submit.root))


def released(assignment: str) -> Path | None:
    """The notebook as everybody fetches it from the exchange, if it is there.

    Raises:
        CourseError: where no exchange is configured.
    """
    app = _configured(assignment)
    fetching = ExchangeFactory(parent=app).FetchAssignment(
        coursedir=app.coursedir, authenticator=Authenticator(parent=app), parent=app
    )
    path = Path(fetching.root, app.coursedir.course_id, "outbound", assignment, f"{assignment}.ipynb")
    return path if path.is_file() else None


def _configured(assignment: str) -> SubmitApp:
    app = SubmitApp()
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said):  # nbgrader's log is for those who run nbgrader
            app.initialize([assignment, "--quiet"])
    except SystemExit:
        raise CourseError(f"nbgrader's configuration cannot be read: {said.getvalue().strip()[-300:]}") from None
    if not app.coursedir.course_id:
        raise CourseError(
            "No exchange is configured here: nbgrader's `CourseDirectory.course_id` is not set in any "
            f"nbgrader_config.py. {_INSTEAD}"
        )
    return app
