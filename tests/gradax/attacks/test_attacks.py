"""Everything that a submission could try, handed in and graded by `gradax grade`."""

import pytest

from gradax.results import Status, Verdict
from tests.gradax.attacks.attack import BANK, WRONG, read_attack
from tests.gradax.attacks.course import LIMITS, POINTS
from tests.gradax.attacks.notebooks import NotebookAttack

pytestmark = [pytest.mark.slow, pytest.mark.alone]

PATCHES = [
    read_attack(BANK / "forging" / f"{name}.py")
    for name in ("patched_jax", "patched_numpy_testing", "patched_detectors", "patched_registries")
]
# Limits count what code was given of the processors, and results the wall clock; burning threads wait for each other.
# Ten times what the submission may use leaves no doubt: attacks go on for 1,000 seconds, or for ever.
WALL_SECONDS = 10 * LIMITS["submission_seconds"]


def test_an_attack_gains_no_point(run, attack):
    worth = attack.score if isinstance(attack, NotebookAttack) else 0.0
    assert run.result(attack.name).score == worth


def test_an_attack_is_named_rightly(run, attack):
    result = run.result(attack.name)
    if isinstance(attack, NotebookAttack):
        assert result.status is (Status.MALFORMED if attack.malformed else Status.GRADED)
        assert attack.says in "\n".join(result.warnings)
        return
    tests = [test for exercise in result.exercises for test in exercise.tests]
    assert result.status is Status.GRADED
    assert {test.verdict for test in tests} == {Verdict.FAILED}
    assert {test.kind or WRONG for test in tests} <= attack.ends


@pytest.mark.parametrize("attack", PATCHES, ids=lambda attack: attack.name)
def test_the_instructor_is_told_of_what_was_replaced(run, attack):
    assert run.result(attack.name).replaced


def test_an_attack_takes_a_bounded_time(run, attack):
    assert run.result(attack.name).seconds < WALL_SECONDS


def test_nothing_secret_is_in_what_is_written_of_an_attack(run, attack):
    written = run.written_of(attack.name)
    assert len(written) == 3  # results, autograded notebook, feedback
    assert {path: run.canaries.sung_in(data) for path, data in written.items()} == {path: set() for path in written}


def test_the_honest_submission_after_an_attack_is_unharmed(run, attack):
    result = run.honest_result(attack.name)
    assert (result.status, result.score, result.warnings) == (Status.GRADED, POINTS, [])


def test_everybody_is_graded(run):
    assert run.codes == {"grade": 0, "feedback": 0}
    assert len(run.results) == 2 * len(run.cases) + 1
    assert {result.protection for result in run.results.values()} == {run.combination.tier}


def test_nothing_on_the_host_changes(run):
    assert run.changed == []


def test_nothing_on_the_host_is_reached(run):
    assert run.reached == []


def test_nothing_goes_on_when_the_run_is_over(run):
    assert run.left == []
    assert run.temporary == []


def test_nothing_secret_is_printed_or_in_the_gradebook(run):
    gradebook = (run.course / "gradebook.db").read_bytes()
    assert run.canaries.sung_in(run.told) == set()
    assert run.canaries.sung_in(gradebook) == {"gradebook"}


def test_nothing_is_printed_that_a_terminal_would_obey(run):
    assert [each for each in run.told.decode() if not each.isprintable() and each != "\n"] == []


def test_what_is_secret_is_there_to_be_found(run):
    hidden = (run.course / "tests" / run.name / "test_affine.py").read_bytes()
    assert run.canaries.sung_in(hidden) == {"hidden", "probe", "input"}
    assert run.canaries.sung_in((run.host.folder / "secret").read_bytes()) == {"host"}
