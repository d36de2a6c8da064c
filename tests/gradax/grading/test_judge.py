"""Judging: an earlier mistake is paid for once, and an odd reply is the student's failure."""

import pytest

from gradax.course import Course, CourseError
from gradax.grading.grade import grade_exercises, release_of
from gradax.grading.judge import judge
from gradax.results import Kind
from gradax.sandbox import Guest
from gradax.submission.canonical import with_answers

NAME = "01_small"
NEGATE = "def negate(x):\n    return -x\n"
DOUBLE = "def double(x):\n    return 2 * x\n"
JOIN = "def join(a, b):\n    return [double(a), negate(b)]\n"
WRONG = "def double(x):\n    return 3 * x\n"
RAISES = "def double(x):\n    return x.twice\n"
LOOPS = "def double(x):\n    while True:\n        pass\n"


@pytest.fixture
def judged(course_root, zygote):
    """Grades answers in a course in which `join` builds on the other two."""
    path = course_root / "tests" / NAME / "test_join.py"
    path.write_text(path.read_text().replace("import pytest\n", 'import pytest\n\nBUILDS_ON = ("double", "negate")\n'))

    def judged(**answers):
        assignment = Course.open(course_root).assignment(NAME)
        canonical = with_answers(release_of(assignment), {"double": DOUBLE, "negate": NEGATE, "join": JOIN} | answers)
        return {result.name: result for result in grade_exercises(assignment, canonical, zygote)}

    return judged


@pytest.mark.parametrize("double", [WRONG, RAISES])
def test_an_earlier_mistake_costs_nothing_later(judged, double):
    results = judged(double=double)
    assert results["double"].score < 20
    assert results["join"].score == 50
    assert results["join"].follow_through == ("double",)


def test_a_mistake_of_its_own_is_its_own(judged):
    results = judged(double=WRONG, join="def join(a, b):\n    return [double(a), b]\n")
    assert results["join"].score < 50


def test_what_the_failing_cell_defines_is_still_there(judged):
    results = judged(double=WRONG + "\ndef pair(a, b):\n    return [a, b]\n",
                     join="def join(a, b):\n    return pair(double(a), negate(b))\n")  # fmt: skip
    assert results["join"].score == 50


@pytest.mark.parametrize(
    "answers",
    [
        {"negate": NEGATE + "\ndel double\n"},
        {"join": JOIN + "\ndef double(x, times):\n    return times * x\n"},
        {"double": "def double(x):\n    return 3 * x\n\nlist = len = math = 3\n"},
        {"double": "double = None\nwhile True:\n    pass\n"},
    ],
    ids=["deleted later", "defined again later", "names of Python and of the release", "a cell that does not end"],
)  # fmt: skip
def test_what_else_an_earlier_mistake_does_to_names_costs_nothing_either(judged, answers):
    join = answers.pop("join", JOIN).replace("[double", "[math.floor(1) * double")
    results = judged(**answers, join=join)
    assert results["double"].score < 20
    assert (results["join"].score, results["join"].follow_through) == (50, ("double",))


@pytest.mark.parametrize(
    ("code", "does"),
    [("del double", "deletes it"), ("def double(x, times):\n    return x * times", "defines it again")],
)
def test_a_later_cell_that_takes_a_name_away_is_named(course_root, zygote, code, does):
    assignment = Course.open(course_root).assignment(NAME)
    canonical = with_answers(release_of(assignment), {"double": DOUBLE, "negate": f"{NEGATE}\n{code}\n"})
    warnings = judge(assignment, canonical, zygote, assignment.exercises[:2]).warnings
    assert warnings == [
        f"The `double` that is graded is not the one of its own cell: the solution cell of `negate` {does}."
    ]


def test_a_name_that_is_bound_anew_and_right_is_not_mentioned(course_root, zygote):
    assignment = Course.open(course_root).assignment(NAME)
    answers = {"double": DOUBLE, "negate": NEGATE + "\ndouble = (lambda f: lambda x: f(x))(double)\n"}
    canonical = with_answers(release_of(assignment), answers)
    assert not judge(assignment, canonical, zygote, assignment.exercises[:2]).warnings


def test_no_line_of_the_reference_is_shown(judged):
    """Its version is given something that it cannot take."""
    results = judged(double=RAISES, join="def join(a, b):\n    return [double(None if a else 0), negate(b)]\n")
    (stopped,) = [test for test in results["join"].tests if test.verdict == "failed"]
    assert results["join"].follow_through == ("double",)
    assert "It stopped in `join`, line 2: `return [double(None if a else 0), negate(b)]`." in stopped.message
    assert (stopped.stop.cell, stopped.stop.line) == ("join", 2)


def test_without_an_earlier_mistake_nothing_is_said(judged):
    assert not judged()["join"].follow_through


def test_an_earlier_function_that_ends_the_call_costs_nothing_either(judged):
    """It passes its own tests, and fails in this call."""
    three_times = "calls = []\n\ndef double(x):\n    calls.append(x)\n    return 2 * x if len(calls) < 3 else {}[x]\n"
    results = judged(double=three_times)
    assert results["double"].score == 20
    assert results["join"].score == 50
    assert results["join"].follow_through == ("double", "negate")


@pytest.fixture
def stops(monkeypatch):
    """How guests were ended from outside, as it happens."""
    seen, stop = [], Guest._stop
    monkeypatch.setattr(Guest, "_stop", lambda self, kind, claim: seen.append(kind) or stop(self, kind, claim))
    return seen


def test_what_builds_on_a_loop_does_not_wait_for_it_again(judged, stops):
    results = judged(double=LOOPS)
    assert results["double"].score < 20
    assert (results["join"].score, results["join"].follow_through) == (50, ("double",))
    assert stops == [Kind.TIMEOUT]


def test_what_is_wrong_whatever_it_builds_on_is_judged_with_the_loop_too(judged, stops):
    """It may be right with the student's own version alone; what it says is of what was run."""
    results = judged(double=LOOPS, join="def join(a, b):\n    return [double(a), b]\n")
    assert results["join"].score < 50
    assert stops == [Kind.TIMEOUT, Kind.TIMEOUT]


def test_where_the_reference_stands_already_nothing_is_judged_again(judged, course_root, zygote, monkeypatch):
    solutions = {each.name: each.solution for each in Course.open(course_root).assignment(NAME).exercises}
    guests, guest = [], zygote.guest
    monkeypatch.setattr(zygote, "guest", lambda *limits: guests.append(limits) or guest(*limits))
    judged(**solutions | {"join": "def join(a, b):\n    raise ValueError\n"})
    assert len(guests) == 1


def test_an_unwritten_exercise_stays_unwritten(judged):
    results = judged(double=WRONG, join="def join(a, b):\n    raise NotImplementedError\n")
    assert results["join"].score == 0
    assert not results["join"].follow_through


@pytest.mark.parametrize("names", ['("twice",)', '("join",)', '"double"', "(double,)"])
def test_it_builds_on_earlier_exercises_only(course_root, names):
    path = course_root / "tests" / NAME / "test_join.py"
    path.write_text(path.read_text().replace("import pytest\n", f"import pytest\n\nBUILDS_ON = {names}\n"))
    with pytest.raises(CourseError, match=r"test_join\.py: .*BUILDS_ON"):
        _ = Course.open(course_root).assignment(NAME).builds_on


def test_an_odd_reply_is_the_students_failure_and_no_error(course_root, zygote):
    path = course_root / "tests" / NAME / "test_double.py"
    path.write_text(path.read_text().replace("student.double(x) == 2 * x", "student.double(x) + 0.0 == 2 * x"))
    assignment = Course.open(course_root).assignment(NAME)
    canonical = with_answers(release_of(assignment), {"double": "def double(x):\n    return [x]\n"})
    (result,) = grade_exercises(assignment, canonical, zygote, exercises=["double"])
    assert result.verdict == "failed"
    assert {test.code for test in result.tests} == {"odd-reply"}
    assert "is not of a form that this test can read" in result.tests[0].message


def test_an_odd_reply_that_the_reference_cannot_take_is_the_students_failure(course_root, zygote):
    path = course_root / "tests" / NAME / "test_double.py"
    text = path.read_text().replace("_value(student", "_value(student, reference")
    text = text.replace("_zero(student", "_zero(student, reference")
    path.write_text(text.replace("student.double(x) == 2 * x", "reference.double(student.double(x)) == 4 * x"))
    assignment = Course.open(course_root).assignment(NAME)
    answers = {"double": "def double(x):\n    return None\n"}
    (result,) = grade_exercises(assignment, with_answers(release_of(assignment), answers), zygote, exercises=["double"])
    assert result.verdict == "failed"
    assert {test.code for test in result.tests} == {"odd-reply"}


def test_a_test_that_raises_for_everybody_is_ours(course_root, zygote):
    path = course_root / "tests" / NAME / "test_double.py"
    path.write_text(path.read_text().replace("x = 0.0", "x = {}['x']"))
    assignment = Course.open(course_root).assignment(NAME)
    canonical = with_answers(release_of(assignment), {"double": DOUBLE})
    (result,) = grade_exercises(assignment, canonical, zygote, exercises=["double"])
    assert result.verdict == "error"
