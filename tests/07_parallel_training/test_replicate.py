"""Hidden tests for `replicate` and `unreplicate`: copies along a new first axis, and one of them back."""

import numpy as np
import pytest
from helpers import leaves, mapped, normals

from gradax.testing import HostArray, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

SECTION = "See *The same parameters everywhere*."
CALL = "`replicate(tree, n)`"
BACK = "`unreplicate(tree)`"


@probe
def of_a_named_tuple(student, w, b, n):
    """What becomes of a named tuple, on the way out and on the way back."""
    from typing import NamedTuple

    import jax
    import jax.numpy as jnp

    class Layer(NamedTuple):
        w: object
        b: object

    out = student.replicate(Layer(w, b), n)
    back = student.unreplicate(Layer(jnp.stack([w] * n), jnp.stack([b] * n)))
    return {
        "same": [type(out) is Layer, type(back) is Layer],
        "out": jax.tree.leaves(out),
        "back": jax.tree.leaves(back),
    }


@probe
def of_other_leaves(student, w, n):
    """What becomes of a registered class that holds an array, and one of bfloat16."""
    import dataclasses

    import jax
    import jax.numpy as jnp

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class State:
        w: object
        half: object

    out = student.replicate(State(w, w.astype(jnp.bfloat16)), n)
    copies = [jnp.stack([each] * n) for each in (w, w.astype(jnp.bfloat16))]
    back = student.unreplicate(State(*copies))
    if not (type(out) is State and type(back) is State):
        return {"same": False, "out": [], "back": [], "dtypes": []}
    return {
        "same": True,
        "out": [out.w, out.half.astype(jnp.float32)],
        "back": [back.w, back.half.astype(jnp.float32)],
        "dtypes": [str(each.dtype) for each in (out.half, back.half)],
    }


def weights(rng):
    """A small tree of floats."""
    return {"w": normals(rng, 4, 2), "b": normals(rng, 2)}


def copied(tree, n):
    """What is right."""
    return mapped(lambda leaf: np.stack([leaf] * n), tree)


def recognise_copies(got, tree, n):
    """Fail where something known was made instead of copies along a new first axis."""
    if isinstance(got, list | tuple) and len(got) == n:
        fail(
            f"{CALL} is a sequence of length n. *One* tree is wanted, whose leaves have a new first axis: `pmap` maps "
            f"over the first axis of arrays. {SECTION}",
            code="list-of-trees",
        )
    if isinstance(got, dict) and any(isinstance(leaf, list | tuple) for leaf in got.values()):
        fail(
            f"{CALL} has Python lists or tuples where arrays should be: `pmap` and `jax.tree.map` would look into "
            f"them. Stack the copies into one array. {SECTION}",
            code="lists-in-tree",
        )
    last = mapped(lambda leaf: np.stack([leaf] * n, axis=-1), tree)
    because = f"{CALL} puts the new axis after the others. It comes first. {SECTION}"
    recognise(got, last, because, code="axis-last")
    joined = mapped(lambda leaf: np.concatenate([leaf] * n), tree)
    because = "strings the copies together along the axis that was there. Each needs an entry of a *new* first axis."
    recognise(got, joined, f"{CALL} {because} {SECTION}", code="joined")
    recognise(got, tree, f"{CALL} gives the tree back as it was, without a new axis. {SECTION}", code="as-it-was")


@pytest.mark.core
@pytest.mark.weight(3)
def test_each_leaf_becomes_n_copies_along_a_new_first_axis(student, rng):
    """Each leaf of shape (…) becomes an array of shape (n, …): n copies along a new first axis."""
    because = f"Entry i of the first axis is the leaf itself, for each of the n. {SECTION}"
    for n in (3, 5, 1):  # 8 is the number of devices
        tree = weights(rng)
        got = student.replicate(tree, n)
        recognise_copies(got, tree, n)
        expect_close(got, copied(tree, n), what=CALL, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_structure_and_dtypes_stay(student, rng):
    """The structure and the dtypes stay, for any pytree."""
    tree = {
        "layers": [
            {"w": normals(rng, 2, 3), "row": normals(rng, 1, 3, 1)},
            (rng.normal(size=(2,)).astype(np.float16), None),
        ],
        "seen": np.array([3, 5], np.int32),
        "on": np.array(True),
        "nothing": {"list": [], "array": np.zeros((0, 2), np.float32)},
        "odd": np.float32([np.nan, np.inf, -np.inf]),
    }
    got, want = student.replicate(tree, 3), copied(tree, 3)
    expect_tree(got, want, what=CALL)
    found = leaves(got)
    for path, leaf in leaves(want).items():
        seen = expect_array(found[path], what=f"the leaf {path} of {CALL}")
        expect(
            seen.dtype == leaf.dtype,
            f"{CALL} turns a leaf of {leaf.dtype} into another dtype. Copy the leaf; arithmetic with an array of "
            f"ones, or writing into one of zeros, changes dtypes. {SECTION}",
            code="other-dtype",
        )
    expect_close(got, want, what=CALL, because=SECTION)


@pytest.mark.core
def test_named_tuples_stay_what_they_are(student, rng):
    """A named tuple, too, is a pytree: it stays one, in both directions."""
    w, b = normals(rng, 2, 2), normals(rng, 3)
    got = student.probe(of_a_named_tuple, w=w, b=b, n=3)
    expect(
        isinstance(got["same"], list) and all(each is True for each in got["same"]),
        f"{CALL} or {BACK} does not give a named tuple where it got one. `jax.tree.map` goes through any pytree and "
        f"keeps it, with no case for each kind. {SECTION}",
        code="not-a-named-tuple",
    )
    expect_close(got["out"], copied([w, b], 3), what=f"{CALL} of a named tuple", because=SECTION)
    expect_close(got["back"], [w, b], what=f"{BACK} of a named tuple", because=SECTION)


@pytest.mark.core
def test_registered_classes_and_arrays_of_any_dtype(student, rng):
    """A registered class is a pytree as well, and bfloat16 stays what it is, in both directions."""
    w = rng.integers(-9, 9, size=(2, 2)).astype(np.float32)  # bfloat16 knows them exactly
    got = student.probe(of_other_leaves, w=w, n=3)
    expect(
        got["same"] is True,
        f"{CALL} or {BACK} does not give a registered class where it got one. `jax.tree.map` knows every pytree. "
        f"{SECTION}",
        code="not-a-registered-class",
    )
    expect_close(got["dtypes"], ["bfloat16"] * 2, what=f"the dtypes of {CALL} and {BACK} of bfloat16", because=SECTION)
    expect_close(got["out"], copied([w, w], 3), what=f"{CALL} of a registered class", because=SECTION)
    expect_close(got["back"], [w, w], what=f"{BACK} of a registered class", because=SECTION)


@pytest.mark.core
def test_numbers_and_arrays_of_numpy_become_arrays_of_jax(student):
    """Python numbers, and arrays of NumPy, become JAX arrays as well."""
    tree = {"lr": 0.5, "steps": 7, "on": True, "x": HostArray(np.array([1.0, 2.0], np.float32))}
    got = student.replicate(tree, 3)
    if not isinstance(got, dict) or sorted(map(str, got)) != sorted(tree):
        fail(f"{CALL} of a dict with numbers in it is not a dict with the same keys. {SECTION}")
    for name in tree:
        leaf = expect_array(got[name], what=f"the leaf {name!r} of {CALL}")
        expect(
            getattr(leaf, "origin", None) == "jax" and leaf.ndim > 0,
            f"{CALL} makes no JAX array of copies out of a leaf that came as a Python number, or as an array of NumPy. "
            f"All leaves become JAX arrays with n copies: `jnp.asarray` and `jnp.stack`, not `np`. {SECTION}",
            code="not-jax",
        )
    want = {"lr": np.full(3, 0.5, np.float32), "steps": np.full(3, 7), "on": np.full(3, True)}
    expect_close({name: got[name] for name in want}, want, what=f"{CALL} of numbers", because=SECTION)


@pytest.mark.core
@pytest.mark.weight(3)
def test_unreplicate_gives_the_first_copy(student, rng):
    """`unreplicate` gives the first copy of each leaf, even where the copies differ."""
    tree = {"layer": ({"w": normals(rng, 3, 4, 2), "b": normals(rng, 3, 2)}, normals(rng, 3)), "one": normals(rng, 1)}
    tree["row"] = normals(rng, 3, 1, 2)
    tree["odd"] = np.float32([[np.nan, np.inf], [1, 2], [3, 4]])
    got, want = student.unreplicate(tree), mapped(lambda leaf: leaf[0], tree)
    for how, code, because in [
        (
            lambda leaf: leaf.mean(axis=0),
            "mean",
            "is the mean of the copies. Where they differ there is a mistake, and a mean hides it: take the *first*",
        ),
        (lambda leaf: leaf[-1], "last-copy", "is the last copy. Take the *first*"),
        (lambda leaf: leaf[:1], "slice", "keeps an axis of length 1. Index with `[0]`; a slice `[:1]` keeps the axis"),
        (lambda leaf: leaf, "all-copies", "still has all copies"),
        (lambda leaf: leaf.sum(axis=0), "sum", "is the sum of the copies. Take the *first*"),
    ]:
        recognise(got, mapped(how, tree), f"{BACK} {because}. {SECTION}", want=want, code=code)
    expect_close(got, want, what=BACK, because=f"Of each leaf of the tree, entry 0 of the first axis. {SECTION}")
