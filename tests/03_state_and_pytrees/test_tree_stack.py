"""Hidden tests for `tree_stack` and `tree_unstack`: many trees, one tree, and back."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_close, fail, probe, recognise

STACK = "See *Many trees, one tree*."


@probe
def classes(student, x, number):
    """A NamedTuple and a registered class with leaves of several dtypes, there and back."""
    from dataclasses import dataclass
    from typing import NamedTuple

    import jax
    import jax.numpy as jnp

    class Pair(NamedTuple):
        first: object
        second: object

    @dataclass
    class Layer:
        weight: object
        bias: object

    jax.tree_util.register_dataclass(Layer, data_fields=["weight", "bias"], meta_fields=[])

    def one(i):
        return [
            Pair(x + i, jnp.array([i > 1, True])),
            Layer(weight=jnp.full((2,), i, jnp.int8), bias=(jnp.full((), i, jnp.bfloat16), None)),
        ]

    def difference(a, b):
        if jax.tree.structure(a) != jax.tree.structure(b):
            return "structure"
        leaves = list(zip(jax.tree.leaves(a), jax.tree.leaves(b), strict=True))
        if any(jnp.shape(p) != jnp.shape(q) for p, q in leaves):
            return "shape"
        if any(jnp.result_type(p) != jnp.result_type(q) for p, q in leaves):
            return "dtype"
        return "" if all(bool((p == q).all()) for p, q in leaves) else "value"

    trees = [one(i) for i in range(number)]
    try:
        stacked = student.tree_stack(list(trees))
        if jax.tree.structure(stacked) != jax.tree.structure(trees[0]):
            return {"known": True, "structure": False, "back": "", "again": ""}
        back = student.tree_unstack(stacked)
        if not isinstance(back, list | tuple) or len(back) != number:
            return {"known": True, "structure": True, "back": "number", "again": ""}
        again = student.tree_stack(list(back))
    except (TypeError, AttributeError) as error:
        if type(error) not in (TypeError, AttributeError):
            raise
        return {"known": False, "structure": False, "back": "", "again": ""}
    changes = [difference(a, b) for a, b in zip(back, trees, strict=True)]
    return {
        "known": True,
        "structure": True,
        "back": next((change for change in changes if change), ""),
        "again": difference(again, stacked),
    }


@probe
def under_jit(student, trees, stacked):
    """Both compiled, and both as they are."""
    import jax

    return {
        "stack": [jax.jit(lambda trees: student.tree_stack(trees))(trees), student.tree_stack(list(trees))],
        "unstack": [jax.jit(lambda tree: student.tree_unstack(tree))(stacked), student.tree_unstack(stacked)],
    }


@probe
def edits(student, trees, stacked):
    """What was changed in place."""
    from gradax.testing.detectors import mutation

    return mutation.edits(student.tree_stack, trees) + mutation.edits(student.tree_unstack, stacked)


def array(rng, *shape):
    """Float32 numbers."""
    return np.asarray(rng.normal(size=shape), np.float32)


def tree(rng):
    """A tree with leaves of three shapes."""
    return {"w": array(rng, 3, 2), "b": [array(rng, 2), (array(rng),)]}


def over(trees, how):
    """`how` of the leaves that belong together."""
    first = trees[0]
    if isinstance(first, dict):
        return {key: over([tree[key] for tree in trees], how) for key in first}
    if isinstance(first, list | tuple):
        return type(first)(over([tree[i] for tree in trees], how) for i in range(len(first)))
    return how(trees)


@pytest.mark.core
@pytest.mark.weight(3)
def test_stacks_along_a_new_first_axis(student, rng):
    """`tree_stack` gives one tree whose leaves have a new first axis, for lists and tuples of trees."""
    for trees in ([tree(rng) for _ in range(4)], (tree(rng), tree(rng))):
        got, want = student.tree_stack(trees), over(trees, np.stack)
        for how, words in [
            (lambda leaves: np.stack(leaves, -1), "makes the new axis the last one. It must be the first"),
            (
                lambda leaves: np.concatenate([np.atleast_1d(x) for x in leaves]),
                "joins the leaves along an axis that they have. `jnp.stack` makes a new one",
            ),
            (lambda leaves: np.stack(leaves[::-1]), "stacks the trees in the wrong order"),
            (lambda leaves: sum(leaves), "adds the leaves up"),
            (list, "gives lists of arrays for leaves. `jnp.stack` makes one array of each"),
        ]:
            recognise(got, over(trees, how), f"`tree_stack(trees)` {words}. {STACK}", want=want)
        because = f"All leaves that belong together become one array: `jax.tree.map` with all trees. {STACK}"
        expect_close(got, want, what="`tree_stack(trees)`", because=because)
    single = [tree(rng)]
    because = f"A list of one tree gives leaves with a first axis of length 1. {STACK}"
    expect_close(student.tree_stack(single), over(single, np.stack), what="`tree_stack([tree])`", because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_unstacks_along_the_first_axis(student, rng):
    """`tree_unstack` gives a list of trees, one for each entry of the first axis."""
    for number in (4, 1):
        trees = [tree(rng) for _ in range(number)]
        got = student.tree_unstack(over(trees, np.stack))
        if isinstance(got, tuple):
            fail(f"`tree_unstack(tree)` gives a tuple of trees. A list is asked for. {STACK}")
        recognise(
            got,
            over(trees, list),
            f"`tree_unstack(tree)` gives one tree of lists. A list of trees is asked for. {STACK}",
            want=trees,
        )
        recognise(
            got,
            [over([each], np.stack) for each in trees],
            "`tree_unstack(tree)` leaves a first axis of length 1. Take it away: `leaf[i]`, not `leaf[i:i+1]`. "
            f"{STACK}",
        )
        because = f"Tree number i has `leaf[i]` in the place of each leaf. {STACK}"
        expect_close(got, trees, what="`tree_unstack(tree)`", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_undo_each_other_for_all_that_jax_knows(student, rng):
    """There and back nothing is lost: NamedTuples, registered classes, dtypes."""
    seen = student.probe(classes, x=array(rng, 2, 3), number=3)
    expect(
        seen["known"] is True,
        "`tree_stack` or `tree_unstack` raises an exception for NamedTuples, for a registered class, or for None in a "
        f"tree. Do not go through dicts and lists by hand: `jax.tree` knows all containers. {STACK}",
    )
    expect(
        seen["structure"] is True,
        "`tree_stack(trees)` has another structure than each of the trees, which hold NamedTuples, a registered class "
        f"and None. `jax.tree.map` with all trees keeps it. {STACK}",
    )
    told = {
        "number": "it is no list, or has another number of trees. There is one for each entry of the first axis",
        "structure": "a tree has another structure. `jax.tree.map` keeps it",
        "shape": "a leaf has another shape. `jnp.stack` makes the first axis, and `leaf[i]` takes it away",
        "dtype": "a leaf has another dtype (there are bool, int8 and bfloat16). `jnp.stack` and `leaf[i]` keep it",
        "value": "a leaf has other values. Tree number i has `leaf[i]` in the place of each leaf",
    }
    for key, what in (("back", "tree_unstack(tree_stack(trees))"), ("again", "tree_stack(tree_unstack(tree))")):
        if seen[key] != "":
            fail(f"`{what}` is not what it began with: {told.get(seen[key], 'it has changed')}. {STACK}")


def test_both_work_under_jit(student, rng):
    """Both work under `jit`."""
    trees = [tree(rng) for _ in range(3)]
    stacked = over(trees, np.stack)
    seen = student.probe(under_jit, trees=trees, stacked=stacked)
    because = f"Keep NumPy and `.tolist()` out of it: under `jit`, values are not known, shapes are. {STACK}"
    for name in ("stack", "unstack"):
        got = seen[name]
        expect(isinstance(got, list) and len(got) == 2, "The answers cannot be read.")
        expect(got[1] is not None, f"`tree_{name}` is None. Does it end with `return`?")
        expect_close(
            got[0], got[1], what=f"`tree_{name}` under `jit`, compared with the same without,", because=because
        )


def test_what_is_given_stays_as_it_was(student, rng):
    """Neither the list of trees nor the trees are changed."""
    trees = [{"a": HostArray(array(rng, 2)), "b": [HostArray(array(rng))]} for _ in range(3)]
    stacked = {"a": HostArray(array(rng, 3, 2)), "b": [HostArray(array(rng, 3))]}
    expect(
        student.probe(edits, trees=trees, stacked=stacked) == [],
        "`tree_stack(trees)` or `tree_unstack(tree)` changes what it is given. `pop`, `append` and assignments to a "
        f"key change the caller's lists and dicts: build new ones. {STACK}",
    )
