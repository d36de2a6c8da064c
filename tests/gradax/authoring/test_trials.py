from collections import Counter

from gradax.authoring.trials import Trial, run_trials
from gradax.grading.sandboxes import find_protection
from gradax.submission.canonical import with_answers

RIGHT = "def clamp(x, low, high):\n    return max(low, min(high, x))\n"


def test_trials_are_graded_in_processes_of_their_own(tiny_course):
    notebook = tiny_course.assignment().notebook
    answers = {"right": RIGHT, "wrong": "def clamp(x, low, high):\n    return x\n", "ends": "raise SystemExit(0)"}
    trials = [
        Trial("01_tiny", name, ("clamp",), with_answers(notebook, {"clamp": source}))
        for name, source in answers.items()
    ]
    done = dict(run_trials(tiny_course.root, trials, find_protection(trusted=True), None))
    assert [done[index][0].score for index in range(3)] == [100, 0, 0]


def test_what_is_graded_once_is_not_repeated(tiny_course):
    filled = with_answers(tiny_course.assignment().notebook, {"clamp": RIGHT})
    trials = [Trial("01_tiny", "answer", ("clamp",), filled), Trial("01_tiny", "stub", ("clamp",), filled, once=True)]
    done = run_trials(tiny_course.root, trials, find_protection(trusted=True), None, repeat=3)
    assert Counter(index for index, _ in done) == {0: 3, 1: 1}
