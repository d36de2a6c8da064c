"""Requests over the in-process transport; the sandbox's tests put the same ones to a guest."""

from __future__ import annotations

import contextlib

import jax
import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from gradax.results import Kind
from gradax.wire.codec import Message, Unserialisable, encode
from gradax.wire.failures import StudentFailure
from gradax.wire.perform import Performer, notebook_performer
from gradax.wire.transport import LocalTransport, outcome
from gradax.wire.values import Key


@pytest.fixture
def student():
    return LocalTransport(Performer({}))


def cell(student, source):
    student.request("cell", source=source, name="f")


def call(student, *args, **kwargs):
    return student.request("call", function="f", args=list(args), kwargs=kwargs)


def failure(student, source, *args):
    cell(student, source)
    with pytest.raises(StudentFailure) as caught:
        call(student, *args)
    return caught.value


def test_a_call_gives_what_the_function_returns(student):
    cell(student, "def f(x, *, scale): return {'y': x * scale}")
    assert np.array_equal(call(student, np.arange(3), scale=2)["y"], [0, 2, 4])


def test_cells_share_one_namespace(student):
    cell(student, "import jax.numpy as jnp")
    cell(student, "def f(x): return jnp.sum(x)")
    assert call(student, np.ones(3)) == 3


def test_arrays_reach_the_function_as_jax_arrays(student):
    cell(student, "import jax\ndef f(x): return isinstance(x, jax.Array)")
    assert call(student, np.ones(2)) is True


def test_a_key_reaches_the_function_as_a_real_one(student):
    cell(student, "import jax\ndef f(key): return jax.random.normal(key)")
    assert call(student, Key.from_seed(3)) == jax.random.normal(jax.random.key(3))


def test_a_dotted_name_is_found(student):
    cell(student, "class f:\n  @staticmethod\n  def g(): return 5")
    assert student.request("call", function="f.g", args=[], kwargs={}) == 5


@pytest.mark.parametrize("name", ["g", "f.g", "print"])
def test_a_missing_name_is_not_defined(student, name):
    cell(student, "def f(): pass")
    with pytest.raises(StudentFailure) as caught:
        student.request("call", function=name, args=[], kwargs={})
    assert caught.value.kind is Kind.NOT_DEFINED


def test_a_probe_sees_the_names_and_the_data(student):
    cell(student, "def f(x): return x + 1")
    source = "def p(student, x):\n    return [student.f(x), hasattr(student, 'g')]"
    assert student.request("probe", source=source, name="p", data={"x": 4}) == [5, False]


def test_a_probe_of_a_missing_name_is_not_defined(student):
    with pytest.raises(StudentFailure) as caught:
        student.request("probe", source="def p(student): return student.g", name="p", data={})
    assert caught.value.kind is Kind.NOT_DEFINED


@pytest.mark.parametrize(
    "body",
    [
        "raise ValueError('no')",
        "raise NotImplementedError",
        "raise MemoryError",
        "raise KeyboardInterrupt",
        "raise BaseException('odd')",
        "f(x)",
        "return jax.jit(lambda y: y if y else 0)(x)",
    ],
)
def test_what_a_function_raises_is_an_exception(student, body):
    assert failure(student, f"import jax\ndef f(x):\n    {body}", 1.0).kind is Kind.EXCEPTION


def test_an_exception_that_cannot_be_asked_anything_is_one(student):
    source = """
class Odd(Exception):
    def __getattribute__(self, name):
        raise RuntimeError(name)
    __str__ = __repr__ = __getattribute__

def f():
    raise Odd()
"""
    assert failure(student, source).kind is Kind.EXCEPTION


def test_an_exception_names_its_classes_message_and_line(student):
    found = failure(student, "def f():\n    x = 1\n    raise KeyError('lost')  # here")
    assert found.exception_types == ("KeyError", "LookupError", "Exception", "BaseException", "object")
    assert "lost" in found.claim
    assert found.line == "line 3: raise KeyError('lost')  # here"


def test_a_syntax_error_names_its_line(student):
    with pytest.raises(StudentFailure) as caught:
        cell(student, "x = 1\ny = = 2")
    assert caught.value.line == "line 2: y = = 2"


@pytest.mark.parametrize(
    "evil",
    [
        "class E(Exception):\n  def __str__(self): raise self",
        "class E(Exception):\n  def __str__(self): return 'x' * (1 << 24)",
        "class S(str): pass\nclass E(Exception):\n  def __str__(self): return S('mine')",
        "class E(Exception):\n  def __str__(self): return 'a\\ud800'",
        "class M(type):\n  __name__ = 7\nclass E(Exception, metaclass=M): pass",
    ],
)
def test_no_exception_can_break_the_reply(student, evil):
    assert failure(student, evil + "\ndef f(): raise E").kind is Kind.EXCEPTION


def test_an_exit_is_never_a_success(student):
    assert failure(student, "import sys\ndef f(): sys.exit(0)").kind is Kind.EXITED


def test_ctrl_c_gets_through_to_the_person_at_a_live_notebook():
    student = LocalTransport(Performer({}, live=True))
    with pytest.raises(KeyboardInterrupt):
        cell(student, "raise KeyboardInterrupt")


def test_a_value_that_cannot_travel_is_unserialisable(student):
    found = failure(student, "class Mine: pass\ndef f(): return [Mine()]")
    assert found.kind is Kind.UNSERIALISABLE
    assert "Mine" in found.claim


def test_too_large_a_value_is_named(student):
    assert failure(student, "import numpy\ndef f(): return numpy.zeros(70 << 20, 'uint8')").kind is Kind.REPLY_TOO_LARGE


def test_an_argument_that_cannot_travel_is_the_tests_mistake(student):
    with pytest.raises(Unserialisable):
        call(student, object())


def test_notebook_names_answer_and_do_nothing(student):
    student = LocalTransport(notebook_performer())
    cell(student, "display(1); get_ipython().run_line_magic('time', ''); assert get_ipython().x() is None")


@pytest.mark.parametrize(
    "reply",
    [
        1,
        {},
        {"value": 1, "failure": 2},
        {"failure": 1},
        {"failure": {"kind": "passed", "exception_types": []}},
        {"failure": {"kind": "timeout", "exception_types": []}},
        {"failure": {"kind": [], "exception_types": []}},
        {"failure": {"kind": "exception", "exception_types": [1]}},
    ],
    ids=repr,
)
def test_a_malformed_reply_is_a_protocol_failure(reply):
    with pytest.raises(StudentFailure) as caught:
        outcome(encode(reply))
    assert caught.value.kind is Kind.PROTOCOL


_replies = st.recursive(
    st.none()
    | st.integers(0, 9)
    | st.sampled_from(["value", "failure", "kind", "claim", "exception_types", "exception"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.just("failure"), inner),
)


@seed(23)
@settings(max_examples=200, deadline=None, database=None)
@given(reply=_replies)
def test_no_reply_gets_anything_but_a_value_or_a_students_failure_out(reply):
    with contextlib.suppress(StudentFailure):
        outcome(encode(reply))


@seed(24)
@settings(max_examples=100, deadline=None, database=None)
@given(header=st.binary(max_size=40), body=st.binary(max_size=8))
def test_no_request_keeps_the_performer_from_answering(header, body):
    with contextlib.suppress(StudentFailure):
        outcome(Performer({}).respond(Message(header, body)))
