"""Hidden tests for `shard` and `unshard`: a partition that keeps the order, leaf by leaf, and the way back."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

MORE = "See *More examples than devices*."
SHARD, UNSHARD = "`shard(xs, n)`", "`unshard(xs)`"


@probe
def refusal(student, xs, n):
    """What `shard` does where it cannot share equally, and the numbers that it names."""
    import re

    try:
        student.shard(xs, n)
    except NotImplementedError:
        raise
    except Exception as error:
        return {"raised": True, "value error": isinstance(error, ValueError), "numbers": re.findall(r"\d+", str(error))}
    return {"raised": False, "value error": False, "numbers": []}


@probe
def of_other_containers(student, x):
    """What becomes of a NamedTuple and of a registered class, there and back."""
    import dataclasses
    from typing import NamedTuple

    import jax

    class Pair(NamedTuple):
        one: object
        two: object

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class Batch:
        x: object

    xs = Pair({"x": x}, Batch(x))
    parts = student.shard(xs, 2)
    whole = student.unshard(Pair({"x": x}, Batch(x)))
    same = [type(each) is Pair and type(each[1]) is Batch for each in (parts, whole)]
    return {"same": same, "leaves": [jax.tree.leaves(each) for each in (parts, whole)] if all(same) else []}


def batch(rng, size):
    """A tree of random arrays that share the length of their first axis."""
    half = rng.normal(size=(size, 2)).astype(np.float16)
    half[:3, 0] = np.nan, np.inf, -np.inf
    return {
        "half": half,
        "image": rng.normal(size=(size, 3, 2)).astype(np.float32),
        "label": rng.integers(0, 100, size=size).astype(np.int32),
        "column": rng.normal(size=(size, 1)).astype(np.float32),
        "more": [rng.normal(size=(size, 4)).astype(np.float32), (rng.integers(0, 2, size=size) == 1,), None, {}],
    }


def every(f, tree):
    """`f` of each array of a tree."""
    if isinstance(tree, dict):
        return {name: every(f, value) for name, value in tree.items()}
    if isinstance(tree, list | tuple):
        return type(tree)(every(f, value) for value in tree)
    return None if tree is None else f(tree)


def answer(student, function, *args):
    """The student's answer, or what is wrong where a tree is refused."""
    if any(student.raises(error, function, *args) for error in (AttributeError, TypeError, KeyError)):
        fail(
            f"`{function}` raises for a pytree. A pytree may be an array, or lists, tuples and dicts in each other: go "
            f"over its leaves with `jax.tree.map`, and return a tree like it. {MORE}"
        )
    return student.call(function, *args)


def split(x, n):
    """The right partition of one array."""
    return x.reshape(n, len(x) // n, *x.shape[1:])


def expect_split(student, rng):
    """Expect that examples are split at all: errors and empty parts say little alone."""
    x = rng.normal(size=(4, 2)).astype(np.float32)
    expect_close(answer(student, "shard", {"x": x}, 2), {"x": split(x, 2)}, what=SHARD, because=MORE)


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_first_examples_first_in_order(student, rng):
    """Part 0 has the first N / n examples, in order, part 1 the next ones."""
    x = rng.permutation(12).astype(np.int32)
    got, want = answer(student, "shard", {"x": x}, 3), split(x, 3)
    if isinstance(got, list):
        fail(
            f"{SHARD} is a Python list. Keep the tree, and give each leaf a first axis of n parts. {MORE}",
            code="list-of-trees",
        )
    dealt = "deals the examples out like cards: part 0 gets every n-th. Part 0 should have the first N / n"
    swapped = "has its axes the wrong way round: (N / n, n). There are n parts, and they come first"
    along = "has the parts along axis 1. They belong in the first axis"
    for wrong, because, code in [
        (x.reshape(4, 3).T, dealt, "dealt-like-cards"),
        (x.reshape(4, 3), swapped, "axes-swapped"),
        (want.T, along, "parts-along-axis-1"),
    ]:
        recognise(got, {"x": wrong}, f"{SHARD} {because}. {MORE}", code=code)
    because = f"Reshape to (n, N / n): the first N / n examples stay together, in order. {MORE}"
    expect_close(got, {"x": want}, what=SHARD, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_each_leaf_is_split_alike(student, rng):
    """All leaves of any tree are split in the same way, whatever their shapes and dtypes."""
    xs = batch(rng, 12)
    got, want = answer(student, "shard", xs, 4), every(lambda x: split(x, 4), xs)
    flat = {
        **want,
        "label": xs["label"].reshape(3, 4).T,
        "more": [want["more"][0], (xs["more"][1][0].reshape(3, 4).T,), None, {}],
    }
    strangers = f"{SHARD} splits the labels in another way than the images: every image gets a stranger's label. {MORE}"
    recognise(got, flat, strangers, want=want, code="labels-apart")
    because = f"Each leaf of shape (N, …) becomes (n, N / n, …), its later axes and its dtype as they were. {MORE}"
    expect_close(got, want, what=SHARD, because=because)
    expect_array(got["half"], what=f"a float16 leaf of {SHARD}", dtype=np.float16)


@pytest.mark.core
def test_any_pytree(student, rng):
    """NamedTuples and registered classes are pytrees, too, and stay what they are."""
    x = rng.normal(size=(4, 3, 2)).astype(np.float32)
    seen = student.probe(of_other_containers, x=x)
    want = [[split(x, 2)] * 2, [x.reshape(12, 2)] * 2]
    because = f"`jax.tree.map` goes over the leaves of every pytree, and gives a tree like it. {MORE}"
    what = f"what {SHARD} and {UNSHARD} make of other containers"
    expect_close(seen, {"same": [True, True], "leaves": want}, what=what, because=because)


@pytest.mark.core
@pytest.mark.parametrize("n", [1, 6])
def test_one_part_and_parts_of_one(student, rng, n):
    """One part, and parts of one example each, are partitions, too."""
    x = rng.normal(size=(6, 2)).astype(np.float32)
    because = f"Both axes stay, also where one of them has length 1. {MORE}"
    expect_close(student.shard({"x": x}, n), {"x": split(x, n)}, what=f"`shard(xs, {n})` for N = 6", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_a_remainder_is_a_value_error(student, rng):
    """Where n does not divide N, it raises a ValueError that names both numbers."""
    expect_split(student, rng)
    for size, n in [(29, 7), (13, 26)]:
        seen = student.probe(refusal, xs={"x": rng.normal(size=(size, 2)).astype(np.float32)}, n=n)
        if seen["raised"] is not True:
            fail(
                f"{SHARD} does not raise where n does not divide N. Nobody notices a remainder that is silently "
                f"dropped or padded. {MORE}",
                code="no-error",
            )
        expect(
            seen["value error"] is True,
            f"{SHARD} raises something other than a ValueError where n does not divide N. JAX's own error of a reshape "
            f"is a TypeError: look at N first, and raise. {MORE}",
            code="not-a-value-error",
        )
        expect(
            isinstance(seen["numbers"], list) and str(size) in seen["numbers"] and str(n) in seen["numbers"],
            f"The ValueError of {SHARD} does not name both numbers, N and n. Whoever reads it wants to know which "
            f"lengths do not fit. {MORE}",
            code="numbers-not-named",
        )


@pytest.mark.core
def test_axes_of_length_0(student, rng):
    """Axes of length 0 are axes, too: no examples make n empty parts, and the way back works."""
    expect_split(student, rng)
    because = f"Spell out all lengths: with an axis of length 0, a -1 could be anything. {MORE}"
    for size, n, rest in ((6, 3, (0,)), (0, 2, (3,)), (0, 5, ()), (4, 4, (2, 0))):
        x = np.zeros((size, *rest), np.float32)
        parts = {"x": np.zeros((n, size // n, *rest), np.float32)}
        expect_close(student.shard({"x": x}, n), parts, what=f"{SHARD} with an axis of length 0", because=because)
        expect_close(student.unshard(parts), {"x": x}, what=f"{UNSHARD} with an axis of length 0", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_unshard_joins_the_first_two_axes(student, rng):
    """`unshard` makes (n * k, …) of (n, k, …), leaf by leaf, in order."""
    whole = batch(rng, 12)
    parts = every(lambda x: split(x, 3), whole)
    got, turns = answer(student, "unshard", parts), every(lambda x: x.swapaxes(0, 1).reshape(-1, *x.shape[2:]), parts)
    recognise(
        got,
        turns,
        f"{UNSHARD} takes turns between the parts. All examples of part 0 come first. {MORE}",
        code="takes-turns",
    )
    because = f"Join the first two axes of each leaf, and leave the others. {MORE}"
    expect_close(got, whole, what=UNSHARD, because=because)
    expect_array(got["half"], what=f"a float16 leaf of {UNSHARD}", dtype=np.float16)


def test_there_and_back(student, rng):
    """`unshard(shard(xs, n))` is `xs`."""
    xs = batch(rng, 12)
    because = f"The way back undoes exactly what the way there did. {MORE}"
    expect_close(
        answer(student, "unshard", answer(student, "shard", xs, 4)), xs, what="`unshard(shard(xs, n))`", because=because
    )


def test_a_bare_array_is_a_tree(student, rng):
    """A bare array is a pytree of one leaf, for both."""
    x = rng.normal(size=(6, 2)).astype(np.float32)
    expect_array(answer(student, "shard", x, 3), what="`shard(x, n)` of an array", shape=(3, 2, 2))
    expect_close(answer(student, "unshard", split(x, 3)), x, what="`unshard(x)` of an array", because=MORE)
