"""Hidden tests for `tree_stack` and `tree_unstack`: many trees, one tree, and back."""

import numpy as np
import pytest
from helpers import BIG, SPECIAL, array, together
from probes import attempt, containers, difference

from gradax.testing import HostArray, equal, expect, expect_close, expect_tree, fail, probe, recognise
from gradax.testing.edges import SHAPES

STACK = "See *Many trees, one tree*."
HALF = np.array([0.1, -65504, 6e-8, np.inf, np.nan], np.float16)

CHANGES = {
    "number": "it is not a list, or does not have as many trees. There is one for each entry of the first axis",
    "structure": "a tree has another structure. `jax.tree.map` keeps it",
    "shape": "a leaf has another shape. `jnp.stack` makes the first axis, and `leaf[i]` takes it away",
    "dtype": "a leaf has another dtype (there are bool, int8 and bfloat16). `jnp.stack` and `leaf[i]` keep it",
    "value": "a leaf has other values. Tree number i has `leaf[i]` in the place of each leaf",
}


@probe
def classes(student, x, number):
    """What changes in a NamedTuple and a registered class with leaves of several dtypes, there and back."""
    import jax
    import jax.numpy as jnp

    Pair, Layer = containers()

    def one(i):
        bias = (jnp.full((), i, jnp.bfloat16), None, {})
        return [Pair(x + i, jnp.array([i > 1, True])), Layer(weight=jnp.full((2,), i, jnp.int8), bias=bias)]

    def trip(trees):
        stacked = attempt(student.tree_stack, list(trees))
        if isinstance(stacked, str) or jax.tree.structure(stacked) != jax.tree.structure(trees[0]):
            return not isinstance(stacked, str), False, "", ""
        back = attempt(student.tree_unstack, stacked)
        if not isinstance(back, list | tuple) or len(back) != number:
            return not isinstance(back, str), True, "number", ""
        again = attempt(student.tree_stack, list(back))
        changes = [change for a, b in zip(back, trees, strict=True) if (change := difference(a, b))]
        return not isinstance(again, str), True, changes[0] if changes else "", difference(again, stacked)

    known, structure, back, again = trip([one(i) for i in range(number)])
    return {"known": known, "structure": structure, "back": back, "again": again}


@probe
def there_and_back(student, trees):
    """The stacked tree, and the trees that come back."""
    stacked = student.tree_stack(trees)
    return [stacked, student.tree_unstack(stacked)]


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


def tree(rng):
    """A tree with leaves of many shapes, some of whose axes have length 1 or 0."""
    return {"w": array(rng, 3, 2), "b": [array(rng, 2), tuple(array(rng, *shape) for shape in SHAPES)], "none": None}


def stack(*leaves):
    """The leaves that belong together, as one array."""
    return np.stack(leaves)


def recognise_mistakes(got, trees, want):
    """Fail where `tree_stack` gives what a well-known mistake gives."""
    for how, words, code in [
        (
            lambda *leaves: np.stack(leaves, -1),
            "makes the new axis the last one. It must be the first",
            "last-axis",
        ),
        (
            lambda *leaves: np.concatenate([np.atleast_1d(x) for x in leaves]),
            "joins the leaves along an axis that they have. `jnp.stack` makes a new one",
            "concatenates",
        ),
        (lambda *leaves: np.stack(leaves[::-1]), "stacks the trees in the wrong order", "wrong-order"),
        (lambda *leaves: sum(leaves), "adds the leaves up", "adds-up"),
        (
            lambda *leaves: list(leaves),
            "gives lists of arrays for leaves. `jnp.stack` makes one array of each",
            "lists-for-leaves",
        ),
    ]:
        wrong = together(how, *trees)
        recognise(got, wrong, f"`tree_stack(trees)` {words}. {STACK}", want=want, code=code)


@pytest.mark.core
@pytest.mark.weight(3)
def test_stacks_along_a_new_first_axis(student, rng):
    """`tree_stack` gives one tree whose leaves have a new first axis, for lists and tuples of trees."""
    for trees in ([tree(rng) for _ in range(12)], (tree(rng), tree(rng))):
        got, want = student.tree_stack(trees), together(stack, *trees)
        recognise_mistakes(got, trees, want)
        because = f"All leaves that belong together become one array: `jax.tree.map` with all trees. {STACK}"
        expect_close(got, want, what="`tree_stack(trees)`", because=because)


@pytest.mark.core
def test_one_tree_and_trees_of_one_leaf(student, rng):
    """A list may hold a single tree; a tree may be a single array, or have no leaves at all."""
    single, arrays = [tree(rng)], [array(rng, 2) for _ in range(3)]
    because = f"A list of one tree gives leaves with a first axis of length 1. {STACK}"
    want = together(stack, *single)
    expect_close(student.tree_stack(single), want, what="`tree_stack([tree])`", because=because)
    because = f"An array alone is a tree, too. {STACK}"
    stacked = np.stack(arrays)
    expect_close(student.tree_stack(arrays), stacked, what="`tree_stack` of a list of arrays", because=because)
    expect_close(student.tree_unstack(stacked), arrays, what="`tree_unstack` of an array", because=because)
    empty = [{"a": None, "b": ()}] * 2
    because = f"Where there are no leaves, there is nothing to stack: the structure stays. {STACK}"
    expect_close(student.tree_stack(empty), empty[0], what="`tree_stack` of trees without leaves", because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_unstacks_along_the_first_axis(student, rng):
    """`tree_unstack` gives a list of trees, one for each entry of the first axis."""
    for number in (4, 1, 20):
        trees = [tree(rng) for _ in range(number)]
        got = student.tree_unstack(together(stack, *trees))
        if isinstance(got, tuple):
            fail(f"`tree_unstack(tree)` gives a tuple of trees. A list is asked for. {STACK}", code="tuple-of-trees")
        lists = f"`tree_unstack(tree)` gives one tree of lists. A list of trees is asked for. {STACK}"
        recognise(got, together(lambda *leaves: list(leaves), *trees), lists, want=trees, code="tree-of-lists")
        kept = (
            f"`tree_unstack(tree)` leaves a first axis of length 1. Take it away: `leaf[i]`, not `leaf[i:i+1]`. {STACK}"
        )
        recognise(got, [together(stack, each) for each in trees], kept, code="axis-kept")
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
        code="containers-refused",
    )
    expect(
        seen["structure"] is True,
        "`tree_stack(trees)` has another structure than each of the trees, which hold NamedTuples, a registered class "
        f"and None. `jax.tree.map` with all trees keeps it. {STACK}",
        code="structure-lost",
    )
    for key, what in (("back", "tree_unstack(tree_stack(trees))"), ("again", "tree_stack(tree_unstack(tree))")):
        if seen[key] != "":
            because = CHANGES.get(seen[key], "it has changed") if isinstance(seen[key], str) else "it has changed"
            fail(f"`{what}` is not what it began with: {because}. {STACK}", code=f"{key}-differs")


@pytest.mark.core
def test_every_value_comes_back(student, rng):
    """Zeros, tiny and huge numbers, inf, nan, large integers, half precision, complex numbers and empty leaves stay."""
    trees = [
        {"x": rng.permutation(SPECIAL), "n": rng.permutation(BIG), "last": SPECIAL[-i - 1], "empty": np.zeros((2, 0))}
        for i in range(3)
    ]
    trees = [{**tree, "empty": tree["empty"].astype(np.float32)} for tree in trees]
    trees = [{**tree, "half": rng.permutation(HALF), "complex": np.complex64([1 - 2j, 3j])} for tree in trees]
    got, stacked = student.probe(there_and_back, trees=trees), together(stack, *trees)
    because = f"`jnp.stack` and `leaf[i]` compute nothing. Use no masks, products or other dtypes. {STACK}"
    expect_tree(got, [stacked, trees], what="The list of the stacked tree and of what comes back")
    expect_close(got[0], stacked, what="`tree_stack(trees)`", atol=0, because=because, code="values-changed")
    what = "`tree_unstack(tree_stack(trees))`"
    expect_close(got[1], trees, what=what, atol=0, because=because, code="values-changed")


def test_both_work_under_jit(student, rng):
    """Both work under `jit`."""
    trees = [tree(rng) for _ in range(3)]
    seen = student.probe(under_jit, trees=trees, stacked=together(stack, *trees))
    because = f"Do not use NumPy or `.tolist()`: under `jit`, values are not known, but shapes are. {STACK}"
    for name in ("stack", "unstack"):
        got = seen[name]
        expect(isinstance(got, list) and len(got) == 2, "The answers cannot be read.")
        expect(got[1] is not None, f"`tree_{name}` is None. Does it end with `return`?")
        what = f"`tree_{name}` under `jit`, compared with the same without,"
        expect_close(got[0], got[1], what=what, because=because)


def test_what_is_given_stays_as_it_was(student, rng):
    """Neither the list of trees nor the trees are changed."""
    trees = [{"a": HostArray(array(rng, 2)), "b": [HostArray(array(rng))]} for _ in range(3)]
    stacked = {"a": HostArray(array(rng, 3, 2)), "b": [HostArray(array(rng, 3))]}
    expect(
        equal(student.probe(edits, trees=trees, stacked=stacked), []),
        "`tree_stack(trees)` or `tree_unstack(tree)` changes what it is given. `pop`, `append` and assignments to a "
        f"key change the caller's lists and dicts: build new ones. {STACK}",
        code="changes-in-place",
    )
