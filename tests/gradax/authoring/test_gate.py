"""The gate, with the answers run in this process; that it works with the sandbox is `test_trials`'s to say."""

import json

import msgspec
import pytest

from gradax.authoring.gate import subjects, verify, write_fingerprints
from gradax.authoring.right_notebooks import right_notebooks
from gradax.course import CourseError
from gradax.grading.diagnosis import diagnose
from gradax.grading.score import score_exercise
from gradax.results import Kind, Verdict
from gradax.testing.runner import run_tests
from gradax.testing.student import Student
from gradax.wire.perform import Performer
from gradax.wire.transport import LocalTransport
from tests.gradax.conftest import exercise_cells

HIDDEN, BANK = "tests/01_tiny/test_clamp.py", "tests/01_tiny/answers/clamp"


class Check:
    """Verifies a tiny course."""

    def __init__(self, course):
        self.course = course

    def run(self, trials):
        assignment = self.course.assignment()
        for index, trial in enumerate(trials):
            performer = Performer({})
            for cell in trial.canonical.cells:
                if cell.exercise:
                    performer.cell(cell.source, cell.name)
            student = Student(LocalTransport(performer))
            files = [assignment.hidden_path(name) for name in trial.exercises]
            tests = run_tests(files, lambda exercise, student=student: student, only=trial.tests)
            yield index, [score_exercise(name, 100, found) for name, found in tests.items()]

    def subjects(self, **options):
        return subjects(self.course.open(), [], **options)

    def __call__(self, *, quick=False, **options):
        return verify(self.subjects(**options), self.run, {}, quick=quick)


@pytest.fixture
def check(tiny_course):
    return Check(tiny_course)


def weaken(course):
    """Tests that ask for nothing but a name."""
    course.write(HIDDEN, 'def test_is_there(student):\n    """It is there."""\n    assert student.defines("clamp")\n')


def test_a_sound_exercise_is_well(check):
    found = check()
    assert (found.ok, found.problems, found.warnings) == (True, [], [])


def test_the_report_keeps_its_contract(check):
    assert json.loads(check().to_json()) == {
        "ok": True,
        "leaks": [],
        "exercises": [
            {
                "assignment": "01_tiny",
                "name": "clamp",
                "points": 100,
                "tests": 3,
                "solution": "passed",
                "blank": "failed",
                "wrong": {"total": 4, "caught": 4, "missed": []},
                "right": {"total": 2, "accepted": 2, "refused": []},
            }
        ],
    }


def test_the_solution_must_score_everything(tiny_course, check):
    tiny_course.cells[2]["source"] = tiny_course.cells[2]["source"].replace("min(high", "min(high + 1")
    tiny_course.write_notebook()
    found = check()
    assert found.report.exercises[0].solution == "failed"
    assert found.problems[0] == (
        "01_tiny/clamp: the solution does not pass `test_stays_between_the_bounds`: failed. "
        "`clamp(x, 0, 1)` of a number above 1 should be 1, the upper bound."
    )


def test_the_blank_notebook_must_score_nothing(tiny_course, check):
    weaken(tiny_course)
    found = check()
    assert found.report.exercises[0].blank == "passed"
    assert "01_tiny/clamp: the blank notebook passes `test_is_there`, which should ask for something." in found.problems


def test_a_wrong_answer_must_fail_the_tests_that_it_names(tiny_course, check):
    tiny_course.write(f"{BANK}/wrong_fine.py", "# Fine.\n# fails: test_bounds_may_be_negative\n" + RIGHT)
    found = check()
    assert found.report.exercises[0].wrong.missed == ["wrong_fine"]
    assert found.problems == ["01_tiny/clamp: wrong_fine is not caught by `test_bounds_may_be_negative`: passed."]


def test_a_wrong_answer_that_names_no_test_of_ours_is_missed(tiny_course, check):
    tiny_course.write(f"{BANK}/wrong_x.py", "# X.\n# fails: test_x\nclamp = 1\n")
    found = check()
    assert found.problems == ["01_tiny/clamp: wrong_x is not caught by `test_x`: there is no such test."]


def test_a_wrong_answer_must_not_bring_a_test_to_an_error(tiny_course, check):
    path = tiny_course.root / HIDDEN
    path.write_text(path.read_text() + '\n\ndef test_broken(student):\n    """Broken."""\n    {}["x"]\n')
    found = check()
    assert found.report.exercises[0].wrong.caught == 0
    assert any(
        line.startswith("01_tiny/clamp: wrong_absolute is not caught by `test_broken`: error.")
        for line in found.problems
    )


def test_a_right_answer_must_pass_every_test(tiny_course, check):
    tiny_course.write(f"{BANK}/right_x.py", "# Not so right.\ndef clamp(x, low, high):\n    return high\n")
    found = check()
    assert found.report.exercises[0].right.refused == ["right_x"]
    assert "01_tiny/clamp: right_x is refused by `test_leaves_a_number_within_alone`: failed." in found.problems[1]


WRAP = "def wrap(x):\n    return clamp(x, 0, 1)\n"
PICKY = """\
from gradax.testing import expect

BUILDS_ON = ("clamp",)


def test_is_the_very_number(student):
    \"\"\"It is the number itself.\"\"\"
    expect(repr(student.wrap(0.5)) == "0.5", "It is another number.")
"""


@pytest.fixture
def built_on(tiny_course):
    """`clamp` has three right answers, and `wrap`, which builds on it, a test that is too picky for one of them."""
    tiny_course.write(f"{BANK}/right_rounded.py", "# Rounds.\n" + RIGHT.replace("max", "0.49 if x == 0.5 else max"))
    tiny_course.write(f"{BANK.replace('clamp', 'wrap')}/right_same.py", "# The same.\n" + WRAP)
    tiny_course.write(HIDDEN.replace("clamp", "wrap"), PICKY)
    solution = WRAP.replace("    return", "    ### BEGIN SOLUTION\n    return") + "    ### END SOLUTION\n"
    tiny_course.cells[4:4] = exercise_cells("wrap", solution, 100)
    tiny_course.write_notebook()
    return tiny_course


@pytest.mark.parametrize("exercise", [None, "wrap"])
def test_what_builds_on_an_exercise_accepts_each_right_way_to_write_it(built_on, check, exercise):
    problems = [each for each in check(exercise=exercise).problems if "right_" in each]
    assert problems == [
        "01_tiny/wrap: right_same beside clamp/right_rounded is refused by `test_is_the_very_number`: failed. "
        "It is another number."
    ]


@pytest.mark.parametrize(("needs", "again"), [('("clamp",)', ("clamp", "wrap")), ("()", ("clamp",))])
def test_what_has_had_its_turn_is_judged_again_only_beside_what_it_builds_on(built_on, needs, again):
    built_on.write(HIDDEN.replace("clamp", "wrap"), PICKY.replace('("clamp",)', needs))
    first, *others = right_notebooks(built_on.assignment(), ["clamp", "wrap"])
    assert first.judged == ("clamp", "wrap")
    assert [each.judged for each in others] == [again, again]


def test_a_right_answer_counts_once_in_however_many_notebooks_it_stands(built_on, check):
    clamp, wrap = check().report.exercises
    assert (clamp.right.total, clamp.right.accepted) == (3, 3)
    assert (wrap.right.total, wrap.right.accepted, wrap.right.refused) == (1, 0, ["right_same"])


def test_a_wrong_answer_may_fail_more_than_it_names(tiny_course, check):
    tiny_course.write(f"{BANK}/wrong_x.py", "# X.\n# fails: test_stays_between_the_bounds\nclamp = 1\n")
    found = check()
    assert found.ok
    assert (found.warnings, found.problems) == ([], [])


def test_a_stub_must_not_score(tiny_course, check):
    path = tiny_course.root / HIDDEN
    path.write_text(
        path.read_text().replace("expect(above == 1.0,", "expect(above != 'x',").replace("-7 - rng", "0 * rng")
    )
    found = check()
    assert (
        "01_tiny/clamp: a stub that returns 0.0 earns 50 of 100 points, by `test_stays_between_the_bounds`."
        in found.problems
    )
    assert found.report.exercises[0].stubs == 50


def test_a_wrong_answer_that_keeps_most_points_is_a_warning(tiny_course, check):
    path = tiny_course.root / HIDDEN
    path.write_text(path.read_text().replace("@pytest.mark.core\ndef", "def"))
    found = check()
    assert found.warnings == [
        "01_tiny/clamp: wrong_absolute earns 75 of 100 points; does no core test ask for it?",
    ]


def test_an_exercise_without_core_tests_is_a_warning(tiny_course, check):
    path = tiny_course.root / HIDDEN
    path.write_text(path.read_text().replace("@pytest.mark.core\n", ""))
    found = check()
    assert found.ok
    assert found.warnings == ["01_tiny/clamp: no test is marked `core`; mark those that carry the exercise's lesson."]


def test_a_leak_falls_short(tiny_course, check):
    tiny_course.write("source/01_tiny/notes.txt", "")
    found = check()
    assert found.problems == found.report.leaks
    assert "release/01_tiny/notes.txt: does not belong to the assignment" in found.report.leaks[0]


RIGHT = "def clamp(x, low, high):\n    return max(low, min(high, x))\n"


def test_another_bank_needs_no_comments(tmp_path, check):
    folder = tmp_path / "bank" / "01_tiny" / "clamp"
    folder.mkdir(parents=True)
    (folder / "right_a.py").write_text(RIGHT)
    (folder / "wrong_a.py").write_text("def clamp(x, low, high):\n    return x\n")
    (folder / "wrong_b.py").write_text("# fails: test_of_theirs\ndef clamp(x, low, high):\n    return x\n")
    found = check(answers=tmp_path / "bank")
    assert found.ok
    assert found.report.exercises[0].wrong.caught == 2
    assert found.report.exercises[0].right.accepted == 1


def test_a_right_answer_among_another_s_wrong_ones_is_missed(tmp_path, check):
    folder = tmp_path / "bank" / "01_tiny" / "clamp"
    folder.mkdir(parents=True)
    (folder / "wrong_a.py").write_text(RIGHT)
    found = check(answers=tmp_path / "bank")
    assert found.problems == ["01_tiny/clamp: wrong_a passes every test."]


def test_another_bank_answers_our_exercises(tmp_path, check):
    folder = tmp_path / "bank" / "01_tiny" / "clmap"
    folder.mkdir(parents=True)
    (folder / "right_a.py").write_text(RIGHT)
    with pytest.raises(CourseError, match=r"01_tiny has no exercise `clmap`; did you mean `clamp`\?"):
        check.subjects(answers=tmp_path / "bank")


def test_another_bank_exists(tmp_path, check):
    with pytest.raises(CourseError, match="bank: there is no such folder of answers"):
        check.subjects(answers=tmp_path / "bank")


def test_an_exercise_that_does_not_exist_is_told(check):
    with pytest.raises(CourseError, match="01_tiny has no exercise `wrap`"):
        check.subjects(exercise="wrap")


def test_fingerprints_make_diagnoses(tiny_course, check):
    chosen = check.subjects()
    found = verify(chosen, check.run, {})
    write_fingerprints(chosen, found)
    performer = Performer({})
    performer.cell("def clamp(x, low, high):\n    return x if x < high else high\n", "mine")
    assignment = tiny_course.assignment()
    tests = run_tests([assignment.hidden_path("clamp")], lambda exercise: Student(LocalTransport(performer)))
    assert diagnose(assignment, score_exercise("clamp", 100, tests["clamp"])) == "Forgets the lower bound."


def test_fingerprints_are_the_same_each_time(tiny_course, check):
    path = tiny_course.root / "tests" / "01_tiny" / "fingerprints.json"
    written = []
    for _ in range(2):
        chosen = check.subjects()
        write_fingerprints(chosen, verify(chosen, check.run, {}))
        written.append(path.read_bytes())
    assert written[0] == written[1]


@pytest.fixture
def with_fingerprints(tiny_course, check):
    """A tiny course whose fingerprints are those of its tests."""
    chosen = check.subjects()
    write_fingerprints(chosen, verify(chosen, check.run, {}))
    return tiny_course


def test_a_quick_verification_runs_the_tests_that_wrong_answers_name(check):
    (subject,) = check.subjects()
    ran = {trial.name: trial.tests for trial, _ in subject.trials({}, quick=True)}
    assert ran["wrong_absolute"] == ("test_bounds_may_be_negative",)
    assert {tests for name, tests in ran.items() if not name.startswith("wrong_")} == {None}


@pytest.mark.usefixtures("with_fingerprints")
def test_a_quick_verification_is_content_with_the_fingerprints_of_todays_tests(check):
    found = check(quick=True)
    assert (found.ok, found.problems, found.warnings) == (True, [], [])
    assert found.report.exercises[0].wrong.caught == 4


def test_a_quick_verification_misses_what_a_named_test_lets_pass(with_fingerprints, check):
    with_fingerprints.write(f"{BANK}/wrong_absolute.py", "# Fine.\n# fails: test_bounds_may_be_negative\n" + RIGHT)
    found = check(quick=True)
    assert found.problems == ["01_tiny/clamp: wrong_absolute is not caught by `test_bounds_may_be_negative`: passed."]


def test_a_quick_verification_misses_an_answer_that_names_no_test_of_ours(with_fingerprints, check):
    with_fingerprints.write(f"{BANK}/wrong_absolute.py", "# X.\n# fails: test_x\nclamp = 1\n")
    found = check(quick=True)
    assert found.problems == ["01_tiny/clamp: wrong_absolute is not caught by `test_x`: there is no such test."]


def test_a_quick_verification_notices_a_fingerprint_of_other_tests(with_fingerprints, check):
    path = with_fingerprints.root / HIDDEN
    path.write_text(path.read_text().replace('code="above"', 'code="too-large"'))
    found = check(quick=True)
    assert found.ok
    assert found.warnings == [
        f"01_tiny/clamp: the fingerprint of {answer} is older than its tests; `gradax verify 01_tiny --exercise clamp` "
        "writes it anew."
        for answer in ("wrong_constant", "wrong_no_upper")
    ]


def test_a_quick_verification_notices_an_answer_without_a_fingerprint(with_fingerprints, check):
    with_fingerprints.write(f"{BANK}/wrong_x.py", "# X.\n# fails: test_stays_between_the_bounds\nclamp = 1\n")
    assert check(quick=True).warnings == [
        "01_tiny/clamp: wrong_x has no fingerprint yet; `gradax verify 01_tiny --exercise clamp` writes it."
    ]


def test_a_test_that_judges_one_answer_now_so_now_so_wavers(tiny_course, check, monkeypatch):
    monkeypatch.delenv("GRADAX_SEED", raising=False)
    path = tiny_course.root / HIDDEN
    lucky = '\n\ndef test_lucky(student, rng):\n    """Lucky."""\n    expect(rng.random() < 0.5, "bad luck")\n'
    path.write_text(path.read_text() + lucky)

    def run(trials):
        for _ in range(12):
            yield from check.run(trials)

    found = verify(check.subjects(), run, {})
    wavering = [line for line in found.problems if "`test_lucky` wavers on the solution: " in line]
    assert len(wavering) == 1
    assert "in 12 runs" in wavering[0]


def test_a_test_that_no_wrong_answer_names_may_waver_on_it(tiny_course, check, monkeypatch):
    monkeypatch.delenv("GRADAX_SEED", raising=False)
    path = tiny_course.root / HIDDEN
    lucky = (
        '\n\ndef test_lucky(student, rng):\n    """Lucky."""\n'
        '    expect(student.clamp(9, 0, 1) == 1 or rng.random() < 0.5, "bad luck")\n'
    )
    path.write_text(path.read_text() + lucky)

    def run(trials):
        for _ in range(12):
            yield from check.run(trials)

    found = verify(check.subjects(), run, {})
    assert not [line for line in found.problems if "wavers on wrong_" in line]
    assert [line for line in found.warnings if "`test_lucky` wavers on wrong_" in line]


def test_only_right_answers_waver_for_want_of_time(tiny_course, check):
    def run(trials):
        yield from check.run(trials)
        for index, results in check.run(trials):
            yield index, [too_slow(result) for result in results]

    def too_slow(result):
        slow = [
            msgspec.structs.replace(test, verdict=Verdict.FAILED, kind=Kind.CPU_LIMIT, code=Kind.CPU_LIMIT)
            for test in result.tests
        ]
        return msgspec.structs.replace(result, tests=slow)

    wavering = [
        line.split(" wavers on ")[1] for line in verify(check.subjects(), run, {}).problems if " wavers " in line
    ]
    assert any(line.startswith("the solution") for line in wavering)
    assert any(line.startswith("right_") for line in wavering)
    assert not any("wrong_" in line for line in wavering)


def test_what_runs_out_of_time_is_not_caught(tiny_course, check):
    def run(trials):
        for index, results in check.run(trials):
            yield (
                index,
                [
                    msgspec.structs.replace(
                        result, tests=[msgspec.structs.replace(test, kind=Kind.TIMEOUT) for test in result.tests]
                    )
                    for result in results
                ],
            )

    assert verify(check.subjects(), run, {}).report.exercises[0].wrong.caught == 0
