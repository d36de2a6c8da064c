"""An ``autograder.zip`` for Gradescope: the assignment, gradax, and the two scripts that Gradescope runs.

``setup.sh`` runs once, when Gradescope builds the container: it installs everything and rehearses, so that an
installation that cannot grade fails there, and the solution's programs are compiled. ``run_autograder`` runs for each
submission.
"""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from gradax.authoring.bundle import LOCK, build_wheel, needs_torch, project_folder
from gradax.course import Assignment, CourseError
from gradax.grading.grade import release_of
from gradax.grading.parcel import grading_files
from gradax.results import Visibility

COURSE = "course"
_EXECUTABLE, _READABLE = 0o755, 0o644
_SETUP = """\
#!/usr/bin/env bash
# Gradescope runs this when it builds the container.
set -euo pipefail
cd "$(dirname "$0")"
apt-get update
apt-get install -y python3 python3-venv bubblewrap
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {{
  echo "gradax needs Python 3.11 or newer: choose a newer base image (Ubuntu 24.04) in Gradescope." >&2
  exit 1
}}
python3 -m venv venv
venv/bin/pip install --constraint {lock} './{wheel}[{extras}]'
# A rehearsal, with the notebook as it was released.
mkdir -p rehearsal/submission
cp {course}/release/{name}/{name}.ipynb rehearsal/submission/
cp run_autograder rehearsal/
GRADAX_SOURCE="$PWD" rehearsal/run_autograder
"""
_RUN = """\
#!/usr/bin/env bash
# Gradescope runs this for each submission, as /autograder/run_autograder.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
source="${{GRADAX_SOURCE:-$here/source}}"
cd "$source/{course}"
exec "$source/venv/bin/gradax" package run-gradescope {name} "$here" {options}
"""


def make_autograder(assignment: Assignment, path: Path, visibility: Visibility, *, trusted: bool) -> None:
    """Write the zip that an instructor uploads.

    Args:
        assignment: the assignment, which is released.
        path: the zip's path; an earlier one is replaced.
        visibility: when students see the verdicts.
        trusted: whether to grade even where the container gives no protection.

    Raises:
        CourseError: where the assignment is not released as it is now, or gradax's wheel cannot be built.
    """
    project = project_folder()
    if project is None:
        raise CourseError(
            "The autograder holds gradax's wheel, which is built from its repository; this gradax is an installed "
            "copy. Run `pip install -e .` in a clone and make it from there."
        )
    release_of(assignment)  # else the container could not grade
    options = f"--visibility {visibility}" + (" --i-trust-these-submissions" if trusted else "")
    with tempfile.TemporaryDirectory() as temporary:
        wheel = build_wheel(project, Path(temporary))
        words = {
            "course": COURSE,
            "extras": "grader,mnist" if needs_torch([assignment]) else "grader",
            "lock": LOCK,
            "name": assignment.name,
            "options": options,
            "wheel": wheel.name,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, "setup.sh", _SETUP.format(**words).encode(), _EXECUTABLE)
            _add(archive, "run_autograder", _RUN.format(**words).encode(), _EXECUTABLE)
            _add(archive, LOCK, (project / LOCK).read_bytes())
            _add(archive, wheel.name, wheel.read_bytes())
            for file in grading_files(assignment):
                _add(archive, f"{COURSE}/{file.relative_to(assignment.course.root)}", file.read_bytes())


def _add(archive: zipfile.ZipFile, name: str, data: bytes, mode: int = _READABLE) -> None:
    entry = zipfile.ZipInfo(name)  # with one date for all, so that the same course gives the same zip
    entry.external_attr = mode << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)
