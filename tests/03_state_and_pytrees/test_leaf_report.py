"""Hidden tests for `leaf_report`: leaves, numbers and paths of a pytree."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_close, fail, probe, recognise

LEAVES = "See *Pytrees: structure and leaves*."
CALL = "`leaf_report(tree)`"


@probe
def classes(student, x):
    """A NamedTuple, a class that JAX knows and one that it does not, a function, a set."""
    from dataclasses import dataclass
    from typing import NamedTuple

    import jax

    class Point(NamedTuple):
        right: object
        left: object

    @dataclass
    class Layer:
        weight: object
        bias: object

    class Unknown:
        pass

    jax.tree_util.register_dataclass(Layer, data_fields=["weight", "bias"], meta_fields=[])
    tree = [Point(right=x, left={"deep": (x, x)}), Layer(weight=x, bias=None), Unknown(), print, {1, 2, 3}]
    return student.leaf_report(tree)


def array(rng, *shape):
    """An array of that shape."""
    return np.asarray(rng.normal(size=shape), np.float32)


def parts(got):
    """The three parts of a report."""
    if not (isinstance(got, tuple) and len(got) == 3):
        fail(f"{CALL} does not return a tuple of three: (n_leaves, n_params, paths). {LEAVES}")
    return got


@pytest.mark.core
def test_counts_the_leaves_that_jax_finds(student, rng):
    """`n_leaves` counts what JAX takes for a leaf: strings are, None and empty containers are not."""
    tree = {"w": array(rng, 2, 3), "none": None, "name": "tiny", "rest": [(), None, {}, ("a", 1)]}
    got = parts(student.leaf_report(tree))[0]
    recognise(
        got, 6, f"{CALL} counts `None` among the leaves. `None` is a container with nothing in it: no leaf. {LEAVES}"
    )
    recognise(got, 2, f"{CALL} leaves strings out of `n_leaves`. What is no container is a leaf, strings too. {LEAVES}")
    recognise(got, 1, f"{CALL} counts only arrays as leaves. What is no container is a leaf. {LEAVES}")
    because = f"`jax.tree.leaves` has the same opinion as JAX. {LEAVES}"
    expect_close(got, 4, what=f"`n_leaves` of {CALL}", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_counts_the_numbers_in_the_leaves(student, rng):
    """`n_params` counts entries of arrays and Python numbers, and nothing for other leaves."""
    arrays = {"w": array(rng, 2, 3), "b": HostArray(array(rng, 5)), "scalar": np.float32(2.5), "i": np.arange(5)}
    got = parts(student.leaf_report(arrays))[1]
    recognise(got, 12, f"{CALL} leaves NumPy's arrays out of `n_params`. They count as JAX's arrays do. {LEAVES}")
    recognise(got, 13, f"{CALL} counts only the first axis of each array in `n_params`. All entries count. {LEAVES}")
    because = f"An array counts its entries: all axes, multiplied. {LEAVES}"
    expect_close(got, 17, what=f"`n_params` of {CALL}", because=because)
    got = parts(student.leaf_report([*arrays.values(), 7, 1.5, 2 - 1j]))[1]
    recognise(got, 17, f"{CALL} does not count Python numbers in `n_params`. Each counts 1. {LEAVES}")
    because = f"Python numbers count 1 each: ints, floats and complex ones. {LEAVES}"
    expect_close(got, 20, what=f"`n_params` of {CALL}", because=because)
    got = parts(student.leaf_report({**arrays, "name": "tiny", "mode": "fast"}))[1]
    for wrong in (19, 25):
        recognise(got, wrong, f"{CALL} counts strings in `n_params`. They are leaves, but no numbers: 0 each. {LEAVES}")
    expect_close(got, 17, what=f"`n_params` of {CALL} with strings", because=f"Strings count 0. {LEAVES}")
    because = f"An array without entries counts 0, a string and None do, too. {LEAVES}"
    empty = (array(rng, 0, 3), None, "tiny")
    expect_close(parts(student.leaf_report(empty))[1], 0, what=f"`n_params` of {CALL}", because=because)


@pytest.mark.weight(2)
def test_gives_the_paths_in_the_order_of_jax(student, rng):
    """`paths` has each leaf's path as `keystr` writes it, dicts by sorted keys."""
    tree = {"w": [array(rng, 2), {"z": 1, "a": None, "m": "text"}], "b": (array(rng, 1), 2.0)}
    got = parts(student.leaf_report(tree))[2]
    want = ["['b'][0]", "['b'][1]", "['w'][0]", "['w'][1]['m']", "['w'][1]['z']"]
    expect(
        isinstance(got, list) and all(isinstance(each, str) for each in got),
        f"`paths` of {CALL} is not a list of strings. `jax.tree_util.keystr` makes a string of a path. {LEAVES}",
    )
    recognise(
        sorted(got),
        sorted([*want, "['w'][1]['a']"]),
        f"`paths` of {CALL} has a path for `None`. `None` has no leaves, so nothing has a path there. {LEAVES}",
    )
    if got != want and sorted(got) == sorted(want):
        fail(
            f"`paths` of {CALL} has the right paths in another order than JAX's. JAX visits dicts by their sorted "
            f"keys, however they were written. {LEAVES}"
        )
    expect(
        got == want,
        f"`paths` of {CALL} has other paths than `jax.tree_util.keystr` writes for JAX's leaves. Take them from "
        f"`jax.tree_util.tree_flatten_with_path`. {LEAVES}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_asks_jax_what_a_container_is(student, rng):
    """NamedTuples and registered classes are containers; sets, functions and other objects are leaves."""
    got = parts(student.probe(classes, x=array(rng)))
    because = (
        "NamedTuples and classes that are registered are containers, a set, a function and an object of any other "
        f"class are leaves. JAX knows which is which: ask it. {LEAVES}"
    )
    expect_close(got[0], 7, what=f"`n_leaves` of {CALL}", because=because)
    because = f"A set, a function and an object of a class that JAX does not know count 0. {LEAVES}"
    expect_close(got[1], 4, what=f"`n_params` of {CALL}", because=because)
    want = ["[0].right", "[0].left['deep'][0]", "[0].left['deep'][1]", "[1].weight", "[2]", "[3]", "[4]"]
    because = (
        "In JAX's order, which for a NamedTuple is that of its fields, and as `jax.tree_util.keystr` writes them. "
        f"{LEAVES}"
    )
    expect_close(got[2], want, what=f"`paths` of {CALL}", because=because)


@pytest.mark.core
def test_a_leaf_alone_and_a_tree_without_leaves(student, rng):
    """An array alone is a tree of one leaf; a tree may have none."""
    because = f"The path of a leaf that is the whole tree is an empty string. {LEAVES}"
    expect_close(student.leaf_report(array(rng, 6)), (1, 6, [""]), what="`leaf_report(array)`", because=because)
    because = f"Where there is no leaf, there is no path. {LEAVES}"
    for tree in ({}, [None, ()]):
        expect_close(
            student.leaf_report(tree), (0, 0, []), what="`leaf_report` of a tree without leaves", because=because
        )
