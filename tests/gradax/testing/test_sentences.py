import pytest

from gradax.results import Kind
from gradax.testing.sentences import _ENDINGS, explained
from gradax.wire.failures import StudentFailure


def said(kind, *types, subject="`forward`", claim="", missing=None):
    return explained(StudentFailure(kind, claim, exception_types=types), subject, missing=missing).message


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.EXCEPTION, Kind.NOT_DEFINED)])
def test_every_ending_has_a_sentence(kind):
    assert said(kind).startswith("`forward` ")
    assert said(kind, subject="your code").startswith("Your code ")
    assert _ENDINGS[kind].endswith(".")


def test_the_most_derived_exception_that_is_known_is_named():
    types = ("TracerBoolConversionError", "ConcretizationTypeError", "TypeError", "Exception")
    assert said(Kind.EXCEPTION, *types).startswith("`forward` raised TracerBoolConversionError: a Python `if`")


def test_the_name_of_a_students_class_is_never_shown():
    assert said(Kind.EXCEPTION, "Passed", "ValueError", "Exception").startswith("`forward` raised ValueError: ")
    assert said(Kind.EXCEPTION, "Input is 0.123") == "`forward` raised an exception."


def test_a_subclass_of_not_implemented_is_a_stub_too():
    assert said(Kind.EXCEPTION, "Todo", "NotImplementedError", "RuntimeError") == "`forward` is not written yet."
    assert said(Kind.EXCEPTION, "NotImplementedError", subject="your code") == "This is not written yet."


def test_a_missing_name():
    assert said(Kind.NOT_DEFINED, missing="forward") == "`forward` is not defined: did you run and save that cell?"
    assert said(Kind.NOT_DEFINED) == "A name that this test needs is not defined: did you run and save that cell?"


def test_no_sentence_holds_what_the_students_process_claims():
    for kind in Kind:
        assert "secret" not in said(kind, "secret", claim="secret")


def test_the_detail_is_short_and_has_no_control_characters():
    detail = explained(StudentFailure(Kind.CRASH, "\x1b[31m" + "x" * 10000), "`f`").detail
    assert "\x1b" not in detail
    assert detail == "\N{REPLACEMENT CHARACTER}" + "x" * (2000 - len("\x1b[31m"))


@pytest.mark.parametrize("place", ["<probe jitted>:3", "/usr/lib/gradax/testing/detectors/jaxpr.py:21"])
def test_a_detail_does_not_speak_of_our_own_functions(place):
    error = f"No.\nThe error occurred while tracing the function <lambda> at {place} for jit. It depends on x."
    assert explained(StudentFailure(Kind.EXCEPTION, error), "").detail == "No.\nIt depends on x."
    theirs = error.replace(place, "<cell 3>:2")
    assert explained(StudentFailure(Kind.EXCEPTION, theirs), "").detail == theirs
