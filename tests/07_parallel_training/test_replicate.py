"""Hidden tests for `replicate` and `unreplicate`: copies along a new first axis, and one of them back."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_array, expect_close, fail, recognise

SECTION = "See *The same parameters everywhere*."
CALL = "`replicate(tree, n)`"
BACK = "`unreplicate(tree)`"
N = 3


def weights(rng, lead=()):
    """A small tree of floats; with `lead`, all leaves have these axes in front."""
    return {
        name: np.asarray(rng.normal(size=(*lead, *shape)), np.float32)
        for name, shape in {"w": (4, 2), "b": (2,)}.items()
    }


def flat(tree, path=""):
    """The leaves of nested dicts, lists and tuples by their paths; containers count, too."""
    if isinstance(tree, dict):
        inner = {f"{path}[{key!r}]": value for key, value in sorted(tree.items())}
    elif isinstance(tree, list | tuple):
        inner = {f"{path}[{i}]": value for i, value in enumerate(tree)}
    else:
        return {path: tree}
    found = {path: type(tree).__name__}
    for name, value in inner.items():
        found |= flat(value, name)
    return found


@pytest.mark.weight(3)
def test_each_leaf_becomes_n_copies_along_a_new_first_axis(student, rng):
    """Each leaf of shape (…) becomes an array of shape (n, …): n copies along a new first axis."""
    tree = weights(rng)
    got = student.replicate(tree, N)
    if isinstance(got, list | tuple) and len(got) == N:
        fail(
            f"{CALL} is a sequence of n trees. Wanted is *one* tree, whose leaves have a new first axis: `pmap` maps "
            f"over the first axis of arrays. {SECTION}"
        )
    if isinstance(got, dict) and any(isinstance(leaf, list | tuple) for leaf in got.values()):
        fail(
            f"{CALL} has Python lists of copies where arrays should be: `pmap` and `jax.tree.map` would look into "
            f"them. Stack the copies into one array. {SECTION}"
        )
    for axis in (-1, 1):
        last = {name: np.stack([leaf] * N, axis=axis) for name, leaf in tree.items()}
        recognise(
            got["w"] if isinstance(got, dict) and "w" in got else got,
            last["w"],
            f"{CALL} puts the new axis behind the others. It comes first. {SECTION}",
        )
    joined = {name: np.concatenate([leaf] * N) for name, leaf in tree.items()}
    recognise(
        got,
        joined,
        f"{CALL} strings the copies together along the axis that was there. Each copy needs an entry of a *new* first "
        f"axis. {SECTION}",
    )
    recognise(got, tree, f"{CALL} gives the tree back as it was, without a new axis. {SECTION}")
    want = {name: np.stack([leaf] * N) for name, leaf in tree.items()}
    expect_close(
        got, want, what=CALL, because=f"Entry i of the first axis is the leaf itself, for all n of i. {SECTION}"
    )


@pytest.mark.weight(2)
def test_structure_and_dtypes_stay(student, rng):
    """The structure and the dtypes stay, for any pytree."""
    tree = {
        "layers": [weights(rng), (rng.normal(size=(2,)).astype(np.float16),)],
        "seen": np.array([3, 5], np.int32),
        "on": np.array(True),
    }
    got, want = flat(student.replicate(tree, N)), flat(tree)
    expect(
        list(got) == list(want) and all(got[path] == want[path] for path in want if isinstance(want[path], str)),
        f"{CALL} has another structure than `tree`: containers or keys differ. `jax.tree.map` goes through any pytree "
        f"and keeps it. {SECTION}",
    )
    for path, leaf in want.items():
        if isinstance(leaf, np.ndarray):
            seen = expect_array(got[path], what=f"the leaf {path} of {CALL}")
            expect(
                seen.dtype == leaf.dtype,
                f"{CALL} turns a leaf of {leaf.dtype} into {seen.dtype}. Copy the leaf; arithmetic with an array of "
                f"ones, or writing into one of zeros, changes dtypes. {SECTION}",
            )


def test_numbers_and_arrays_of_numpy_become_arrays_of_jax(student):
    """Python numbers, and arrays of NumPy, become JAX arrays as well."""
    tree = {"lr": 0.5, "steps": 7, "x": HostArray(np.array([1.0, 2.0], np.float32))}
    got = student.replicate(tree, N)
    if not isinstance(got, dict) or sorted(got) != sorted(tree):
        fail(f"{CALL} of a dict with numbers in it is not a dict with the same keys. {SECTION}")
    for name in tree:
        leaf = expect_array(got[name], what=f"the leaf {name!r} of {CALL}")
        expect(
            getattr(leaf, "origin", None) == "jax" and leaf.ndim > 0,
            f"{CALL} leaves a leaf that came as a Python number, or as an array of NumPy, what it was. All leaves "
            f"become JAX arrays with n copies: `jnp.asarray` and `jnp.stack`, not `np`. {SECTION}",
        )


@pytest.mark.weight(3)
def test_unreplicate_gives_the_first_copy(student, rng):
    """`unreplicate` gives the first copy of each leaf, even where the copies differ."""
    tree = {"layer": (weights(rng, (N,)), np.asarray(rng.normal(size=N), np.float32))}

    def each(how):
        dense, scale = tree["layer"]
        return {"layer": ({name: np.asarray(how(leaf)) for name, leaf in dense.items()}, np.asarray(how(scale)))}

    got, want = student.unreplicate(tree), each(lambda leaf: leaf[0])
    for how, because in [
        (
            lambda leaf: leaf.mean(axis=0),
            "is the mean of the copies. Where they differ there is a mistake, and a mean hides it: take the *first*",
        ),
        (lambda leaf: leaf[-1], "is the last copy. Take the *first*"),
        (lambda leaf: leaf[:1], "keeps an axis of length 1. Index with `[0]`; a slice `[:1]` keeps the axis"),
        (lambda leaf: leaf, "still has all copies"),
        (lambda leaf: leaf.sum(axis=0), "is the sum of the copies. Take the *first*"),
    ]:
        recognise(got, each(how), f"{BACK} {because}. {SECTION}", want=want)
    expect_close(got, want, what=BACK, because=f"Of each leaf of the tree, entry 0 of the first axis. {SECTION}")
