"""Hidden tests for `cheap_jacobian`: forwards or backwards, whichever is cheaper."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

SECTION = "See *Which way is cheaper?*"
CALL = "`cheap_jacobian(f, x)`"


@probe
def jacobian(student, matrix, x, compile):
    """The student's Jacobian of sin(matrix @ tanh(x))."""
    import jax
    import jax.numpy as jnp

    def f(x):
        return jnp.sin(matrix @ jnp.tanh(x))

    if compile:
        return jax.jit(lambda x: student.cheap_jacobian(f, x))(x)
    got = student.cheap_jacobian(f, x)
    return "a function" if callable(got) else got


@probe
def operations(student, matrix, x):
    """How many operations the compiled programs need."""
    import jax
    import jax.numpy as jnp

    def f(x):
        return jnp.sin(matrix @ jnp.tanh(x))

    def flops(f):
        return float(jax.jit(f).lower(x).compile().cost_analysis().get("flops", 0.0))

    return {
        "mine": flops(lambda x: student.cheap_jacobian(f, x)),
        "forwards": flops(jax.jacfwd(f)),
        "backwards": flops(jax.jacrev(f)),
    }


def problem(rng, m, n):
    """A function from n numbers to m, and a place."""
    return {
        "matrix": (rng.normal(size=(m, n)) / n**0.5).astype(np.float32),
        "x": rng.normal(size=n).astype(np.float32),
    }


def right(matrix, x):
    """The Jacobian by hand."""
    matrix, x = matrix.astype(np.float64), x.astype(np.float64)
    inner = np.tanh(x)
    return (np.cos(matrix @ inner)[:, None] * matrix * (1 - inner**2)).astype(np.float32)


def found(student, given, *, compile=False):
    """What the student's function gives, if it is no function."""
    got = student.probe(jacobian, **given, compile=compile)
    if isinstance(got, str):
        fail(
            f"{CALL} is a function; expected the matrix itself: call what `jax.jacfwd(f)` gives you, at `x`. {SECTION}"
        )
    return got


def judge(given, got, what=CALL):
    """A Jacobian's values."""
    want = right(**given)
    if len(want) == 1:
        recognise(got, want[0], f"{what} has lost the axis of the one output; expected shape (1, n). {SECTION}")
    because = f"{what} is the gradient of the sum of all outputs. Each output has a row. {SECTION}"
    recognise(got, want.sum(axis=0), because, want=want)
    if want.shape[1] == 1:
        recognise(got, want[:, 0], f"{what} has lost the axis of the one input; expected shape (m, 1). {SECTION}")
    because = f"`jax.jacfwd(f)(x)` and `jax.jacrev(f)(x)` are the same matrix, found in two ways. {SECTION}"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-4, because=because)


def counted(student, given):
    """The operations, each a number."""
    seen = student.probe(operations, **given)
    expect_tree(seen, {"mine": 0.0, "forwards": 0.0, "backwards": 0.0}, what="the operations counted")
    return seen


def test_shape_and_dtype(student, rng):
    """The Jacobian is a float32 array of shape (m, n)."""
    for m, n in ((2, 7), (7, 2)):
        got = found(student, problem(rng, m, n))
        expect_array(got, what=CALL, shape=(m, n), dtype=np.float32)


@pytest.mark.weight(2)
@pytest.mark.parametrize(("m", "n"), [(2, 7), (7, 2), (4, 4)])
def test_values_are_right(student, rng, m, n):
    """The values are right for few outputs, for few inputs, and for as many of each."""
    given = problem(rng, m, n)
    judge(given, found(student, given))


@pytest.mark.parametrize(("m", "n"), [(1, 6), (6, 1)])
def test_one_output_or_one_input(student, rng, m, n):
    """One output, or one input, keeps its axis."""
    given = problem(rng, m, n)
    judge(given, found(student, given))


@pytest.mark.weight(3)
def test_few_outputs_go_backwards(student, rng):
    """From 60 numbers to 3 it needs at most three times the operations of `jacrev`."""
    given = problem(rng, 3, 60)
    expect_array(found(student, given), what=CALL, shape=(3, 60))
    seen = counted(student, given)
    expect(
        seen["mine"] <= 3 * min(seen["forwards"], seen["backwards"]),
        f"{CALL}, compiled, needs {seen['mine'] / max(min(seen['forwards'], seen['backwards']), 1):.0f} times the "
        "operations of "
        "`jacrev` for 60 inputs and 3 outputs; expected at most 3 times. Forwards needs a pass for each input, "
        "backwards one for "
        f"each output; compute one of the two only. {SECTION}",
    )


@pytest.mark.weight(3)
def test_few_inputs_go_forwards(student, rng):
    """From 3 numbers to 60 it needs at most three times the operations of `jacfwd`."""
    given = problem(rng, 60, 3)
    expect_array(found(student, given), what=CALL, shape=(60, 3))
    seen = counted(student, given)
    expect(
        seen["mine"] <= 3 * min(seen["forwards"], seen["backwards"]),
        f"{CALL}, compiled, needs {seen['mine'] / max(min(seen['forwards'], seen['backwards']), 1):.0f} times the "
        "operations of "
        "`jacfwd` for 3 inputs and 60 outputs; expected at most 3 times. Forwards needs a pass for each input, "
        "backwards one for "
        f"each output; compute one of the two only. {SECTION}",
    )


@pytest.mark.weight(2)
def test_works_under_jit(student, rng):
    """It gives the same under `jit`, with `f` fixed."""
    for m, n in ((2, 7), (7, 2)):
        given = problem(rng, m, n)
        judge(given, found(student, given, compile=True), what=f"{CALL} under `jit`")
