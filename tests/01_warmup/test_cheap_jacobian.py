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
    """How many operations the compiled Jacobian of sin(matrix @ tanh(x)) needs, and how many either way does."""
    import jax
    import jax.numpy as jnp

    def f(x):
        return jnp.sin(matrix @ jnp.tanh(x))

    functions = []

    def jacobian(x):
        got = student.cheap_jacobian(f, x)
        functions.append(callable(got))
        return x if callable(got) else got

    def flops(program):
        return float(program.cost_analysis().get("flops", 0.0))

    program = jax.jit(jacobian).lower(x)
    if any(functions):
        return "a function"
    forwards, backwards = (flops(jax.jit(way(f)).lower(x)) for way in (jax.jacfwd, jax.jacrev))
    mine = flops(program)
    if mine > 3 * min(forwards, backwards):  # compiling takes time, and only ever takes operations away
        mine = flops(program.compile())
    return {"entries": int(program.out_info.size), "mine": mine, "forwards": forwards, "backwards": backwards}


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
    return no_function(student.probe(jacobian, **given, compile=compile))


def no_function(seen):
    """What a probe saw, unless the student's function returned a function."""
    if isinstance(seen, str):
        fail(
            f"{CALL} is a function; expected the matrix itself: call what `jax.jacfwd(f)` gives you, at `x`. {SECTION}"
        )
    return seen


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


def judge_cost(student, rng, m, n, way):
    """At most three times the operations of the cheaper way."""
    seen = no_function(student.probe(operations, **problem(rng, m, n)))
    expect_tree(seen, {"entries": 0, "mine": 0.0, "forwards": 0.0, "backwards": 0.0}, what="the operations counted")
    expect(seen["entries"] == m * n, f"{CALL} has {seen['entries']} entries; expected {m} * {n}. {SECTION}")
    forwards, backwards, mine = seen["forwards"], seen["backwards"], max(seen["mine"], 0)
    cheaper = min(forwards, backwards)
    if mine > 3 * cheaper:
        because = (
            "That is as much as both ways together: decide first, by the two sizes, and then compute one of them."
            if mine > 0.96 * (forwards + backwards)
            else "Forwards needs a pass for each input, backwards one for each output: compare the two numbers with "
            "each other, neither of them with a fixed number."
        )
        fail(
            f"{CALL}, compiled, needs {mine / max(cheaper, 1):.0f} times the operations of `{way}` for {n} inputs and "
            f"{m} output{'s' if m > 1 else ''}; expected at most 3 times. {because} {SECTION}"
        )


def test_shape_and_dtype(student, rng):
    """The Jacobian is a float32 array of shape (m, n)."""
    for m, n in ((2, 6), (6, 2)):
        got = found(student, problem(rng, m, n))
        expect_array(got, what=CALL, shape=(m, n), dtype=np.float32)


@pytest.mark.weight(2)
@pytest.mark.parametrize(("m", "n"), [(2, 6), (6, 2), (6, 6)])
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
@pytest.mark.parametrize(("m", "n"), [(40, 300), (1, 6)])
def test_few_outputs_go_backwards(student, rng, m, n):
    """From many numbers to fewer it needs at most three times the operations of `jacrev`."""
    judge_cost(student, rng, m, n, "jacrev")


@pytest.mark.weight(3)
def test_few_inputs_go_forwards(student, rng):
    """From few numbers to many it needs at most three times the operations of `jacfwd`."""
    judge_cost(student, rng, 40, 6, "jacfwd")


@pytest.mark.weight(2)
def test_works_under_jit(student, rng):
    """It gives the same under `jit`, with `f` fixed."""
    for m, n in ((2, 6), (6, 2)):
        given = problem(rng, m, n)
        judge(given, found(student, given, compile=True), what=f"{CALL} under `jit`")
