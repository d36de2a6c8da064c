"""What people grade by hand, from the release to the export: through the commands and nbgrader's gradebook."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from gradax.course import Course
from gradax.gradebook.database.grades import grades, grades_by_hand

NAME = "01_small"
BIN = Path(sys.executable).parent
CONFIG = """\
from pathlib import Path
from gradax.course import Course
from gradax.gradebook.config import configure
configure(get_config(), Course.open(Path(__file__).parent))
"""
ANSWER = "Twice, because *addition* commutes: $x + x$, and `x` < 2 `x`.\n\n<img src=x onerror=alert(1)>"
NOTE = "My formula: n(n + 1) / 2"
PLOT = "curve = [double(x) for x in range(5)]"
SCHEME = "Two points for Gauss's own way of pairing."
MODEL = "Because doubling is adding a number to itself, whichever comes first."


def by_hand(grade_id, points, **more):
    about = {"grade": True, "grade_id": grade_id, "locked": False, "points": points, "schema_version": 3}
    return {"nbgrader": about | {"solution": True} | more}


def add_questions(root, hand):
    """A written answer, one without points, code that people look at, and a task."""
    path = root / "source" / NAME / f"{NAME}.ipynb"
    made = json.loads(path.read_text())
    at = hand.index(made, "test_double") + 1
    made["cells"][at:at] = [
        hand.cell("Why twice?", "markdown", "why"),
        hand.cell(MODEL, "markdown", "explain", **by_hand("explain", 4)),
        hand.cell("Anything else?", "markdown", "else"),
        hand.cell("No.", "markdown", "more", **by_hand("more", 0)),
        hand.cell("curve = [2 * x for x in range(100)]", name="plot", **by_hand("plot", 5)),
        hand.cell(
            f"Derive a formula.\n\n### BEGIN MARK SCHEME\n{SCHEME}\n### END MARK SCHEME",
            "markdown",
            "derive",
            **by_hand("derive", 6, grade=False, solution=False, task=True, locked=True),
        ),
    ]
    path.write_text(json.dumps(made))


class Class:
    """The small course with questions, a class, and the commands."""

    def __init__(self, root, hand, protection):
        self.root, self.hand, self.said = root, hand, ""
        self._trusted = [] if protection else ["--i-trust-these-submissions"]

    def run(self, program, *arguments):
        environment = os.environ | {"PATH": "/usr/bin:/bin"}
        command = [str(BIN / program), *arguments]
        done = subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, timeout=180)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def grade(self, *arguments):
        return self.run("gradax", "grade", *self._trusted, *arguments)

    def released(self):
        return json.loads((self.root / "release" / NAME / f"{NAME}.ipynb").read_text())

    def hand_in(self, student, **sources):
        made = self.released()
        for name, source in (self.hand.solutions | sources).items():
            self.hand.find(made, name)["source"] = source
        made["cells"].append(self.hand.cell(NOTE, "markdown", "mine"))
        path = self.root / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(made))

    def autograded(self, student="ada"):
        return nbformat.read(self.root / "autograded" / student / NAME / f"{NAME}.ipynb", as_version=4).cells

    def source(self, name, student="ada"):
        return next(cell.source for cell in self.autograded(student) if cell.id == name)

    def give(self, student, points, comments=()):
        """What the formgrader does."""
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            for name, score in points.items():
                grade = gradebook.find_grade(name, NAME, NAME, student)
                grade.manual_score, grade.needs_manual_grade = score, False
            for name, text in dict(comments).items():
                gradebook.find_comment(name, NAME, NAME, student).manual_comment = text
            gradebook.db.commit()

    def waiting(self, student="ada"):
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            found = gradebook.find_submission_notebook(NAME, NAME, student).grades
            return {grade.name for grade in found if grade.needs_manual_grade}

    def grade_of(self, student="ada"):
        course = Course.open(self.root)
        return next(grade for grade in grades(course, course.assignments) if grade.student == student)

    def exported(self, student="ada"):
        rows = csv.DictReader(io.StringIO(self.run("gradax", "export")))
        return next(row for row in rows if row["student"] == student)

    def page(self, student="ada"):
        self.run("gradax", "feedback", NAME)
        return (self.root / "feedback" / student / NAME / f"{NAME}.html").read_text()


@pytest.fixture(scope="module")
def classroom(small_root, tmp_path_factory, hand, protection):
    """A class after its first grading: ada answers everything, bob nothing, mal hands in half a file."""
    root = tmp_path_factory.mktemp("by-hand") / "course"
    shutil.copytree(small_root, root, ignore=shutil.ignore_patterns("submitted", ".gradax", "autograded", "release"))
    (root / "nbgrader_config.py").write_text(CONFIG)
    add_questions(root, hand)
    made = Class(root, hand, protection)
    made.said = made.run("gradax", "release")
    made.hand_in("ada", explain=ANSWER, more="A thought.", plot=PLOT)
    made.hand_in("bob")
    made.hand_in("mal")
    path = root / "submitted" / "mal" / NAME / f"{NAME}.ipynb"
    path.write_text(path.read_text()[:300])
    made.grade()
    return made


@pytest.fixture
def own(classroom, tmp_path, hand, protection):
    shutil.copytree(classroom.root, tmp_path / "course")
    return Class(tmp_path / "course", hand, protection)


def test_release_counts_questions_and_their_points(classroom):
    assert "3 exercises and 4 questions graded by hand, 115 points" in " ".join(classroom.said.split())


def test_students_get_a_stub_and_neither_model_answer_nor_mark_scheme(classroom):
    text = json.dumps(classroom.released())
    assert "Write your answer here" in text
    assert "Derive a formula." in text
    assert MODEL not in text
    assert "Gauss" not in text


def test_the_autograded_notebook_holds_what_was_written(classroom):
    assert ANSWER in classroom.source("explain")
    assert classroom.source("plot") == PLOT
    assert NOTE in [line for cell in classroom.autograded() for line in cell.source.splitlines()]


def test_grading_says_what_is_left_for_people(own):
    assert "3 graded; 15 points more by hand" in " ".join(own.grade().split())


def test_a_question_without_points_is_on_the_page_where_it_was_answered(classroom):
    assert "A thought." in classroom.page("ada")
    assert "<code>more</code>" not in classroom.page("bob")


def test_what_was_written_waits_and_what_was_not_does_not(classroom):
    assert classroom.waiting("ada") == {"explain", "plot", "derive"}
    assert classroom.waiting("bob") == {"derive"}
    assert classroom.waiting("mal") == set()


def test_points_are_counted_once(classroom):
    grade = classroom.grade_of()
    assert (grade.score, grade.max_score, grade.final) == (100.0, 115.0, False)


def test_the_export_leaves_out_what_is_not_final(classroom):
    row = classroom.exported()
    assert (row["score"], row["max_score"], row["final_score"], row["status"]) == ("100", "115", "", "waiting")


def test_the_page_says_what_is_still_to_be_done(classroom):
    html = classroom.page()
    assert "some of it is graded by hand, which is still to be done" in html
    assert "not graded yet" in html


def test_grades_and_comments_given_by_hand_outlast_a_regrade(own):
    own.give("ada", {"explain": 3.0, "plot": 5.0, "derive": 2.5}, {"explain": "Well put.", "derive": "And for n = 0?"})
    own.grade("--force")
    assert own.waiting() == set()
    assert (own.grade_of().score, own.grade_of().final) == (110.5, True)
    html = own.page()
    for words in ("Well put.", "And for n = 0?", "110.5 of 115 points", "3 of 4", "2.5 of 6", NOTE, "&lt;img src=x"):
        assert words in html
    assert "not final" not in html
    assert own.exported()["final_score"] == "110.5"


@pytest.mark.parametrize(
    ("change", "waiting"),
    [({"explain": "Something else."}, {"explain"}), ({"plot": "curve = []"}, {"plot"})],
)
def test_an_answer_that_changed_is_looked_at_again(own, change, waiting):
    own.give("ada", {"explain": 3.0, "plot": 5.0, "derive": 2.5}, {"explain": "Well put."})
    own.hand_in("ada", **({"explain": ANSWER, "more": "A thought.", "plot": PLOT} | change))
    own.grade()
    assert own.waiting() == waiting
    assert own.grade_of().score == 110.5


def test_points_for_an_exercise_to_look_at_again_are_not_the_graders_fault(own):
    own.give("ada", {"explain": 3.0, "plot": 5.0, "derive": 2.5, "test_double": 15.0})
    own.hand_in("ada", explain=ANSWER, more="A thought.", plot=PLOT, double="def double(x):\n    return x\n")
    own.grade()
    assert own.waiting() == {"test_double"}
    html = own.page()
    assert "some of it is graded by hand" in html
    assert "could not finish" not in html


def test_the_report_counts_what_was_given_and_what_waits(own):
    own.give("bob", {"derive": 3.0})
    said = own.run("gradax", "report", NAME)
    assert "derive (6 points): 2 graded, 25 % of the points on average; 1 waiting: ada" in said
    assert "more (no points)" in said


def test_grades_by_hand_are_read_cell_by_cell(classroom):
    course = Course.open(classroom.root)
    found = [(each.name, each.student, each.score) for each in grades_by_hand(course, course.assignment(NAME))]
    assert found[:3] == [("explain", "ada", None), ("explain", "bob", 0.0), ("explain", "mal", 0.0)]


def test_nbgraders_own_commands_agree(own):
    own.give("ada", {"explain": 3.0, "plot": 5.0, "derive": 2.5}, {"explain": "Well put."})
    if not own._trusted:
        own.run("nbgrader", "autograde", NAME, "--force")
        own.run("nbgrader", "generate_feedback", NAME)
        assert own.waiting() == set()
        assert "Well put." in (own.root / "feedback" / "ada" / NAME / f"{NAME}.html").read_text()
