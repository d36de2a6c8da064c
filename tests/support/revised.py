"""The small course, released to a class and then revised: exercises come, go, and change their points and names."""

import json
import shutil

import pytest
from nbgrader.api import Gradebook
from recording import record_results
from small_course import HIDDEN, NAME, SOLUTIONS, TESTS, cell, nbgrader, write_course

from gradax.authoring.release import release
from gradax.course import Course
from gradax.results import ExerciseResult, Status, SubmissionResult, Verdict

CONFIG = """\
from pathlib import Path
from gradax.course import Course
from gradax.gradebook.config import configure
configure(get_config(), Course.open(Path(__file__).parent))
"""
MARKED = "{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"


class Revised:
    """A small course that is released by the real command; revise its source and release it again."""

    name = NAME

    def __init__(self, root):
        self.root = root

    def prepare(self):
        """Make the course one that is yet to be released."""
        root = self.root
        (root / "nbgrader_config.py").write_text(CONFIG)
        for path in sorted((root / "release").rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        self._change(lambda cells: [self._marked(each) for each in cells])
        return self

    @property
    def assignment(self):
        return Course.open(self.root).assignment(NAME)

    def hand_in(self, student, **answers):
        """Hand in the notebook of the release as it is now, with all answers right but for those given."""
        made = json.loads((self.root / "release" / NAME / f"{NAME}.ipynb").read_text())
        for each in made["cells"]:
            if each["id"] in {**SOLUTIONS, **answers}:
                each["source"] = {**SOLUTIONS, **answers}[each["id"]]
        path = self.root / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(made))

    def record(self, student, **scores):
        """Hand in and record a result made by hand: full points but for the `scores` given."""
        self.hand_in(student)
        self.record_again(student, **scores)

    def record_again(self, student, **scores):
        """Record another result for what was handed in before."""
        exercises = [
            ExerciseResult(
                name=each.name,
                score=scores.get(each.name, each.points),
                max_score=each.points,
                verdict=Verdict.FAILED if each.name in scores else Verdict.PASSED,
                tests=[],
            )
            for each in self.assignment.exercises
        ]
        result = SubmissionResult(
            student=student,
            assignment=NAME,
            status=Status.GRADED,
            protection="A",
            score=sum(each.score for each in exercises),
            max_score=sum(each.max_score for each in exercises),
            seconds=1.0,
            exercises=exercises,
        )
        record_results(self.assignment, [result])

    def give(self, student, exercise, *, points=None, comment=None):
        """Give points or a comment by hand, as the formgrader does."""
        with self._gradebook() as gradebook:
            if points is not None:
                grade = gradebook.find_grade(f"test_{exercise}", NAME, NAME, student)
                grade.manual_score, grade.needs_manual_grade = points, False
            if comment is not None:
                gradebook.find_comment(exercise, NAME, NAME, student).manual_comment = comment
            gradebook.db.commit()

    def grades(self, student):
        """By exercise: points by the grader, points by hand, whether somebody has to look."""
        with self._gradebook() as gradebook:
            found = gradebook.find_submission_notebook(NAME, NAME, student).grades
            return {
                grade.name.removeprefix("test_"): (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                for grade in found
            }

    def comment(self, student, exercise):
        with self._gradebook() as gradebook:
            return gradebook.find_comment(exercise, NAME, NAME, student).manual_comment

    def cells(self):
        """The ids of all cells that the gradebook knows, by kind."""
        with self._gradebook() as gradebook:
            notebook = gradebook.find_notebook(NAME, NAME)
            kinds = (notebook.grade_cells, notebook.solution_cells, notebook.source_cells)
            return [sorted(each.name for each in kind) for kind in kinds]

    def add(self, name, points):
        """Add an exercise, another `double`, as the last one."""
        made = [
            self._marked(
                cell(SOLUTIONS["double"].replace("double", name), name=name, nbgrader=nbgrader(name, solution=True))
            ),
            self._graded(name, points),
        ]
        self._change(lambda cells: [*cells, *made])
        self._write_test(name, TESTS["double"].replace("double", name))

    def drop(self, name):
        """Drop an exercise."""
        self._change(lambda cells: [each for each in cells if each["id"] not in (name, f"test_{name}")])
        (self.root / "tests" / NAME / f"test_{name}.py").unlink()

    def rename(self, old, new):
        """Give an exercise another name, its function too."""

        def change(cells):
            for each in cells:
                each["source"] = each["source"].replace(old, new)
                if each["id"] in (old, f"test_{old}"):
                    each["id"] = each["metadata"]["nbgrader"]["grade_id"] = each["id"].replace(old, new)
            return cells

        self._change(change)
        for path in (self.root / "tests" / NAME).glob("test_*.py"):
            path.write_text(path.read_text().replace(old, new))
        path = self.root / "tests" / NAME / f"test_{old}.py"
        path.rename(path.with_name(f"test_{new}.py"))

    def declare(self, old, new):
        """Say in course.yaml that an exercise was renamed."""
        path, title = self.root / "course.yaml", "title: Three exercises"
        path.write_text(path.read_text().replace(title, f"{title}, renamed: {{{old}: {new}}}"))

    def value(self, name, points):
        """Change an exercise's points."""
        self._change(
            lambda cells: [self._graded(name, points) if each["id"] == f"test_{name}" else each for each in cells]
        )

    def reword(self):
        """Change what the notebook says, and nothing else."""
        self._change(
            lambda cells: [
                each | {"source": each["source"] + " Now."} if each["cell_type"] == "markdown" else each
                for each in cells
            ]
        )

    def reverse(self):
        """Let the exercises come in another order."""
        self._change(
            lambda cells: [*cells[:2], *(each for at in (8, 5, 2) for each in cells[at : at + 3]), *cells[11:]]
        )

    def _change(self, change):
        path = self.root / "source" / NAME / f"{NAME}.ipynb"
        notebook = json.loads(path.read_text())
        notebook["cells"] = change(notebook["cells"])
        path.write_text(json.dumps(notebook))

    def _marked(self, each):
        if not each["metadata"].get("nbgrader", {}).get("solution"):
            return each
        head, *body = each["source"].splitlines()
        return each | {"source": MARKED.format(head=head, body="\n".join(body))}

    def _graded(self, name, points):
        test = f"test_{name}"
        return cell(f'check("{name}")', name=test, nbgrader=nbgrader(test, grade=True, locked=True, points=points))

    def _write_test(self, name, test):
        (self.root / "tests" / NAME / f"test_{name}.py").write_text(HIDDEN.format(name=name, test=test))

    def _gradebook(self):
        return Gradebook(f"sqlite:///{self.root / 'gradebook.db'}")


@pytest.fixture
def revised(course_root):
    """The small course, to be released and revised."""
    return Revised(course_root).prepare()


@pytest.fixture(scope="session")
def graded_root(tmp_path_factory):
    """The small course, released to ada and bob, both graded; bob's `negate` by hand. It is copied for each test."""
    course = Revised(write_course(tmp_path_factory.mktemp("graded") / "course")).prepare()
    release(course.assignment.course, course.assignment)
    course.record("ada")
    course.record("bob", negate=10.0)
    course.give("bob", "negate", points=25.0, comment="The sign alone was wrong.")
    return course.root


@pytest.fixture
def graded(graded_root, tmp_path):
    """The course of `graded_root`, to be revised and released again."""
    shutil.copytree(graded_root, tmp_path / "graded")
    return Revised(tmp_path / "graded")
