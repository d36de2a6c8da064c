"""Hidden tests for `strict_sum`, which takes arrays alone, and `permissive_sum`, which takes lists of numbers, too."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_array, expect_close, fail, probe, recognise

LISTS = "See *Arrays, please, not lists*."


@probe
def equations(student, lists):
    """How many equations it takes to sum lists while JAX traces."""
    from gradax.testing.detectors import jaxpr

    return [jaxpr.count_equations(lambda numbers=numbers: student.permissive_sum(numbers)) for numbers in lists]


@probe
def jitted(student, x):
    """Both sums of a traced array; "refused" where one of them raises a TypeError itself."""
    from functools import partial

    import jax

    refused = []

    def attempted(add, x):
        try:
            return add(x)
        except TypeError as error:
            refused.append(type(error) is TypeError)  # a tracer's error has a lesson of its own
            raise

    try:
        return [jax.jit(partial(attempted, add))(x) for add in (student.strict_sum, student.permissive_sum)]
    except TypeError:
        if True not in refused:
            raise
        return "refused"


def scalar(got, want, what, because):
    """Expect a JAX scalar of this value, of any dtype."""
    array = expect_array(got, what=what, shape=(), dtype=np.number)
    expect(
        getattr(got, "origin", "jax") == "jax",
        f"{what} is a NumPy number; a JAX scalar is asked for. Sum with `jnp.sum`. {LISTS}",
        code="numpy-number",
    )
    expect_close(np.float64(np.real(array)), np.float64(want), what=what, because=because)


@pytest.mark.core
@pytest.mark.parametrize("name", ["strict_sum", "permissive_sum"])
def test_both_sum_arrays(student, rng, name):
    """Both functions sum all entries of a JAX or NumPy array, and give a JAX scalar."""
    what = f"`{name}(xs)`"
    for shape in [(4,), (2, 3), (), (0,)]:
        x = rng.uniform(1, 9, size=shape).astype(np.float32)
        for wrap, kind in [(np.asarray, "JAX"), (HostArray, "NumPy")]:
            if student.raises(TypeError, name, wrap(x)):
                refused = f"{what} refuses a {kind} array of shape {shape}, which is an array like any other. {LISTS}"
                only_numpy = kind == "NumPy" and shape == (4,)  # the same array of JAX was not refused
                fail(refused, code="refuses-numpy" if only_numpy else "refuses-an-array")
            because = f"`xs` is a {kind} array of shape {shape} here; all its entries count. {LISTS}"
            scalar(student.call(name, wrap(x)), x.sum(dtype=np.float64), what, because)
    whole = rng.integers(1, 99, size=5).astype(np.int32)
    got = student.call(name, whole)
    expect_array(got, what=f"{what} for an array of integers", shape=(), dtype=np.integer)
    scalar(got, whole.sum(), what, LISTS)
    spoiled = np.array([1, np.nan, 2], np.float32)
    scalar(
        student.call(name, spoiled), np.nan, what, f"There is a nan among the entries, and all of them count. {LISTS}"
    )


def not_arrays(a, b):
    """What `strict_sum` refuses, by the words for it."""
    return {
        "a list": [a, b],
        "a nested list": [[a], [b]],
        "a tuple": (a, b),
        "a float": a,
        "an int": 3,
        "a bool": True,
        "a complex number": complex(a, b),
        "an empty list": [],
        "a list of arrays": [np.float32(a) * np.ones(2, np.float32)],
        "a dict": {"a": a},
        "a string": "12",
        "None": None,
    }


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("kind", list(not_arrays(0.0, 0.0)))
def test_strict_sum_refuses_all_but_arrays(student, rng, kind):
    """`strict_sum` raises a TypeError for lists, tuples, numbers and whatever else is not an array."""
    x = rng.uniform(1, 9, size=2).astype(np.float32)
    value = not_arrays(*x.tolist())[kind]
    if kind == "a list" and not student.raises(TypeError, "strict_sum", x):
        expect_close(student.strict_sum(x), x.sum(), what="`strict_sum(xs)` for an array", because=LISTS)
    for other in (ValueError, AssertionError):
        wrong_kind = f"`strict_sum(xs)` raises {other.__name__} for {kind}; a TypeError is asked for."
        if student.raises(other, "strict_sum", value):
            fail(f"{wrong_kind} It says that a value is of the wrong type. {LISTS}", code="another-error")
    expect(
        student.raises(TypeError, "strict_sum", value),
        f"`strict_sum(xs)` raises no TypeError for {kind}. Ask whether `xs` is an array, with "
        "`isinstance(xs, jax.Array | np.ndarray)`, and `raise TypeError(...)` where it is not; `jnp.sum` itself takes "
        f"numbers, for one. {LISTS}",
        code="not-refused",
    )


def lists(numbers, whole):
    """Lists and tuples to sum, with their sums and the words for them."""
    return [
        (numbers, sum(numbers), "a list of floats"),
        (tuple(numbers), sum(numbers), "a tuple"),
        (whole, sum(whole), "a list of integers"),
        ([whole[0], numbers[0]], whole[0] + numbers[0], "a list of integers and floats"),
        ([numbers[:2], numbers[2:]], sum(numbers), "a nested list"),
        (((numbers[0],), [numbers[1]]), sum(numbers[:2]), "a tuple of a tuple and a list"),
        ([[whole[:2], whole[1:]]], sum(whole) + whole[1], "a list of lists of lists"),
        ([[[[[each]]]] for each in whole], sum(whole), "a deeply nested list"),
        ([2**24 + 1] * 3 + [1], 3 * 2**24 + 4, "a list of large integers"),
        ([float(whole[0]), numbers[0], float("nan")], np.nan, "a list with nan"),
        ([], 0, "an empty list"),
        ([[], []], 0, "a list of empty lists"),
        ((), 0, "an empty tuple"),
    ]


@pytest.mark.core
@pytest.mark.weight(2)
def test_permissive_sum_takes_lists_and_tuples(student, rng):
    """`permissive_sum` takes lists and tuples of numbers, nested ones and empty ones, too."""
    numbers = [float(number) for number in rng.uniform(1, 9, size=4)]
    if student.raises(TypeError, "permissive_sum", numbers):
        refuses = "`permissive_sum(xs)` raised TypeError for a list. `jnp.sum` takes none; `jnp.asarray` converts it."
        fail(f"{refuses} {LISTS}")
    for value, total, kind in lists(numbers, [int(number) for number in rng.integers(1, 99, size=3)]):
        what = f"`permissive_sum(xs)` for {kind}"
        for trouble in (TypeError, ValueError):
            if student.raises(trouble, "permissive_sum", value):
                at_once = (
                    "Convert all of it at once, `np.asarray(xs)`: nested and empty lists become arrays like others."
                )
                fail(f"{what} raised {trouble.__name__}. {at_once} {LISTS}")
        got = student.permissive_sum(value)
        if len(value) != total:
            recognise(got, np.float32(len(value)), f"{what} counts the entries. {LISTS}", code="counts")
        scalar(got, total, what, f"Convert the whole list at once, `jnp.asarray(xs)`, then sum all of it. {LISTS}")
        if "large" in kind:  # to the last digit
            because = f"Integers stay integers: float32 has no room for all of their digits. {LISTS}"
            expect_close(np.float64(np.real(got)), np.float64(total), what=what, rtol=0, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_permissive_sum_converts_all_at_once(student, rng):
    """A list or tuple is converted before JAX sees it: as many equations for 40 numbers as for 4."""
    long = [float(number) for number in rng.uniform(1, 9, size=40)]
    given = [
        long[:4],
        long,
        tuple(long[:4]),
        tuple(long),
        [[each, 1.0] for each in long[:4]],
        [[*long[:20], *long]] * 20,
    ]
    found = student.probe(equations, lists=given)
    expect(
        isinstance(found, list) and len(found) == 6 and repr(found[0:6:2]) == repr(found[1:6:2]),
        "The jaxpr of `permissive_sum(numbers)` has another length for another number of numbers, as where each "
        f"becomes an array of its own. Convert the list as a whole. {LISTS}",
        code="one-by-one",
    )
    got = student.permissive_sum(long)
    expect_close(got, np.float32(sum(long)), what="`permissive_sum(numbers)` for 40 numbers", because=LISTS)


@pytest.mark.core
def test_both_work_under_jit(student, rng):
    """Both work under `jit` for an array."""
    x = rng.uniform(1, 9, size=(2, 3)).astype(np.float32)
    because = "A traced array is a `jax.Array`, too, and NumPy cannot convert it: leave it to `jnp`."
    got = student.probe(jitted, x=x)
    if isinstance(got, str):
        fail(
            "`strict_sum(x)` or `permissive_sum(x)` under `jit` raised TypeError. A traced array is an array, too: "
            f"`isinstance(x, jax.Array)` is True for one, though its `type` is another. {LISTS}",
            code="refuses-a-tracer",
        )
    expect_close(got, [x.sum()] * 2, what="[`strict_sum(x)`, `permissive_sum(x)`] under `jit`", because=because)
