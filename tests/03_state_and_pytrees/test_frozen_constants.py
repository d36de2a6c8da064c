"""Hidden tests for `frozen_constants`: the arrays that are baked into a program."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, fail, probe

FROZEN = "See *What is frozen into a program*."
CALL = "`frozen_constants(f, *args)`"


@probe
def direct(student, w, v, u, x, y):
    """Arrays that a function reads from outside, one of them out of a dict."""
    params = {"v": v}

    def f(x, y):
        return x * w + u * y.sum() + params["v"][0] * params["v"].sum()

    return student.frozen_constants(f, x, y)


@probe
def nothing(student, w, x, y):
    """Literals, scalars, arguments, and an array that is in reach but not used."""
    import jax.numpy as jnp

    scalar = jnp.float32(2.5)

    def f(x, y):
        unused = (w, y)
        return scalar * x + 3.0 * unused[1].sum()

    return student.frozen_constants(f, x, y)


@probe
def nested(student, w, v, x, outer):
    """An inner jitted function's array; with or without a jit around all."""
    import jax

    inner = jax.jit(lambda x: w * x)

    def f(x):
        return inner(x) + v

    return student.frozen_constants(jax.jit(f) if outer else f, x)


@probe
def deep(student, w, v, u, x):
    """A jitted function in one in one, one in the body of a scan, one in each branch of a cond."""
    import jax

    one = jax.jit(lambda x: w * x)
    two = jax.jit(lambda x: one(x) + 1.0)
    three = jax.jit(lambda x: two(x) * 2.0)
    four = jax.jit(lambda x: x + v)
    five = jax.jit(lambda x: x - u)

    def scanned(x):
        return jax.lax.scan(lambda carry, _: (four(carry), None), x, length=3)[0]

    def branched(x):
        return jax.lax.cond(x[0] > 0, five, four, x)

    return [student.frozen_constants(f, x) for f in (lambda x: three(x), scanned, branched)]


@probe
def shared(student, w, x):
    """One array in three places."""
    import jax

    inner = jax.jit(lambda x: w * x)
    other = jax.jit(lambda x: w + x)
    return student.frozen_constants(lambda x: inner(x) + inner(x + 1.0) + other(x) + w, x)


@probe
def kinds(student, w, host, x):
    """Whether a list of NumPy arrays comes back, for an array of JAX's and one of NumPy's."""
    import numpy as np

    found = student.frozen_constants(lambda x: x * w + host, x)
    listed = isinstance(found, list)
    return {"list": listed, "numpy": listed and all(isinstance(each, np.ndarray) for each in found)}


def array(rng, *shape):
    """A float32 array that is like no other."""
    return rng.normal(size=shape).astype(np.float32)


def compare(got, want, missing):
    """Expect these arrays, in any order; `missing` says where one was not looked for."""
    if not isinstance(got, list):
        fail(
            f"{CALL} does not return a list. Return a list of NumPy arrays, an empty one if nothing is frozen. {FROZEN}"
        )
    left = [expect_array(each, what=f"An entry of {CALL}") for each in got]
    if any(each.ndim == 0 for each in left):
        fail(f"{CALL} reports scalars. Only arrays of at least one dimension are asked for. {FROZEN}")
    for wanted in want:
        same = [i for i, each in enumerate(left) if each.shape == wanted.shape and np.array_equal(each, wanted)]
        if not same:
            fail(f"{CALL} does not find all of the arrays that are frozen: {missing} {FROZEN}")
        if left[same[0]].dtype != wanted.dtype:
            fail(f"{CALL} gives an array in another dtype than that in which it is frozen. {FROZEN}")
        left.pop(same[0])
    if any(np.array_equal(each, wanted) for each in left for wanted in want):
        fail(
            f"{CALL} reports the same array more than once. It is one Python object wherever it is found, so remember "
            f"the `id`s that you have seen. {FROZEN}"
        )
    expect(
        not left,
        f"{CALL} reports arrays that are not frozen. Arguments are variables of the program, and what `f` does not "
        f"use never gets there: only `consts` are baked in. {FROZEN}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_finds_what_a_function_reads_from_outside(student, rng):
    """Arrays that `f` reads from outside are found, wherever it has them from; the arguments are not among them."""
    w, v, u = array(rng, 2, 3), rng.integers(2, 99, size=4).astype(np.int32), array(rng, 1)
    got = student.probe(direct, w=w, v=v, u=u, x=array(rng, 2, 3), y=array(rng, 5))
    missing = (
        "one that `f` takes out of a dict or a global counts as much as a local one, and one with a single entry is "
        "an array, too. Ask the jaxpr, not `f`: `jax.make_jaxpr(f)(*args).consts`."
    )
    compare(got, [w, v, u], missing)


def test_leaves_out_scalars_and_what_is_not_frozen(student, rng):
    """Literals, scalars, arguments, and arrays that are not used are left out."""
    got = student.probe(nothing, w=array(rng, 3), x=array(rng, 3), y=array(rng, 2))
    compare(got, [], "")


@pytest.mark.core
@pytest.mark.weight(3)
def test_looks_into_jitted_functions(student, rng):
    """What an inner jitted function freezes is found, and what `f` freezes when it is jitted itself."""
    w, v, x = (array(rng, 3) for _ in range(3))
    missing = (
        "one inside of a jitted function is missing. Its jaxpr is a parameter of an equation, and has `consts` of its "
        "own: look through `eqn.params.values()`."
    )
    compare(student.probe(nested, w=w, v=v, x=x, outer=False), [w, v], missing)
    missing = (
        "one that an inner function freezes is missing where `f` is jitted itself. Then everything lies one level "
        "deeper: look into the equations of each inner jaxpr, too."
    )
    compare(student.probe(nested, w=w, v=v, x=x, outer=True), [w, v], missing)


@pytest.mark.core
@pytest.mark.weight(2)
def test_looks_at_any_depth(student, rng):
    """Jitted functions in jitted functions, in the body of a scan and in a branch of a cond are looked into."""
    w, v, u, x = (array(rng, 3) for _ in range(4))
    got = student.probe(deep, w=w, v=v, u=u, x=x)
    expect(isinstance(got, list) and len(got) == 3, "The answers cannot be read.")
    for each, wanted, where in zip(
        got,
        ([w], [v], [u, v]),
        ("a jitted function that a jitted one calls", "the body of a `scan`", "one of the branches of a `cond`"),
        strict=True,
    ):
        if isinstance(each, list) and 0 < len(each) < len(wanted):
            where = "another branch than the one that was looked into"
        missing = (
            f"one inside of {where} is missing. Let a function call itself for every inner jaxpr, closed or open, and "
            "for every entry of a tuple of them."
        )
        compare(each, wanted, missing)


@pytest.mark.core
def test_reports_each_array_once(student, rng):
    """An array that is frozen in several places is reported once."""
    w = array(rng, 4)
    compare(student.probe(shared, w=w, x=array(rng, 4)), [w], "the one that three functions share is missing.")


def test_gives_a_list_of_numpy_arrays(student, rng):
    """The answer is a list, its entries are NumPy arrays."""
    from gradax.testing import HostArray

    seen = student.probe(kinds, w=array(rng, 3), host=HostArray(array(rng, 3)), x=array(rng, 3))
    expect(seen["list"], f"{CALL} does not return a list. {FROZEN}")
    expect(
        seen["numpy"],
        f"{CALL} has entries that are not NumPy arrays. What is in `consts` are JAX's arrays and wrappers of NumPy's: "
        f"`np.asarray` makes NumPy arrays of both. {FROZEN}",
    )
