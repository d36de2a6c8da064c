"""Hidden tests for `global_norm`: the length of a whole tree."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

NORM = "See the text of *Exercise 3.6*."
CALL = "`global_norm(tree)`"


@probe
def halves(student, dtype, numbers, times):
    """The norm of numbers in half precision, in two leaves."""
    import jax.numpy as jnp

    return [
        student.global_norm({"a": jnp.full((times,), numbers[0], each), "b": jnp.full((times, 2), numbers[1], each)})
        for each in (dtype, "float32")
    ]


@probe
def mixed(student, numbers):
    """The norm of leaves of three dtypes, each alone."""
    import jax.numpy as jnp

    return [student.global_norm([jnp.array(numbers, dtype)]) for dtype in ("float32", "bfloat16", "float16")]


@probe
def under_jit(student, tree):
    """The norm, with and without jit."""
    import jax

    return [jax.jit(lambda tree: student.global_norm(tree))(tree), student.global_norm(tree)]


def array(rng, *shape):
    """Float32 numbers."""
    return np.asarray(rng.normal(size=shape), np.float32)


def grows(student):
    """Expect that larger entries give another norm, right or wrong: what follows compares the student's own norms."""
    small, large = (student.global_norm({"a": np.array(each, np.float32)}) for each in ([3, 4], [30, 40]))
    expect_tree([small, large], [np.zeros(())] * 2, what="The list of two norms")
    expect(
        bool(np.all(np.asarray(small) != np.asarray(large))),
        f"{CALL} gives the same number for small entries and for large ones. {NORM}",
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
    for wrong, words in [
        (sum(norms), "is the sum of the leaves' norms. Norms do not add up, their squares do"),
        (want**2, "is the square of the norm: the square root is missing"),
        (want / np.sqrt(flat.size), "is the root of the *mean* of the squares. Add them up"),
        (np.abs(flat).sum(), "is the sum of absolute values"),
        (max(norms), "is the norm of the largest leaf alone"),
        (norms[0], "is the norm of the first leaf alone. All leaves count"),
        (np.abs(flat).max(), "is the largest entry"),
    ]:
        recognise(got, wrong, f"{CALL} {words}. {NORM}", want=want)
    expect_close(got, want, what=CALL, because=f"Square, add up over all leaves, then take one square root. {NORM}")
    because = f"Nothing may be added to the squares, and nothing divided by them. {NORM}"
    zeros = {"a": np.zeros(3, np.float32), "b": np.zeros((), np.float32)}
    expect_close(student.global_norm(zeros), 0.0, what="`global_norm` of a tree of zeros", because=because)


@pytest.mark.core
def test_works_for_every_tree(student, rng):
    """Leaves of any shape in any containers count, a single array and scalars too."""
    a, b = array(rng, 2, 3, 2), array(rng)
    grows(student)
    deep = [(a, None), {"deep": [b, {"er": b}], "empty": ()}]
    flat = {"a": np.concatenate([a.ravel(), [b, b]]).astype(np.float32)}
    for tree in (deep, flat["a"]):
        if student.raises(Exception, "global_norm", tree):
            fail(
                f"{CALL} raises an exception for lists in dicts in tuples, for `None` in a tree, for leaves of "
                "shape () or of three axes, or for an array that is the whole tree. `jax.tree.leaves` finds all "
                f"leaves, whatever holds them. {NORM}"
            )
        because = (
            "The same numbers in one vector have another norm. `jax.tree.leaves` finds all leaves, whatever holds "
            f"them. {NORM}"
        )
        want = expect_array(student.global_norm(flat), what=CALL, shape=())
        expect_close(student.global_norm(tree), want, what=CALL, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_adds_up_in_float32(student, rng):
    """Leaves in half precision are squared and added up in float32."""
    grows(student)
    for dtype, numbers, times, words in [
        ("float16", [4.0, 4.0], 4000, "is inexact or overflows, for the sum is beyond what float16 can add up"),
        ("float16", [float(rng.integers(300, 400)), 2.0], 3, "overflows, for the squares are beyond float16"),
        ("bfloat16", [1.0, 1.0], 3000, "is inexact, for the sum is beyond what bfloat16 can add up"),
        ("bfloat16", [1.0078125, 1.0078125], 3, "is inexact, for squares in bfloat16 have three digits"),
    ]:
        got = student.probe(halves, dtype=dtype, numbers=numbers, times=times)
        expect_tree(got, [np.zeros(())] * 2, what="The list of two norms")
        because = f"It {words}. Turn every leaf to float32 before you square it. {NORM}"
        expect_close(got[0], got[1], what=f"{CALL} of leaves in {dtype}", rtol=5e-4, because=because)


@pytest.mark.core
def test_is_a_float32_scalar(student):
    """The result is a float32 scalar whatever the leaves are."""
    grows(student)
    got = student.probe(mixed, numbers=[3.0, 4.0])
    expect(isinstance(got, list) and len(got) == 3, "The answers cannot be read.")
    for each in got:
        expect_array(each, what=CALL, shape=(), dtype=np.float32)


def test_a_tree_without_leaves_has_norm_zero(student):
    """A tree without leaves has norm 0, as a float32 scalar."""
    for tree in ({}, []):
        if student.raises(Exception, "global_norm", tree):
            fail(
                "`global_norm` of a tree without leaves raises an exception. An empty list cannot be joined or reduced "
                f"without a first value: begin the sum with a 0 in float32. {NORM}"
            )
        got = expect_array(student.global_norm(tree), what="`global_norm` of a tree without leaves", shape=())
        because = f"Where there is nothing to add up, the sum is 0. {NORM}"
        expect_close(got, np.float32(0), what="`global_norm` of a tree without leaves", because=because)
        expect_array(got, what="`global_norm` of a tree without leaves", dtype=np.float32)


@pytest.mark.core
def test_works_under_jit(student, rng):
    """It works under `jit`."""
    grows(student)
    tree = {"a": array(rng, 3), "b": array(rng, 2, 2)}
    because = f"Keep `float(...)`, `math` and NumPy out of it. {NORM}"
    got = student.probe(under_jit, tree=tree)
    expect_tree(got, [np.zeros(())] * 2, what="The list of two norms")
    expect_close(got[0], got[1], what=f"{CALL} under `jit`", because=because)
