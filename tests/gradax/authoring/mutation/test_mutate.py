"""What mutants of a tiny course's solution show, judged in this process; the sandbox has a test of its own below."""

import json

import pytest
from typer.testing import CliRunner

from gradax.authoring.gate import subjects
from gradax.authoring.mutation.mutate import mutate
from gradax.authoring.mutation.report import Mutated, Mutation
from gradax.cli import app
from gradax.course import CourseError
from gradax.grading.score import score_exercise
from gradax.results import Kind, TestResult, Verdict
from gradax.testing.runner import run_tests
from gradax.testing.student import Student
from gradax.wire.perform import Performer
from gradax.wire.transport import LocalTransport

HIDDEN, MARKS = "tests/01_tiny/test_clamp.py", "tests/01_tiny/answers/clamp/equivalent.yaml"
WEAK = """\
def test_upper(student):
    "It holds the upper bound."
    assert student.clamp(9.0, 0.0, 1.0) == 1.0
"""
FLOAT = "- bounded_below = max(low, float(x))\n+ bounded_below = max(low, x)"
SWAPPED = "- return min(high, bounded_below)\n+ return min(bounded_below, high)"


def found(course, run=None, **options):
    def locally(trials):
        for index, trial in enumerate(trials):
            performer = Performer({})
            for cell in trial.canonical.cells:
                if cell.exercise:
                    performer.cell(cell.source, cell.name)
            student = Student(LocalTransport(performer))
            tests = run_tests([course.assignment().hidden_path("clamp")], lambda _, student=student: student)
            yield index, [score_exercise(name, 100, each) for name, each in tests.items()]

    return mutate(subjects(course.open(), []), run or locally, **options)


def mark(course, *changes):
    lines = [f"    - {json.dumps(change)}" for change in changes]
    course.write(MARKS, "\n".join(["- reason: The same.", "  changes:", *lines]))


def test_survivors_come_with_their_diff(tiny_course):
    mutation = found(tiny_course)
    assert {survivor.diff for survivor in mutation.exercises[0].survivors} >= {FLOAT, SWAPPED}
    assert any(
        line.endswith(f"passes every test.\n    {FLOAT[:36]}\n    {FLOAT[37:]}") for line in mutation.survivors()
    )


def test_what_is_marked_as_equivalent_is_no_survivor_and_no_mistake(tiny_course):
    before = found(tiny_course)
    mark(tiny_course, *(survivor.diff for survivor in before.exercises[0].survivors))
    after = found(tiny_course)
    row = after.exercises[0]
    assert (row.survivors, row.equivalent, after.score, after.problems) == ([], row.mutants - row.killed, 1, [])


def test_a_weak_test_lowers_the_score(tiny_course):
    strong = found(tiny_course).score
    tiny_course.write(HIDDEN, WEAK)
    assert found(tiny_course).score < strong


def test_a_mark_that_fits_no_mutant_any_more_is_a_problem(tiny_course):
    mark(tiny_course, "- return x\n+ return y")
    mutation = found(tiny_course)
    assert not mutation.ok
    assert "clamp/equivalent.yaml: no mutant makes this change any more; remove it" in mutation.problems[0]


def test_a_mark_on_a_mutant_that_is_caught_is_a_problem(tiny_course):
    caught = "- return min(high, bounded_below)\n+ return max(high, bounded_below)"
    mark(tiny_course, caught)
    assert found(tiny_course).problems == [f"01_tiny/clamp: marked as equivalent, and caught all the same:\n{caught}"]


def test_a_solution_that_fails_is_a_problem(tiny_course):
    tiny_course.cells[2]["source"] = tiny_course.cells[2]["source"].replace("min(high", "min(high + 1")
    tiny_course.write_notebook()
    assert found(tiny_course).problems == [
        "01_tiny/clamp: the solution does not pass its own tests; run `gradax verify` first."
    ]


def test_as_many_as_wanted_are_judged(tiny_course):
    row = found(tiny_course, at_most=2).exercises[0]
    assert (row.mutants, row.made > 2) == (2, True)


@pytest.mark.parametrize(
    ("verdict", "kind", "killed", "said"),
    [
        (Verdict.FAILED, None, True, None),
        (Verdict.FAILED, Kind.CPU_LIMIT, True, None),
        (Verdict.FAILED, Kind.TIMEOUT, False, "passes, but for `test_a`, which ran out of time."),
        (Verdict.ERROR, None, False, "passes, but for `test_a`, which ended in an error on our side."),
    ],
)
def test_only_what_is_refused_is_caught(tiny_course, verdict, kind, killed, said):
    test = TestResult(name="test_a", rubric="A.", verdict=verdict, kind=kind)
    row = found(
        tiny_course, lambda trials: ((n, [score_exercise("clamp", 100, [test])]) for n in range(1, len(trials)))
    ).exercises[0]
    assert (row.killed > 0, {survivor.said for survivor in row.survivors}) == (killed, {said} - {None})


@pytest.mark.parametrize(("killed", "ok"), [(94, False), (95, True)])
def test_enough_is_95_of_100(killed, ok):
    row = Mutated(assignment="a", name="b", made=110, mutants=110, equivalent=10, killed=killed)
    assert Mutation(exercises=[row]).ok is ok


@pytest.fixture
def run(tiny_course, monkeypatch):
    monkeypatch.chdir(tiny_course.root)
    return lambda *arguments: CliRunner().invoke(app, ["verify", *arguments], catch_exceptions=False)


def test_mutants_are_judged_in_the_sandbox(run, tiny_course):
    tiny_course.write(HIDDEN, WEAK)
    result = run("--mutate", "--mutants", "8", "--json", "report.json")
    report = json.loads((tiny_course.root / "report.json").read_text())
    assert (result.exit_code, report["ok"], report["exercises"][0]["mutants"]) == (1, False, 8)
    assert (
        f"{report['score']:.1%} of the mutants that are mistakes are caught; at least 95% should be." in result.output
    )
    assert "01_tiny/clamp, line " in result.output


def test_mutants_needs_mutate(run):
    with pytest.raises(CourseError, match="--mutants is the number of mutants that --mutate makes; add --mutate"):
        run("--mutants", "3")


@pytest.mark.parametrize("option", [("--repeat", "2"), ("--answers", "."), ("--quick",)])
def test_mutants_are_no_answers(run, option):
    with pytest.raises(
        CourseError, match="--mutate tries no answers of a bank; leave out --answers, --quick and --repeat"
    ):
        run("--mutate", *option)
