"""The template repository for GitHub Classroom: the students' bundle, and a workflow that runs its checks."""

from __future__ import annotations

from pathlib import Path

from gradax.authoring.bundle import TORCH_FOR_CPU, make_bundle, needs_torch
from gradax.course import Assignment, Course, CourseError

WORKFLOW = ".github/workflows/checks.yml"
_IGNORED = ".gitignore"
_KEPT = (".git", ".github", _IGNORED)
_OF_WORK = (".venv/", "__pycache__/", ".ipynb_checkpoints/")
_CHECKS = """\
# Runs the visible checks on each push. A red cross says that not all of them pass yet; it is not a grade.
name: Checks
on: [push, workflow_dispatch]
permissions:
  contents: read
concurrency:
  group: ${{ github.ref }}
  cancel-in-progress: true
jobs:
  check:
    if: github.actor != 'github-classroom[bot]'
    runs-on: ubuntu-latest
    timeout-minutes: 30
    strategy:
      fail-fast: false
      matrix:
        assignment: [ASSIGNMENTS]
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.11"
          cache: pip
          cache-dependency-path: requirements.txt
      - run: python -m pip install -r requirements.txt
      - run: gradax check ${{ matrix.assignment }}
"""


def make_template(course: Course, assignments: list[Assignment], folder: Path) -> None:
    """Write the template of released `assignments` into `folder`, which may be a git repository with an earlier one.

    Raises:
        CourseError: where an assignment is not released, or where the bundle cannot be made.
    """
    for assignment in assignments:
        if not assignment.release_path.is_file():
            raise CourseError(f"{assignment.name} is not released yet; run `gradax release {assignment.name}` first.")
    make_bundle(course, assignments, folder, beside=_KEPT)
    workflow = _CHECKS.replace("ASSIGNMENTS", ", ".join(f'"{assignment.name}"' for assignment in assignments))
    if needs_torch(assignments):
        workflow = workflow.replace("-r requirements.txt\n", f"-r requirements.txt {TORCH_FOR_CPU}\n")
    path = folder / WORKFLOW
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(workflow, encoding="utf-8")
    if not (folder / _IGNORED).exists():
        (folder / _IGNORED).write_text("\n".join([*_OF_WORK, ""]), encoding="utf-8")
