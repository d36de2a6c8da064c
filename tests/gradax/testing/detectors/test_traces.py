from functools import partial

import jax
import jax.numpy as jnp
import pytest

from gradax.testing import probe
from gradax.testing.detectors.traces import compilations, python_runs

ARRAYS = [jnp.float32(value) for value in range(3)]


def test_a_new_value_compiles_nothing_and_a_new_shape_does():
    double = jax.jit(lambda x: 2 * x)
    one, other, longer = jnp.ones(3), jnp.zeros(3), jnp.ones(4)
    assert compilations(lambda: double(one)) == 1
    assert compilations(lambda: double(other)) == 0
    assert compilations(lambda: double(longer)) == 1


def test_a_static_argument_compiles_for_each_value():
    scale = jax.jit(lambda x, lr: x * lr, static_argnums=1)
    assert compilations(lambda: [scale(ARRAYS[0], lr) for lr in (0.1, 0.2, 0.3)]) == 3


def test_jit_in_a_loop_compiles_each_time():
    assert compilations(lambda: [jax.jit(lambda x: 3 * x)(x) for x in ARRAYS]) == 3


def test_the_count_ends_with_the_thunk_even_where_it_raises():
    def raises():
        raise ValueError

    with pytest.raises(ValueError):
        compilations(raises)
    assert compilations(lambda: None) == 0


@probe
def runs(student, name):
    from gradax.testing.detectors import traces

    f = getattr(student, name)
    return [traces.python_runs(f, 1.0 + n) for n in range(3)]


ANSWER = """
import jax
@jax.jit
def jitted(x): return helper(x)
def helper(x): return 2 * x
def plain(x): return helper(x)
def jits_anew(x): return jax.jit(lambda y: 2 * y)(x)
"""


def test_a_jitted_function_runs_no_python_the_second_time(student_with):
    assert student_with(ANSWER).probe(runs, name="jitted") == [2, 0, 0]


@pytest.mark.parametrize("name", ["plain", "jits_anew"])
def test_anything_else_runs_python_each_time(student_with, name):
    assert student_with(ANSWER).probe(runs, name=name) == [2, 2, 2]


@pytest.mark.parametrize("hides", ["exec(compile(SOURCE, '/lib/step.py', 'exec'))", "LOOKS_AWAY", "THREAD"])
def test_python_that_hides_counts_too(student_with, hides):
    """Code that names another file, that switches the profile off, and in another thread."""
    sources = {
        "LOOKS_AWAY": "def step(x):\n    sys.setprofile(None)\n    return helper(x)\n",
        "THREAD": "def step(x):\n    t = Thread(target=helper, args=(x,))\n    t.start()\n    t.join()\n    return x\n",
    }
    source = sources.get(hides, f"SOURCE = 'def step(x): return helper(x)'\n{hides}\n")
    answer = f"import sys\nfrom threading import Thread\ndef helper(x): return 2 * x\n{source}"
    assert student_with(answer).probe(runs, name="step") == [2, 2, 2]


def test_a_live_notebooks_cells_count_too():
    namespace = {}
    exec(compile("def f(x): return x", "/tmp/ipykernel_123/456.py", "exec"), namespace)
    assert python_runs(namespace["f"], 1) == 1


def test_what_is_not_the_students_does_not_count():
    assert python_runs(partial(sorted, key=lambda x: -x), [1, 2]) == 0
