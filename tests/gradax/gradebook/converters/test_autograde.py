"""nbgrader's own commands and the formgrader's buttons, with real submissions in the real sandbox."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import nbgrader.apps.api
import nbgrader.apps.autogradeapp
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.server_extensions.formgrader.handlers import template_path
from traitlets.config import Config

from gradax.course import Course, CourseError
from gradax.gradebook.config import configure
from gradax.gradebook.converters.autograde import ProtectedAutograde
from gradax.gradebook.converters.generate_feedback import SafeFeedback
from gradax.gradebook.database.grades import grades
from gradax.results import Status, SubmissionResult

NAME = "01_small"
BIN = Path(sys.executable).parent
PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(1)>"
CONFIG = """\
from pathlib import Path
from gradax.course import Course
from gradax.gradebook.config import configure
configure(get_config(), Course.open(Path(__file__).parent))
"""


def hand_in(root, student, notebook):
    folder = root / "submitted" / student / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text(notebook if isinstance(notebook, str) else json.dumps(notebook))
    return folder


def make_class(root, perfect, hand):
    """One who is perfect, one half right, one hostile in what is looked at, and three that cannot be read."""
    (root / "nbgrader_config.py").write_text(CONFIG)
    hand_in(root, "ada", perfect)
    half = json.loads(json.dumps(perfect))
    hand.find(half, "negate")["source"] = "def negate(x):\n    return x\n"
    hand_in(root, "bob", half)
    live = json.loads(json.dumps(half))
    hand.find(live, "negate")["source"] = f"print('''{PAYLOAD}''')\nclass negate:\n    '''{PAYLOAD}'''\n"
    live["cells"] += [
        {"cell_type": "markdown", "id": "added-md", "metadata": {}, "source": PAYLOAD},
        {"cell_type": "code", "id": "x", "metadata": {}, "source": f"# {PAYLOAD}", "execution_count": 1, "outputs": [
            {"output_type": "display_data", "metadata": {}, "data": {"text/html": PAYLOAD}}]},
    ]  # fmt: skip
    folder = hand_in(root, "eve", live)
    (folder / "jax.py").write_text("raise SystemExit")
    (folder / "shadow").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "timestamp.txt")
    hand_in(root, "mal", '{"cells": [')
    (root / "submitted" / "fifo" / NAME).mkdir(parents=True)
    os.mkfifo(root / "submitted" / "fifo" / NAME / f"{NAME}.ipynb")
    (root / "submitted" / "link" / NAME).mkdir(parents=True)
    (root / "submitted" / "link" / NAME / f"{NAME}.ipynb").symlink_to("/etc/passwd")


def run(root, program, *arguments):
    # Without the virtual environment on PATH, as a desktop's launcher or a cron job starts it.
    environment = os.environ | {"PATH": "/usr/bin:/bin"}
    command = [str(BIN / program), *arguments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def submitted_state(root):
    return sorted(
        (str(path), path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() and not path.is_symlink() else None)
        for path in (root / "submitted").rglob("*")
    )


@pytest.fixture(scope="module")
def graded(small_root, tmp_path_factory, hand, protection):
    """A class after `nbgrader autograde` and `nbgrader generate_feedback`, run as commands."""
    if protection is None:
        pytest.skip("nbgrader's commands grade nothing without protection, and this machine gives none")
    root = tmp_path_factory.mktemp("nbgrader") / "course"
    shutil.copytree(small_root, root, ignore=shutil.ignore_patterns("submitted", ".gradax", "autograded"))
    perfect = json.loads((root / "source" / NAME / f"{NAME}.ipynb").read_text())
    make_class(root, perfect, hand)
    before = submitted_state(root)
    log = run(root, "nbgrader", "autograde", NAME)
    assert submitted_state(root) == before
    run(root, "nbgrader", "generate_feedback", NAME)
    return root, log


def result(root, student):
    return SubmissionResult.read(root / "autograded" / student / NAME / "results.json")


@pytest.mark.parametrize(
    ("student", "status", "score"),
    [
        ("ada", Status.GRADED, 100.0),
        ("bob", Status.GRADED, 40.0),
        ("eve", Status.GRADED, 20.0),
        ("mal", Status.MALFORMED, 0.0),
        ("fifo", Status.MALFORMED, 0.0),
        ("link", Status.MALFORMED, 0.0),
    ],
)
def test_autograde_gives_each_submission_its_result(graded, student, status, score):
    found = result(graded[0], student)
    assert (found.status, found.score) == (status, score)


def test_the_gradebook_agrees_with_gradax_grade_to_the_last_point(graded, tmp_path):
    root, _ = graded
    copy = tmp_path / "course"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("submitted", "autograded", "feedback", ".gradax", "*.db"))
    run(copy, "gradax", "grade", "--submitted", str(root / "submitted"), "--json", "all.json")
    scores = {found["student"]: found["score"] for found in json.loads((copy / "all.json").read_text())}
    for each in (root, copy):
        course = Course.open(each)
        assert {grade.student: grade.score for grade in grades(course, course.assignments)} == scores


def test_the_log_names_what_cannot_be_read(graded):
    assert "mal: malformed: The file is not a notebook" in graded[1]
    assert "eve: timestamp.txt is not a regular file" in graded[1]


def test_autograded_holds_a_notebook_and_results_for_each(graded):
    root, _ = graded
    for student in ("ada", "bob", "eve", "mal", "fifo", "link"):
        folder = root / "autograded" / student / NAME
        assert sorted(path.name for path in folder.rglob("*")) == [f"{NAME}.ipynb", "results.json"]


def test_feedback_holds_a_page_for_each(graded):
    names = {path.name for path in (graded[0] / "feedback").rglob("*") if path.is_file()}
    assert names == {f"{NAME}.html"}


def test_what_a_student_wrote_is_code_or_text(graded):
    notebook = json.loads((graded[0] / "autograded" / "eve" / NAME / f"{NAME}.ipynb").read_text())
    shown = [json.dumps(cell["outputs"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    shown += [json.dumps(cell) for cell in notebook["cells"] if cell["cell_type"] != "code"]
    assert "alert" not in "".join(shown)


def live(html):
    """The tags and attributes that do something, but for scripts that a page of nbgrader's loads by itself."""
    found = []

    class Page(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag in ("img", "svg", "iframe", "object", "embed", "form", "base"):
                found.append(tag)
            found.extend(name for name, value in attrs if name == "onerror" or "javascript:" in (value or ""))

        def handle_data(self, data):
            if self.cdata_elem == "script" and "alert" in data:
                found.append("script")

    Page().feed(html)
    return found


def test_the_page_has_nothing_live(graded):
    html = (graded[0] / "feedback" / "eve" / NAME / f"{NAME}.html").read_text()
    assert "alert" in html
    assert "<script" not in html
    assert live(html) == []


def test_the_formgraders_page_has_nothing_of_the_students_live(graded):
    root, _ = graded
    config = Config()
    configure(config, Course.open(root))
    config.merge(Config({"HTMLExporter": {"template_name": "formgrade", "extra_template_basedirs": [template_path]}}))
    resources: dict = dict.fromkeys(("assignment_id", "notebook_id", "submission_id", "base_url", "notebook_path"), "")
    resources |= {"index": 0, "total": 1, "student": PAYLOAD, "first_name": "", "last_name": ""}
    path = root / "autograded" / "eve" / NAME / f"{NAME}.ipynb"
    html, _ = HTMLExporter(config=config).from_filename(str(path), resources=resources)
    assert "alert" in html
    assert live(html) == []


@pytest.fixture
def own(graded, tmp_path):
    """A copy of the graded class, with the formgrader's buttons for it."""
    root = tmp_path / "course"
    shutil.copytree(graded[0], root, symlinks=True, ignore=shutil.ignore_patterns("pipe", "timestamp.txt", "fifo"))
    return root


def api_of(root):
    config = Config()
    configure(config, Course.open(root))
    return NbGraderAPI(config=config)


def test_the_autograde_button_grades_anew(own, submitted):
    (own / "submitted" / "mal" / NAME / f"{NAME}.ipynb").write_text(json.dumps(submitted))
    told = api_of(own).autograde(NAME, "mal")
    assert told["success"], told
    assert result(own, "mal").score == 100.0


def test_a_hidden_test_that_breaks_waits_for_a_person(own):
    (own / "tests" / NAME / "test_negate.py").write_text('def test_value(student):\n    """Is right."""\n    1 / 0\n')
    assert api_of(own).autograde(NAME, "ada")["success"]
    assert result(own, "ada").status is Status.ERROR
    with Gradebook(f"sqlite:///{own / 'gradebook.db'}") as gradebook:
        found = gradebook.find_submission_notebook(NAME, NAME, "ada").grades
        assert {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in found} == {
            "test_double": (20.0, False), "test_negate": (None, True), "test_join": (50.0, False),
        }  # fmt: skip


def test_the_generate_assignment_button_works(own):
    told = api_of(own).generate_assignment(NAME)
    assert told["success"], told
    assert (own / "release" / NAME / f"{NAME}.ipynb").is_file()


def test_the_tables_of_the_formgrader_survive_a_hostile_timestamp(own):
    folder = own / "submitted" / "ada" / NAME
    os.mkfifo(folder / "timestamp.txt")
    (own / "submitted" / "bob" / NAME / "timestamp.txt").write_text("no date at all")
    rows = {row["student"]: row["autograded"] for row in api_of(own).get_submissions(NAME)}
    assert rows["ada"]
    assert rows["bob"]


def test_the_tables_of_the_formgrader_know_the_timestamp_of_a_nested_submission(own):
    nested = own / "submitted" / "ada" / NAME / NAME
    nested.mkdir()
    (nested.parent / f"{NAME}.ipynb").rename(nested / f"{NAME}.ipynb")
    (nested / "timestamp.txt").write_text("2026-10-01 12:00:00 UTC")
    assert api_of(own).get_submitted_timestamp(NAME, "ada") == datetime(2026, 10, 1, 12)


def test_a_student_without_a_submission_is_named(own):
    told = api_of(own).autograde(NAME, "nobody")
    assert not told["success"]
    assert "there is no submission of 01_small of nobody here" in told["log"]


def test_without_protection_nothing_is_graded(own, monkeypatch):
    def refuse():
        raise CourseError("This machine cannot protect itself.")

    monkeypatch.setattr("gradax.grading.sandboxes.find_protection", refuse)
    told = api_of(own).autograde(NAME, "ada")
    assert not told["success"]
    assert "This machine cannot protect itself." in told["log"]


def test_our_converters_stand_in_nbgraders_place(own):
    api_of(own)
    assert nbgrader.apps.autogradeapp.Autograde is nbgrader.apps.api.Autograde is ProtectedAutograde
    assert nbgrader.apps.api.GenerateFeedback is SafeFeedback
    assert CourseDirectory().get_existing_timestamp(str(own)) is None


def test_reading_the_configuration_again_changes_nothing(own):
    """The formgrader does so for each request."""
    once, again = Config(), Config()
    configure(once, Course.open(own))
    for _ in range(3):
        configure(again, Course.open(own))
    assert again == once
