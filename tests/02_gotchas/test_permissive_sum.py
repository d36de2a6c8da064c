"""Hidden tests for `strict_sum`, which takes arrays alone, and `permissive_sum`, which takes lists of numbers, too."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_array, expect_close, fail, probe, recognise

LISTS = "See *Arrays, please, not lists*."


@probe
def equations(student, lists):
    """How many equations it takes to sum lists while JAX traces."""
    import jax

    def count(numbers):
        return len(jax.make_jaxpr(lambda: student.permissive_sum(numbers))().eqns)

    return [count(numbers) for numbers in lists]


@probe
def jitted(student, x):
    """Both sums of a traced array."""
    import jax

    try:
        return [jax.jit(lambda x: student.strict_sum(x))(x), jax.jit(lambda x: student.permissive_sum(x))(x)]
    except TypeError as error:
        if type(error) is not TypeError:  # a tracer's error has a lesson of its own
            raise
        return "refused"


def scalar(got, want, what, because):
    """Expect a JAX scalar of this value, of any dtype."""
    array = expect_array(got, what=what, shape=())
    expect(
        getattr(got, "origin", "jax") == "jax",
        f"{what} is a NumPy number; a JAX scalar is asked for. Sum with `jnp.sum`. {LISTS}",
    )
    expect_close(np.float64(array), np.float64(want), what=what, because=because)


@pytest.mark.parametrize("name", ["strict_sum", "permissive_sum"])
def test_both_sum_arrays(student, rng, name):
    """Both functions sum all entries of a JAX or NumPy array, and give a JAX scalar."""
    what = f"`{name}(xs)`"
    for shape in [(4,), (2, 3), ()]:
        x = rng.uniform(1, 9, size=shape).astype(np.float32)
        for wrap, kind in [(np.asarray, "JAX"), (HostArray, "NumPy")]:
            if student.raises(TypeError, name, wrap(x)):
                fail(f"{what} refuses a {kind} array of shape {shape}, which is an array like others. {LISTS}")
            because = f"`xs` is a {kind} array of shape {shape} here; all its entries count. {LISTS}"
            scalar(student.call(name, wrap(x)), x.sum(dtype=np.float64), what, because)
    whole = rng.integers(1, 99, size=5).astype(np.int32)
    expect_array(student.call(name, whole), what=f"{what} for an array of integers", shape=(), dtype=np.integer)
    scalar(student.call(name, whole), whole.sum(), what, LISTS)


@pytest.mark.weight(2)
@pytest.mark.parametrize("case", ["list", "nested list", "tuple", "float", "int", "empty list", "list of arrays"])
def test_strict_sum_refuses_all_but_arrays(student, rng, case):
    """`strict_sum` raises a TypeError for lists, tuples and numbers."""
    a, b = (float(number) for number in rng.uniform(1, 9, size=2))
    value = {
        "list": [a, b],
        "nested list": [[a], [b]],
        "tuple": (a, b),
        "float": a,
        "int": 3,
        "empty list": [],
        "list of arrays": [np.float32(a) * np.ones(2, np.float32)],
    }[case]
    kind = {"empty list": "an empty list", "list of arrays": "a list of arrays"}.get(case, f"a {case}")
    kind = kind.replace("a int", "an int")
    for other in (ValueError, AssertionError):
        if student.raises(other, "strict_sum", value):
            fail(
                f"`strict_sum(xs)` raises {other.__name__} for {kind}; a TypeError is asked for. It says "
                f"that a value is of the wrong type. {LISTS}"
            )
    expect(
        student.raises(TypeError, "strict_sum", value),
        f"`strict_sum(xs)` raises no TypeError for {kind}. Ask whether `xs` is an array, with "
        "`isinstance(xs, jax.Array | np.ndarray)`, and `raise TypeError(...)` where it is not; `jnp.sum` itself takes "
        f"numbers, for one. {LISTS}",
    )


@pytest.mark.weight(2)
def test_permissive_sum_takes_lists_and_tuples(student, rng):
    """`permissive_sum` takes lists and tuples of numbers, nested ones and empty ones, too."""
    numbers = [float(number) for number in rng.uniform(1, 9, size=4)]
    if student.raises(TypeError, "permissive_sum", numbers):
        fail(f"`permissive_sum(xs)` refuses a list, as `jnp.sum` does: convert it first, `jnp.asarray(xs)`. {LISTS}")
    whole = [int(number) for number in rng.integers(1, 99, size=3)]
    for value, total, kind in [
        (numbers, sum(numbers), "a list of floats"),
        (tuple(numbers), sum(numbers), "a tuple"),
        (whole, sum(whole), "a list of integers"),
        ([numbers[:2], numbers[2:]], sum(numbers), "a nested list"),
        (((numbers[0],), (numbers[1],)), sum(numbers[:2]), "nested tuples"),
        ([[whole[:2], whole[1:]]], sum(whole) + whole[1], "a list of lists of lists"),
        ([], 0, "an empty list"),
    ]:
        what = f"`permissive_sum(xs)` for {kind}"
        for trouble in (TypeError, ValueError):
            if student.raises(trouble, "permissive_sum", value):
                fail(
                    f"{what} raised {trouble.__name__}. Convert all of it at once, `np.asarray(xs)`: nested lists and "
                    f"empty ones become arrays like others. {LISTS}"
                )
        got = student.permissive_sum(value)
        if len(value) != total:
            recognise(got, np.float32(len(value)), f"{what} counts the entries. {LISTS}")
        scalar(got, total, what, f"Convert the whole list at once, `jnp.asarray(xs)`, then sum all of it. {LISTS}")


@pytest.mark.weight(2)
def test_permissive_sum_converts_all_at_once(student, rng):
    """A list is converted before JAX sees it: as many equations for 40 numbers as for 4."""
    lists = [[float(number) for number in rng.uniform(1, 9, size=size)] for size in (4, 40)]
    found = student.probe(equations, lists=lists)
    expect(
        isinstance(found, list) and len(found) == 2 and str(found[0]) == str(found[1]),
        "The jaxpr of `permissive_sum(numbers)` grows with the number of numbers: each becomes an array, and "
        f"equations, of its own. Convert the list as a whole. {LISTS}",
    )


def test_both_work_under_jit(student, rng):
    """Both work under `jit` for an array."""
    x = rng.uniform(1, 9, size=(2, 3)).astype(np.float32)
    because = "A traced array is a `jax.Array`, too, and NumPy cannot convert it: leave it to `jnp`."
    want = [x.sum(dtype=np.float32)] * 2
    got = student.probe(jitted, x=x)
    if isinstance(got, str):
        fail(
            "`strict_sum(x)` or `permissive_sum(x)` under `jit` raised TypeError. A traced array is an array, too: "
            f"`isinstance(x, jax.Array)` is True for one, though its `type` is another. {LISTS}"
        )
    expect_close(got, want, what="[`strict_sum(x)`, `permissive_sum(x)`]", because=because)
