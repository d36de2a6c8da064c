import numpy as np
import pytest

from gradax.results import Kind
from gradax.testing import Failure, expect, fail


def test_fail_keeps_what_a_student_reads_apart_from_the_detail():
    with pytest.raises(Failure) as raised:
        fail("No.", "x = 3")
    assert (raised.value.message, raised.value.detail) == ("No.", "x = 3")


def test_pytest_shows_the_instructor_both():
    assert str(Failure("No.", "x = 3")) == "No.\nx = 3"


def test_a_failure_knows_what_ended_the_code():
    assert Failure("late", kind=Kind.TIMEOUT).kind == Kind.TIMEOUT


@pytest.mark.parametrize("true", [True, np.bool_(True), np.array(True)])
def test_expect_takes_what_is_true(true):
    expect(true, "no")


@pytest.mark.parametrize("untrue", [False, None, "yes", 1, [True], np.array([True]), np.array([True, False]), object()])
def test_expect_refuses_what_is_only_truthy(untrue):
    with pytest.raises(Failure, match="No"):
        expect(untrue, "no")


def test_a_message_begins_with_a_capital():
    assert Failure("the losses have shape (3,).").message == "The losses have shape (3,)."
