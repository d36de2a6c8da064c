import builtins

import flax
import jax
import pytest

from gradax.results import Kind
from gradax.testing.sentences import _ENDINGS, _LESSONS, explained
from gradax.wire.failures import StudentFailure


def said(kind, *types, subject="`forward`", claim="", missing=None):
    return explained(StudentFailure(kind, claim, exception_types=types), subject, missing=missing).message


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.EXCEPTION, Kind.NOT_DEFINED)])
def test_every_ending_has_a_sentence(kind):
    assert said(kind).startswith("`forward` ")
    assert said(kind, subject="your code").startswith("Your code ")
    assert _ENDINGS[kind].endswith(".")


@pytest.mark.parametrize("name", _LESSONS)
def test_every_lesson_is_about_an_exception_of_python_jax_or_flax(name):
    assert any(hasattr(origin, name) for origin in (builtins, jax.errors, flax.errors))
    assert said(Kind.EXCEPTION, name) == f"`forward` raised {name}: {_LESSONS[name]}"
    assert _LESSONS[name].endswith(".")


def test_every_error_of_jax_has_a_lesson():
    errors = {name for name, error in vars(jax.errors).items() if isinstance(error, type)}
    internal = {"JAXIndexError", "JAXTypeError", "JaxprTypeError", "InconclusiveDimensionOperation"}
    assert errors - internal <= set(_LESSONS)


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
