import numpy as np
import pytest

from gradax.results import Kind
from gradax.testing import Failure, Reference, Student, probe
from gradax.wire.failures import GraderFault

ANSWER = """
import sys
import jax.numpy as jnp

def double(x, times=2):
    return times * x

def stub(x):
    raise NotImplementedError()

def picky(x):
    if x < 0:
        raise KeyError("hidden input was", x)
    return x

def quits():
    sys.exit(0)

def function():
    return double

class Model:
    size = 3
    def apply(x):
        return x + 1

def within():
    return "mine"
"""


@pytest.fixture
def student(student_with):
    return student_with(ANSWER)


@probe
def size(student):
    return {"size": student.Model.size}


@probe
def missing(student):
    return student.normalise


def test_a_students_function_is_called_with_plain_data(student):
    got = student.double(np.asarray([1, 2], np.float32), times=3)
    assert got.tolist() == [3, 6]
    assert got.origin == "jax"


def test_a_dotted_name_and_a_methods_name_can_be_called(student):
    assert student.call("Model.apply", 1) == 2
    assert student.call("within") == "mine"


def test_a_probe_sees_the_live_objects(student):
    assert student.probe(size) == {"size": 3}


def test_a_forged_answer_to_a_probe_is_a_failure():
    class Forger:
        def request(self, op, deadline=None, **fields):
            return {"score": 100}

    with pytest.raises(Failure, match="Your code gave an answer that cannot be read"):
        Student(Forger()).probe(size)


@probe
def first(student, x):
    return {"first": student.double(x)[0]}


@probe
def picked(student, x):
    return {"got": student.picky(x)}


def test_what_a_probe_raises_is_not_said_of_the_students_code(student):
    with pytest.raises(Failure, match=r"^Using your code raised TypeError: square brackets") as raised:
        student.probe(first, x=3)
    assert raised.value.code == "exception:TypeError:subscript"
    with pytest.raises(Failure, match=r"^Your code raised KeyError"):
        student.probe(picked, x=-1)


def test_a_missing_function_is_named(student):
    with pytest.raises(Failure) as raised:
        student.normalise(1)
    assert raised.value.message == "`normalise` is not defined: did you run and save that cell?"
    assert raised.value.kind == Kind.NOT_DEFINED


def test_a_name_that_a_probe_misses_is_named(student):
    with pytest.raises(Failure, match="`normalise` is not defined"):
        student.probe(missing)


def test_a_name_that_only_the_students_process_names_is_not(student_with):
    student = student_with(
        """
        from gradax.wire.perform import NotDefined
        def normalise():
            raise NotDefined("the hidden input is 3")
        class Model:
            @property
            def size(self): ...
        """
    )
    with pytest.raises(Failure) as raised:
        student.probe(calls_normalise)
    assert raised.value.message == "A name that this test needs is not defined: did you run and save that cell?"


@probe
def calls_normalise(student):
    return student.normalise()


def test_an_exception_gives_its_lesson_and_not_its_text(student):
    with pytest.raises(Failure) as raised:
        student.picky(-3)
    assert raised.value.message == "`picky` raised KeyError: a dict or a set has no such key."
    assert raised.value.detail == "KeyError: ('hidden input was', -3)\nline 13: raise KeyError(\"hidden input was\", x)"
    assert raised.value.kind == Kind.EXCEPTION


def test_what_a_library_does_not_implement_is_no_stub(student_with):
    student = student_with("import jax.numpy as jnp\n\ndef total(x):\n    return jnp.sum(jnp.ones(2), out=x)\n")
    with pytest.raises(Failure, match="`total` raised NotImplementedError: a library does not implement") as raised:
        student.total(np.ones(2, np.float32))
    assert raised.value.code == "exception:NotImplementedError"


def test_a_stub_is_not_written_yet(student):
    with pytest.raises(Failure, match=r"^`stub` is not written yet\."):
        student.stub(1)


def test_leaving_python_is_an_ending_of_its_own(student):
    with pytest.raises(Failure, match="`quits` ended the Python process") as raised:
        student.quits()
    assert raised.value.kind == Kind.EXITED


def test_what_cannot_travel_is_said(student):
    with pytest.raises(Failure, match="`function` returned something that cannot be handed in") as raised:
        student.function()
    assert raised.value.kind == Kind.UNSERIALISABLE


def test_raises_is_true_for_the_exception_and_for_its_bases(student):
    assert student.raises(KeyError, "picky", -1)
    assert student.raises(LookupError, "picky", -1)


def test_raises_is_false_for_another_exception_and_for_an_answer(student):
    assert not student.raises(ValueError, "picky", -1)
    assert not student.raises(KeyError, "picky", 1)


@pytest.mark.parametrize("exception", [Exception, RuntimeError, ValueError])
def test_raises_takes_no_stub_for_an_answer(student, exception):
    with pytest.raises(Failure, match="not written yet"):
        student.raises(exception, "stub", 1)


def test_raises_takes_no_missing_function_for_an_answer(student):
    with pytest.raises(Failure, match="not defined"):
        student.raises(NameError, "normalise", 1)


def test_defines(student):
    assert student.defines("double")
    assert not student.defines("normalise")


def test_within_gives_another_deadline():
    class Clock:
        def request(self, op, deadline=None, **fields):
            return deadline

    assert Student(Clock(), 10).within(60).f() == 60


def test_a_private_name_is_nobodys_function(student):
    with pytest.raises(AttributeError):
        student._private  # noqa: B018


def test_a_reference_that_fails_is_our_fault(student):
    with pytest.raises(GraderFault, match="the reference solution did not answer: `stub` is not written yet"):
        Reference(student._transport).stub(1)
