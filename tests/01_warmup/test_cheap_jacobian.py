"""Hidden tests for `cheap_jacobian`: forwards or backwards, whichever is cheaper."""

import numpy as np
import pytest
from helpers import is_text

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

SECTION = "See *Which way is cheaper?*"
CALL = "`cheap_jacobian(f, x)`"


@probe
def jacobian(student, matrix, x):
    """The student's Jacobian of sin(matrix @ tanh(x))."""
    import jax.numpy as jnp

    got = student.cheap_jacobian(lambda x: jnp.sin(matrix @ jnp.tanh(x)), x)
    return "a function" if callable(got) else got


@probe
def program(student, matrix, x):
    """What the compiled Jacobian of sin(matrix @ tanh(x)) gives, and how many operations it needs."""
    import jax
    import jax.numpy as jnp

    functions = []

    def jacobian(x):
        got = student.cheap_jacobian(lambda x: jnp.sin(matrix @ jnp.tanh(x)), x)
        functions.append(callable(got))
        return x if callable(got) else got

    compiled = jax.jit(jacobian).lower(x).compile()
    return {
        "a_function": any(functions),
        "operations": float(compiled.cost_analysis().get("flops", 0.0)),
        "values": compiled(x),
    }


@probe
def both_ways(student, matrix, x):
    """How many operations `jacfwd` and `jacrev` need."""
    import jax
    import jax.numpy as jnp

    ways = (way(lambda x: jnp.sin(matrix @ jnp.tanh(x))) for way in (jax.jacfwd, jax.jacrev))
    return [float(jax.jit(way).lower(x).compile().cost_analysis().get("flops", 0.0)) for way in ways]


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


def no_function(is_function):
    """Fail if the student's function returned a function."""
    if is_function:
        fail(
            f"{CALL} is a function; expected the matrix itself: call what `jax.jacfwd(f)` gives you, at `x`. {SECTION}",
            code="a-function",
        )


def found(student, given):
    """What the student's function gives, if it is not a function."""
    got = student.probe(jacobian, **given)
    no_function(is_text(got, "a function"))
    return got


def judge(given, got, what=CALL):
    """A Jacobian's values."""
    want = right(**given)
    m, n = want.shape
    for code, wrong, because in [
        ("lost-axis", want[0] if m == 1 else None, "has lost an axis of length 1; expected shape (1, n)"),
        ("of-the-sum", want.sum(axis=0), "is the gradient of the sum of all outputs. Each output has a row"),
        ("lost-axis", want[:, 0] if n == 1 else None, "has lost an axis of length 1; expected shape (m, 1)"),
        ("transposed", want.T, "is transposed: rows belong to outputs, columns to inputs"),
    ]:
        if wrong is not None:
            recognise(got, wrong, f"{what} {because}. {SECTION}", want=want, code=code)
    because = f"`jax.jacfwd(f)(x)` and `jax.jacrev(f)(x)` are the same matrix, found in two ways. {SECTION}"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-4, because=because)


def judge_cost(student, reference, given, way):
    """At most three times the operations of the cheaper way, and the right matrix."""
    seen = student.probe(program, **given)
    no_function(seen["a_function"] is True)
    m, n = given["matrix"].shape
    forwards, backwards = reference.probe(both_ways, **given)
    cheaper = min(forwards, backwards)
    mine = seen["operations"]
    expect(isinstance(mine, float), f"The operations of {CALL}, compiled, cannot be counted. {SECTION}")
    if not mine <= 3 * cheaper:
        both = mine > 0.96 * (forwards + backwards)
        because = (
            "That is about as much as both ways together, or more: decide by the two sizes, then compute one of them."
            if both
            else "Forwards needs a pass for each input, backwards one for each output: compare the two numbers with "
            "each other, neither of them with a fixed number."
        )
        fail(
            f"{CALL}, compiled, needs more than three times the operations of `{way}` for {n} inputs and {m} "
            f"output{'s' if m > 1 else ''}. {because} {SECTION}",
            code="both-ways" if both else "dearer-way",
        )
    judge(given, seen["values"], f"{CALL} under `jit`")


def test_shape_and_dtype(student, rng):
    """The Jacobian is a float32 array of shape (m, n)."""
    for m, n in ((2, 6), (6, 2)):
        got = found(student, problem(rng, m, n))
        expect_array(got, what=CALL, shape=(m, n), dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize(("m", "n"), [(2, 6), (6, 2), (6, 6)])
def test_values_are_right(student, rng, m, n):
    """The values are right for few outputs, for few inputs, and for as many of each."""
    given = problem(rng, m, n)
    judge(given, found(student, given))


@pytest.mark.core
@pytest.mark.parametrize(("m", "n"), [(1, 6), (6, 1), (1, 1)])
def test_one_output_or_one_input(student, rng, m, n):
    """One output, or one input, keeps its axis."""
    given = problem(rng, m, n)
    judge(given, found(student, given))


@pytest.mark.core
@pytest.mark.weight(3)
@pytest.mark.parametrize(("m", "n"), [(40, 300), (8, 40), (1, 6)])
def test_few_outputs_go_backwards(student, reference, rng, m, n):
    """From many numbers to fewer it needs at most three times the operations of `jacrev`."""
    judge_cost(student, reference, problem(rng, m, n), "jacrev")


@pytest.mark.core
@pytest.mark.weight(3)
@pytest.mark.parametrize(("m", "n"), [(40, 6), (300, 40), (40, 8)])
def test_few_inputs_go_forwards(student, reference, rng, m, n):
    """From few numbers to many it needs at most three times the operations of `jacfwd`."""
    judge_cost(student, reference, problem(rng, m, n), "jacfwd")


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_under_jit(student, rng):
    """It gives the right matrix under `jit`, with `f` fixed."""
    for m, n in ((2, 6), (6, 2)):
        given = problem(rng, m, n)
        seen = student.probe(program, **given)
        no_function(seen["a_function"] is True)
        judge(given, seen["values"], what=f"{CALL} under `jit`")
