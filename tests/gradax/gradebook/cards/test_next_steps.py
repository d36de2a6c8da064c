from gradax.gradebook.cards.next_steps import next_steps
from gradax.results import ExerciseResult, Kind, Status, SubmissionResult, TestResult, Verdict


def outcome(verdict, code="value", kind=None):
    return TestResult(name="test_a", rubric="A claim.", verdict=verdict, code=code, kind=kind)


def exercise(name, score, *tests, verdict=Verdict.FAILED, **more):
    return ExerciseResult(name=name, score=score, max_score=10.0, verdict=verdict, tests=[*tests], **more)


BLANK = exercise("blank", 0.0, *[outcome(Verdict.FAILED, "not-written", Kind.EXCEPTION)] * 2)
HALF = exercise("half", 5.0, outcome(Verdict.PASSED), outcome(Verdict.FAILED))
DONE = exercise("done", 10.0, outcome(Verdict.PASSED), verdict=Verdict.PASSED)
OURS = exercise("ours", 0.0, outcome(Verdict.ERROR), verdict=Verdict.ERROR)


def steps(*exercises, scores=(), sections=(), hinted=()):
    result = SubmissionResult(
        student="ada", assignment="01", status=Status.GRADED, protection="A", score=0, max_score=0, seconds=0,
        exercises=[*exercises],
    )  # fmt: skip
    return next_steps(result, dict(scores), dict(sections), hinted)


def test_what_brings_most_comes_first():
    assert [(step.exercise, step.gain) for step in steps(HALF, BLANK)] == [("blank", 10.0), ("half", 5.0)]


def test_among_equals_the_notebooks_order_holds():
    zero = exercise("zero", 0.0, outcome(Verdict.FAILED))
    assert [step.exercise for step in steps(zero, BLANK)] == ["zero", "blank"]


def test_blank_is_told_from_failed():
    blank, half = steps(BLANK, HALF)
    assert (blank.blank, blank.standing) == (True, "not written yet")
    assert (half.blank, half.standing) == (False, "1 of 2 tests passes")


def test_what_passes_and_what_we_could_not_grade_is_nobodys_to_repair():
    assert steps(DONE, OURS) == []


def test_points_that_a_person_gave_count():
    assert steps(HALF, BLANK, scores={"half": 10.0, "blank": 9.0})[0].gain == 1.0
    assert len(steps(HALF, BLANK, scores={"half": 10.0, "blank": 9.0})) == 1


def test_a_step_knows_its_section_its_hints_and_what_it_was_judged_with():
    borrowing = exercise("half", 5.0, outcome(Verdict.FAILED), follow_through=("mse", "step"))
    (step,) = steps(borrowing, sections={"half": "1 · Begin"}, hinted={"half"})
    assert (step.section, step.hints, step.borrowed_names) == ("1 · Begin", True, "`mse` and `step`")
    (step,) = steps(HALF)
    assert (step.section, step.hints, step.borrowed) == ("", False, ())
