"""Hidden tests for `global_norm`: the length of a whole tree."""

import numpy as np
import pytest
from helpers import array
from probes import attempt, containers

from gradax.testing import HostArray, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

NORM = "See the text of *Exercise 3.6*."
CALL = "`global_norm(tree)`"


@probe
def halves(student, dtype, numbers, times):
    """The norm of numbers in half precision, in two leaves, JAX's and NumPy's, and that of the same in float32."""
    import jax.numpy as jnp
    import numpy as np

    return [
        student.global_norm({"a": full((times,), numbers[0], each), "b": full((times, 2), numbers[1], each)})
        for full, each in ((jnp.full, dtype), (np.full, dtype), (jnp.full, "float32"))
    ]


@probe
def mixed(student, numbers):
    """The norm of leaves of three dtypes, each alone and all together."""
    import jax.numpy as jnp

    leaves = [jnp.array(numbers, dtype) for dtype in ("float32", "bfloat16", "float16")]
    return [student.global_norm(tree) for tree in (*([leaf] for leaf in leaves), leaves)]


@probe
def classes(student, x):
    """The norm of what a NamedTuple and registered classes hold, one of these without arrays."""
    Pair, Layer = containers()
    return {"norm": attempt(student.global_norm, [Pair({"deep": x}, None), Layer(x, (x,)), Layer(None, ())])}


@probe
def under_jit(student, tree):
    """The norm, with and without jit."""
    import jax

    return [jax.jit(lambda tree: student.global_norm(tree))(tree), student.global_norm(tree)]


def grows(student):
    """Expect that larger entries give another norm, right or wrong: what follows compares the student's own norms."""
    small, large = (student.global_norm({"a": np.array(each, np.float32)}) for each in ([3, 4], [30, 40]))
    expect_tree([small, large], [np.zeros(())] * 2, what="The list of two norms")
    expect(
        bool(np.all(np.asarray(small) != np.asarray(large))),
        f"{CALL} gives the same number for small entries and for large ones. {NORM}",
        code="ignores-the-entries",
    )


@pytest.mark.core
@pytest.mark.weight(5)
def test_is_the_length_of_all_entries_together(student, rng):
    """It is the square root of the sum of the squares of all entries of all leaves."""
    leaves = [array(rng, 3), array(rng, 2, 4), array(rng, 1)]
    got = student.global_norm({"w": leaves[1], "b": leaves[0], "c": leaves[2]})
    flat = np.concatenate([leaf.ravel() for leaf in leaves]).astype(np.float64)
    want = np.linalg.norm(flat)
    norms = [np.linalg.norm(leaf) for leaf in leaves]
    for wrong, words, code in [
        (sum(norms), "is the sum of the leaves' norms. Norms do not add up, their squares do", "sum-of-norms"),
        (want**2, "is the square of the norm: the square root is missing", "no-root"),
        (want / np.sqrt(flat.size), "is the root of the *mean* of the squares. Add them up", "root-of-mean"),
        (np.abs(flat).sum(), "is the sum of absolute values", "sum-of-absolutes"),
        (max(norms), "is the norm of the largest leaf alone", "largest-leaf"),
        (norms[0], "is the norm of the first leaf alone. All leaves count", "first-leaf"),
        (np.abs(flat).max(), "is the largest entry", "largest-entry"),
    ]:
        recognise(got, wrong, f"{CALL} {words}. {NORM}", want=want, code=code)
    expect_close(got, want, what=CALL, because=f"Square, add up over all leaves, then take one square root. {NORM}")


@pytest.mark.core
@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([0, 0, 0], "of a tree of zeros"),
        ([1e-15, -2e-15, 2e-15], "of a tree of tiny entries"),
        ([1e-3, 3e17, -4e17], "of a tree of large entries"),
        ([1, np.inf, 0], "of a tree with infinity in it"),
        ([-np.inf, 2, 3], "of a tree with infinity in it"),
        ([1, 2, np.nan], "of a tree with nan in it"),
    ],
)
def test_entries_of_every_size(student, entries, words):
    """Zeros give exactly 0, tiny and large entries their norm, infinity gives infinity, and nan gives nan."""
    for dtype in ("float32", "bfloat16", "float16"):
        with np.errstate(over="ignore"):  # in float16, what is tiny is 0 and what is large is infinite
            values = np.array(entries, np.float32).astype(dtype)
        got = student.global_norm({"a": values[:2], "b": [values[2:].reshape(()), values[:0].reshape(0, 3)]})
        because = f"Add nothing to the squares, divide by nothing, and cut nothing off. {NORM}"
        want, what = np.linalg.norm(values.astype(np.float64)), f"`global_norm` {words}, in {dtype},"
        expect_close(got, want, what=what, rtol=1e-3, atol=0, because=because)


@pytest.mark.core
def test_works_for_every_tree(student, rng):
    """Leaves of any shape in any containers count, a single array and scalars too."""
    a, b = array(rng, 2, 3, 1, 2, 2), array(rng)
    grows(student)
    deep = [(a, None), {"deep": [b, {"er": HostArray(b)}], "empty": (array(rng, 2, 0), [])}]
    flat = {"a": np.concatenate([a.ravel(), [b, b]]).astype(np.float32)}
    every = f"`jax.tree.leaves` finds all leaves, whatever holds them. {NORM}"
    for tree in (deep, flat["a"]):
        if student.raises(Exception, "global_norm", tree):
            fail(
                f"{CALL} raises an exception for lists in dicts in tuples, for `None` in a tree, for leaves of shape "
                f"(), of five axes or without entries, or for an array that is the whole tree. {every}",
                code="tree-refused",
            )
        because = f"The same numbers in one vector have another norm. {every}"
        want = expect_array(student.global_norm(flat), what=CALL, shape=())
        expect_close(student.global_norm(tree), want, what=CALL, because=because)


@pytest.mark.core
def test_works_for_all_that_jax_knows(student, rng):
    """NamedTuples and registered classes are containers; auxiliary data do not count."""
    x = array(rng, 4)
    got = student.probe(classes, x=x)["norm"]
    advice = f"`jax.tree.leaves` knows all containers, and what in them is not a leaf. {NORM}"
    if isinstance(got, str):
        fail(f"{CALL} raises an exception for NamedTuples and registered classes. {advice}", code="tree-refused")
    alone = expect_array(student.global_norm([x, x, x]), what=CALL, shape=())
    what = f"{CALL} where NamedTuples and registered classes hold the leaves"
    expect_close(got, alone, what=what, because=f"The same leaves in a list have another norm. {advice}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_adds_up_in_float32(student, rng):
    """Leaves in half precision are squared and added up in float32."""
    grows(student)
    for dtype, numbers, times, words in [
        ("float16", [4.0, 4.0], 4000, "is inexact or overflows, for the sum is beyond what float16 can add up"),
        ("float16", [float(rng.integers(300, 400)), 2.0], 3, "overflows, for the squares are beyond float16"),
        ("float16", [1e-4, 1e-4], 3, "is inexact, for the squares are too small for float16"),
        ("bfloat16", [1.0, 1.0], 3000, "is inexact, for the sum is beyond what bfloat16 can add up"),
        ("bfloat16", [1.0078125, 1.0078125], 3, "is inexact, for squares in bfloat16 have three digits"),
    ]:
        got = student.probe(halves, dtype=dtype, numbers=numbers, times=times)
        expect_tree(got, [np.zeros(())] * 3, what="The list of three norms")
        because = f"It {words}. Convert every leaf to float32 before you square it. {NORM}"
        rtol, code = 2e-3 if numbers[0] < 1e-3 else 5e-4, "squared-in-half-precision"
        for each, words in zip(got[:2], ("leaves", "NumPy's arrays"), strict=True):
            what = f"{CALL} of {words} in {dtype}"
            expect_close(each, got[2], what=what, rtol=rtol, atol=0, because=because, code=code)


@pytest.mark.core
def test_is_a_float32_scalar(student):
    """The result is a float32 scalar whatever the leaves are."""
    grows(student)
    got = student.probe(mixed, numbers=[3.0, 4.0])
    expect(isinstance(got, list) and len(got) == 4, "The answers cannot be read.")
    for each in got:
        expect_array(each, what=CALL, shape=(), dtype=np.float32)


def test_a_tree_without_leaves_has_norm_zero(student):
    """A tree without leaves has norm 0, as a float32 scalar."""
    what = "`global_norm` of a tree without leaves"
    for tree in ({}, [], None, {"a": None, "b": [(), {}]}):
        if student.raises(Exception, "global_norm", tree):
            fail(
                f"{what} raises an exception. An empty list cannot be joined or reduced without a first value: begin "
                f"the sum with a 0 in float32. {NORM}",
                code="no-leaves-refused",
            )
        got = expect_array(student.global_norm(tree), what=what, shape=())
        expect_close(got, np.float32(0), what=what, because=f"Where there is nothing to add up, the sum is 0. {NORM}")
        expect_array(got, what=what, dtype=np.float32)


@pytest.mark.core
def test_works_under_jit(student, rng):
    """It works under `jit`."""
    grows(student)
    tree = {"a": array(rng, 3), "b": array(rng, 2, 2)}
    because = f"Do not use `float(...)`, `math` or NumPy. {NORM}"
    got = student.probe(under_jit, tree=tree)
    expect_tree(got, [np.zeros(())] * 2, what="The list of two norms")
    expect_close(got[0], got[1], what=f"{CALL} under `jit`", because=because)
