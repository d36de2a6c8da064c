"""Hidden tests for `frozen_constants`: the arrays that are baked into a program."""

import numpy as np
import pytest
from helpers import SPECIAL, array

from gradax.testing import HostArray, expect, expect_array, fail, probe

FROZEN = "See *What is frozen into a program*."
CALL = "`frozen_constants(f, *args)`"
KINDS = ("jit", "scan", "cond")


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
def arguments(student, w):
    """Without an argument, with three, and with one that is frozen as well."""
    return [
        student.frozen_constants(lambda: w + 1.0),
        student.frozen_constants(lambda x, y, z: w * x - y[0] * z, w + 1.0, w + 2.0, w + 3.0),
        student.frozen_constants(lambda x: w * x, w),
    ]


@probe
def all_kinds(student, arrays):
    """Arrays of any kind, all frozen by one function."""
    import jax.numpy as jnp

    def f(x):
        return [jnp.ravel(each) for each in arrays], x

    return student.frozen_constants(f, jnp.ones(2))


@probe
def nested(student, w, v, x, outer):
    """An inner jitted function's array; with or without a jit around it all."""
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
def deeper(student, w, x, around):
    """A jitted function in others, in bodies of scans and in branches of conds, from the inside to the outside."""
    import jax

    def wrapped(f, kind):
        if kind == "scan":
            return lambda x: jax.lax.scan(lambda carry, _: (f(carry), None), x, length=3)[0]
        if kind == "cond":
            return lambda x: jax.lax.cond(x[0] > 0, lambda x: x, f, x)
        return jax.jit(lambda x: 2.0 * f(x))

    f = jax.jit(lambda x: w * x)
    for kind in around:
        f = wrapped(f, kind)
    return student.frozen_constants(f, x)


@probe
def shared(student, w, x):
    """One array in four places, one of which is `f` itself; and in three places, all of them within others."""
    import jax

    inner = jax.jit(lambda x: w * x)
    other = jax.jit(lambda x: w + x)

    def within(x):
        return inner(x) + inner(x + 1.0) + jax.jit(lambda x: other(2.0 * x))(x)

    return [student.frozen_constants(f, x) for f in (lambda x: within(x) + w, within)]


@probe
def kinds(student, w, host, x):
    """Whether a list of NumPy arrays comes back, for an array of JAX's and one of NumPy's."""
    import numpy as np

    found = student.frozen_constants(lambda x: x * w + host, x)
    listed = isinstance(found, list)
    return {"list": listed, "numpy": listed and all(isinstance(each, np.ndarray) for each in found)}


def same(one, other):
    """Whether two arrays have one shape and the same numbers, nan included."""
    return one.shape == other.shape and np.array_equal(wide(one), wide(other), equal_nan=True)


def wide(each):
    """As float64; what has no numbers stays."""
    return each.astype(np.float64) if each.dtype.name.startswith(("float", "bfloat", "int", "uint", "bool")) else each


def arrays_of(got):
    """The arrays of an answer; fails where it is no list of arrays, or has scalars."""
    if not isinstance(got, list):
        fail(
            f"{CALL} does not return a list. Return a list of NumPy arrays, empty if nothing is frozen. {FROZEN}",
            code="not-a-list",
        )
    found = [expect_array(each, what=f"An entry of {CALL}") for each in got]
    if any(each.ndim == 0 for each in found):
        fail(
            f"{CALL} reports scalars. Only arrays of at least one dimension are asked for. {FROZEN}",
            code="reports-scalars",
        )
    return found


def compare(got, want, missing, code):
    """Expect these arrays, in any order; `missing` says where one was not looked for, and `code` names that."""
    left = arrays_of(got)
    for wanted in want:
        alike = [i for i, each in enumerate(left) if same(each, wanted)]
        if not alike:
            fail(f"{CALL} does not find all of the arrays that are frozen: {missing} {FROZEN}", code=code)
        exact = [i for i in alike if left[i].dtype == wanted.dtype]
        if not exact:
            fail(f"{CALL} gives the numbers of a frozen array only in another dtype. {FROZEN}", code="dtype-lost")
        left.pop(exact[0])
    if any(same(each, wanted) for each in left for wanted in want):
        fail(
            f"{CALL} reports the same array more than once. It is one Python object wherever it is found, so remember "
            f"the `id`s that you have seen. {FROZEN}",
            code="reported-twice",
        )
    expect(
        not left,
        f"{CALL} reports arrays that are not frozen. Arguments are variables of the program, and what `f` does not "
        f"use never gets there: only `consts` are baked in. {FROZEN}",
        code="reports-too-much",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_finds_what_a_function_reads_from_outside(student, rng):
    """Arrays that `f` reads from outside are found, wherever it gets them; the arguments are not among them."""
    w, v, u = array(rng, 2, 3), rng.integers(2, 99, size=4).astype(np.int32), array(rng, 1)
    got = student.probe(direct, w=w, v=v, u=u, x=array(rng, 2, 3), y=array(rng, 5))
    missing = (
        "one that `f` takes out of a dict or a global counts as much as a local one, and one with a single entry is "
        "an array, too. Ask the jaxpr, not `f`: `jax.make_jaxpr(f)(*args).consts`."
    )
    compare(got, [w, v, u], missing, "misses-direct")


def test_leaves_out_scalars_and_what_is_not_frozen(student, rng):
    """Literals, scalars, arguments, and arrays that are not used are left out."""
    got = student.probe(nothing, w=array(rng, 3), x=array(rng, 3), y=array(rng, 2))
    compare(got, [], "", "unmet")


@pytest.mark.core
def test_any_number_of_arguments(student, rng):
    """`f` may have no argument or three; an array that is frozen and an argument as well is reported."""
    w = array(rng, 3)
    got = student.probe(arguments, w=w)
    expect(isinstance(got, list) and len(got) == 3, "The answers cannot be read.")
    for each, words, code in zip(
        got,
        (
            "the one of an `f` without arguments",
            "the one of an `f` with three arguments",
            "one that is an argument, too",
        ),
        ("no-arguments", "several-arguments", "argument-as-well"),
        strict=True,
    ):
        compare(each, [w], f"{words} is missing. Pass on all of `args`: `jax.make_jaxpr(f)(*args)`.", code)


@pytest.mark.core
def test_finds_arrays_of_any_kind(student, rng):
    """Arrays of any dtype, size and number of axes are found, NumPy's too, also with 0, inf and nan in them."""
    arrays = [SPECIAL, np.zeros((2, 0), np.float32), np.array([[True], [False]]), np.zeros(3, np.uint8)]
    arrays += [array(rng, 2).astype(np.float16), np.array([7, -(2**31)], np.int32)]
    arrays += [np.full(2, 1.5, "bfloat16"), np.array([2 - 1j], np.complex64), array(rng, 1, 2, 1), array(rng, 3000)]
    host = array(rng, 4)
    got = student.probe(all_kinds, arrays=[*arrays, HostArray(host)])
    missing = "every dtype counts, NumPy's arrays as JAX's, and an array may be empty, long, or have many axes."
    compare(got, [*arrays, host], missing, "misses-a-kind")


@pytest.mark.core
@pytest.mark.weight(3)
def test_looks_into_jitted_functions(student, rng):
    """What an inner jitted function freezes is found, and what `f` freezes when it is jitted itself."""
    w, v, x = (array(rng, 3) for _ in range(3))
    missing = (
        "one inside a jitted function, or the one beside it, is missing. The inner jaxpr is a parameter of an "
        "equation, and has `consts` of its own: look through `eqn.params.values()`."
    )
    compare(student.probe(nested, w=w, v=v, x=x, outer=False), [w, v], missing, "misses-inner")
    missing = (
        "one that an inner function freezes is missing where `f` is jitted itself. Then everything lies one level "
        "deeper: look into the equations of each inner jaxpr, too."
    )
    compare(student.probe(nested, w=w, v=v, x=x, outer=True), [w, v], missing, "misses-jitted-f")


@pytest.mark.core
@pytest.mark.weight(2)
def test_looks_at_any_depth(student, rng):
    """Jitted functions in jitted functions, in the body of a scan and in a branch of a cond are looked into."""
    w, v, u, x = (array(rng, 3) for _ in range(4))
    got = student.probe(deep, w=w, v=v, u=u, x=x)
    expect(isinstance(got, list) and len(got) == 3, "The answers cannot be read.")
    advice = "Let a function call itself for every inner jaxpr, closed or open, and for every entry of a tuple of them."
    for each, wanted, where, code in (
        (got[0], [w], "a jitted function that a jitted one calls", "misses-second-level"),
        (got[1], [v], "the body of a `scan`", "misses-scan"),
        (got[2], [u, v], "one of the branches of a `cond`", "misses-branch"),
    ):
        compare(each, wanted, f"one inside {where} is missing. {advice}", code)
    missing = f"one is missing that lies in twenty jitted functions, one in the other. {advice}"
    compare(student.probe(deeper, w=w, x=x, around=["jit"] * 20), [w], missing, "misses-the-deepest")


@pytest.mark.core
def test_looks_into_every_kind_within_every_other(student, rng):
    """Jitted functions, scans and conds are looked into in jitted functions, in scans and in conds."""
    w, x = array(rng, 3), array(rng, 3)
    for inner in KINDS:
        for outer in KINDS:
            got = student.probe(deeper, w=w, x=x, around=[inner, outer])
            missing = f"one is missing that lies in a `{inner}` in a `{outer}`. Look into all of them alike."
            compare(got, [w], missing, "misses-a-kind-within-another")


@pytest.mark.core
def test_reports_each_array_once(student, rng):
    """An array that is frozen in several places is reported once, whosever it is and whatever it holds."""
    x = array(rng, 4)
    for w in (array(rng, 4), np.array([1.0, np.nan, np.inf, 0.0], np.float32)):
        for sent in (w, HostArray(w)):
            missing = "the one that three functions share is missing."
            got = student.probe(shared, w=sent, x=x)
            expect(isinstance(got, list) and len(got) == 2, "The answers cannot be read.")
            for each in got:
                compare(each, [w], missing, "misses-shared")


@pytest.mark.core
def test_tells_equal_numbers_apart(student, rng):
    """Arrays with the same numbers, but of another dtype or another shape, are different arrays."""
    w = rng.permutation(np.arange(2, 9))[:3].astype(np.float32)
    arrays = [w, w.astype(np.int32), w[None], w[:, None], w[:1] * np.ones(3, np.float32), w[:1]]
    missing = "one has the numbers of another one, in another dtype or another shape. It is an array of its own."
    compare(student.probe(all_kinds, arrays=arrays), arrays, missing, "takes-equals-for-one")


@pytest.mark.core
def test_tells_similar_arrays_apart(student, rng):
    """Arrays of one shape and dtype that differ in their order, in one entry or in their last digits are different."""
    w = rng.permutation(np.arange(2, 9))[:3].astype(np.float32)
    long = array(rng, 2000)
    arrays = [w, w[::-1].copy(), np.nextafter(w, np.float32(99)), long, np.r_[long[:1000], np.float32(9), long[1001:]]]
    arrays += [np.zeros(2, np.float32), np.zeros(2, np.int32)]
    missing = "one has nearly the numbers of another one, or its bytes in another dtype. It is an array of its own."
    compare(student.probe(all_kinds, arrays=arrays), arrays, missing, "takes-similar-for-one")


def test_gives_a_list_of_numpy_arrays(student, rng):
    """The answer is a list, and its entries are NumPy arrays."""
    seen = student.probe(kinds, w=array(rng, 3), host=HostArray(array(rng, 3)), x=array(rng, 3))
    expect(seen["list"], f"{CALL} does not return a list. {FROZEN}", code="not-a-list")
    expect(
        seen["numpy"],
        f"{CALL} has entries that are not NumPy arrays. What is in `consts` are JAX's arrays and wrappers of NumPy's: "
        f"`np.asarray` makes NumPy arrays of both. {FROZEN}",
        code="not-numpy",
    )
