"""Hidden tests for `leaf_report`: leaves, numbers and paths of a pytree."""

import math

import numpy as np
import pytest
from helpers import array
from probes import containers

from gradax.testing import HostArray, expect, expect_array, expect_close, fail, probe, recognise
from gradax.testing.edges import DTYPES, SHAPES

LEAVES = "See *Pytrees: structure and leaves*."
CALL = "`leaf_report(tree)`"
OTHERS = ["a function", "a set", "an object", "bytes", "digits in a string", "a range"]


@probe
def classes(student, x):
    """A NamedTuple, two classes that JAX knows and one that it does not, a function, a set."""
    import jax

    Pair, Layer = containers()

    class Unknown:
        pass

    class Bag:
        def __init__(self, content):
            self.content = content

    jax.tree_util.register_pytree_node(Bag, lambda bag: ((bag.content,), None), lambda _, content: Bag(*content))

    tree = [Pair(second=x, first={"deep": (x, x)}), Layer(weight=x, bias=None), Unknown(), print, {1, 2, 3}, Bag(x)]
    return student.leaf_report(tree)


@probe
def ordered(student, x, length):
    """Dicts of three kinds, with keys of two types, a long list, and a leaf that lies deep."""
    from collections import OrderedDict, defaultdict

    default = defaultdict(list)
    default["z"], default["a"] = x, x
    deep = {"deep": [[({"er": [x]},)]]}
    return student.leaf_report([OrderedDict(z=x, a=x), default, {10: x, 9: x, -1: x}, {"it's": x}, [x] * length, deep])


@probe
def python_numbers(student, ones):
    """Python numbers of every size, and a number alone."""
    tree = {"zeros": [0, 0.0, 0j], "huge": [10**40, -7], "odd": [float("inf"), float("nan"), -2.5, 1e-300]}
    tree["ones"] = [1] * ones
    return [student.leaf_report(tree)[1], student.leaf_report(5)]


@probe
def others(student, x):
    """The numbers in an array and one leaf that has none, for several of these."""
    leaves = [len, {1.5, 2}, object(), b"1234", "1.5", range(7)]
    return [student.leaf_report({"a": x, "other": leaf})[1] for leaf in leaves]


def parts(got):
    """The three parts of a report."""
    if not (isinstance(got, tuple) and len(got) == 3):
        fail(f"{CALL} does not return a tuple of three: (n_leaves, n_params, paths). {LEAVES}", code="not-three")
    return got


@pytest.mark.core
def test_counts_the_leaves_that_jax_finds(student, rng):
    """`n_leaves` counts what JAX takes for a leaf: strings are leaves, None and empty containers are not."""
    tree = {"w": array(rng, 2, 3), "none": None, "name": "tiny", "rest": [(), None, {}, ("a", 1)]}
    got = parts(student.leaf_report(tree))[0]
    none = f"{CALL} counts `None` among the leaves. `None` is a container with nothing in it, not a leaf. {LEAVES}"
    recognise(got, 6, none, code="none-is-a-leaf")
    strings = f"{CALL} leaves strings out of `n_leaves`. What is not a container is a leaf, strings too. {LEAVES}"
    recognise(got, 2, strings, code="strings-left-out")
    arrays = f"{CALL} counts only arrays as leaves. What is not a container is a leaf. {LEAVES}"
    recognise(got, 1, arrays, code="arrays-only")
    expect_close(got, 4, what=f"`n_leaves` of {CALL}", because=f"Count what `jax.tree.leaves` finds. {LEAVES}")


@pytest.mark.core
def test_counts_the_entries_of_arrays(student, rng):
    """`n_params` counts all entries of arrays, JAX's and NumPy's, of any shape and dtype."""
    arrays = {"w": array(rng, 2, 3), "b": HostArray(array(rng, 7)), "i": np.arange(5), "scalar": array(rng)}
    got = parts(student.leaf_report(arrays))[1]
    host = f"{CALL} leaves NumPy's arrays out of `n_params`. They count as JAX's arrays do. {LEAVES}"
    recognise(got, 12, host, code="numpy-left-out")
    integers = f"{CALL} leaves arrays of integers out of `n_params`. They count as those of floats do. {LEAVES}"
    recognise(got, 14, integers, code="integers-left-out")
    first = f"{CALL} counts only the first axis of each array in `n_params`. All entries count. {LEAVES}"
    recognise(got, 15, first, code="first-axis-only")
    because = f"An array counts its entries: multiply the lengths of all axes. {LEAVES}"
    expect_close(got, 19, what=f"`n_params` of {CALL}", because=because)


@pytest.mark.core
def test_counts_arrays_of_every_dtype(student):
    """`n_params` counts half precision, integers of any size and complex numbers, too, in any shape and number."""
    dtypes = [*(name for name in DTYPES if name != "bool"), "int16", "uint8", "uint16"]
    tree = {name: [np.ones(shape, name) for shape in SHAPES] for name in dtypes}
    tree["host"] = [
        HostArray(np.ones((2, 2), name)) for name in ("float64", "int64", "uint64", "complex128", "float16")
    ]
    tree["large"] = HostArray(np.ones((300, 300), np.int8))
    got = parts(student.leaf_report(tree))[1]
    want = len(dtypes) * sum(math.prod(shape) for shape in SHAPES) + 5 * 4 + 300 * 300
    because = f"The dtype of an array does not matter, be it bfloat16 or complex64. {LEAVES}"
    expect_close(got, want, what=f"`n_params` of {CALL}", because=because)


@pytest.mark.core
def test_counts_python_numbers(student, rng):
    """`n_params` counts each Python number once, whatever its value."""
    tree = [array(rng, 2, 3), 7, 1.5, 2 - 1j]
    got = parts(student.leaf_report(tree))[1]
    left = f"{CALL} does not count Python numbers in `n_params`. Each counts 1. {LEAVES}"
    recognise(got, 6, left, code="python-numbers-left-out")
    because = f"Python numbers count 1 each: ints, floats and complex ones. {LEAVES}"
    expect_close(got, 9, what=f"`n_params` of {CALL}", because=because)
    ones = int(rng.integers(2, 9))
    got = student.probe(python_numbers, ones=ones)
    expect(isinstance(got, list) and len(got) == 2, "The answers cannot be read.")
    because = f"0, huge and negative numbers, inf and nan count 1 each, like all others. {LEAVES}"
    expect_close(got[0], 9 + ones, what=f"`n_params` of {CALL} with Python numbers", because=because)
    because = f"A number alone is a leaf, with an empty path. {LEAVES}"
    expect_close(got[1], (1, 1, [""]), what="`leaf_report` of a number", because=because)


@pytest.mark.core
def test_counts_nothing_for_other_leaves(student, rng):
    """`n_params` counts nothing for strings and other objects, for None, and for arrays without entries."""
    size = int(rng.integers(12, 20))
    x = array(rng, size)
    got = parts(student.leaf_report({"x": x, "name": "tiny", "mode": "fast"}))[1]
    for wrong in (size + 2, size + 8):
        words = f"{CALL} counts strings in `n_params`. They are leaves, but not numbers: 0 each. {LEAVES}"
        recognise(got, wrong, words, code="strings-counted")
    expect_close(got, size, what=f"`n_params` of {CALL} with strings", because=f"Strings count 0. {LEAVES}")
    because = f"An array without entries counts 0; so do a string and None. {LEAVES}"
    empty = (array(rng, 0, 3), None, "tiny", HostArray(array(rng, 2, 0)))
    expect_close(parts(student.leaf_report(empty))[1], 0, what=f"`n_params` of {CALL}", because=because)
    seen = student.probe(others, x=x)
    expect(isinstance(seen, list) and len(seen) == len(OTHERS), "The answers cannot be read.")
    for each, words in zip(seen, OTHERS, strict=True):
        because = f"Only arrays and Python numbers count. {LEAVES}"
        expect_close(each, size, what=f"`n_params` of {CALL} for an array and {words}", because=because)


def test_gives_integers(student, rng):
    """`n_leaves` and `n_params` are integers, of a tree without numbers, too."""
    for tree in ({"w": array(rng, 2, 3), "b": array(rng)}, {"name": "tiny"}, {}):
        for name, got in zip(("n_leaves", "n_params"), parts(student.leaf_report(tree))[:2], strict=True):
            if isinstance(got, int) and not isinstance(got, bool):
                continue
            what = f"`{name}` of {CALL}"
            expect_array(got, what=what, shape=(), dtype=np.integer, code="not-an-integer")


@pytest.mark.core
@pytest.mark.weight(2)
def test_gives_the_paths_in_the_order_of_jax(student, rng):
    """`paths` is a list of each leaf's path as `keystr` writes it, with dicts in the order of their sorted keys."""
    tree = {"w": [array(rng, 2), {"z": 1, "a": None, "m": "text"}], "b": (array(rng, 1), 2.0)}
    got = parts(student.leaf_report(tree))[2]
    want = ["['b'][0]", "['b'][1]", "['w'][0]", "['w'][1]['m']", "['w'][1]['z']"]
    expect(
        isinstance(got, list) and all(isinstance(each, str) for each in got),
        f"`paths` of {CALL} is not a list of strings. `jax.tree_util.keystr` makes a string of a path. {LEAVES}",
        code="not-strings",
    )
    none = f"`paths` of {CALL} has a path for `None`. `None` has no leaves, so nothing has a path there. {LEAVES}"
    recognise(sorted(got), sorted([*want, "['w'][1]['a']"]), none, code="none-is-a-leaf")
    if got != want and sorted(got) == sorted(want):
        fail(
            f"`paths` of {CALL} has the right paths in another order than JAX's. JAX visits dicts by their sorted "
            f"keys, however they were written. {LEAVES}",
            code="other-order",
        )
    expect(
        got == want,
        f"`paths` of {CALL} has other paths than `jax.tree_util.keystr` writes for JAX's leaves. Take them from "
        f"`jax.tree_util.tree_flatten_with_path`. {LEAVES}",
        code="other-paths",
    )


def test_paths_of_long_lists_and_odd_keys(student, rng):
    """Long lists stay in order, numbers as keys are sorted as numbers, an OrderedDict keeps its order, at any depth."""
    length = int(rng.integers(130, 140))  # more leaves than eight bits can count
    got = parts(student.probe(ordered, x=array(rng), length=length))
    want = ["[0]['z']", "[0]['a']", "[1]['a']", "[1]['z']", "[2][-1]", "[2][9]", "[2][10]", '[3]["it\'s"]']
    want += [*(f"[4][{number}]" for number in range(length)), "[5]['deep'][0][0][0]['er'][0]"]
    if isinstance(got[2], list) and all(isinstance(each, str) for each in got[2]):
        as_text = (
            f"`paths` of {CALL} is sorted as text, where '[10]' comes before '[2]'. Keep the order in which JAX gives "
            f"them. {LEAVES}"
        )
        recognise(got[2], sorted(want), as_text, code="sorted-as-text")
    because = f"Take paths and their order from JAX, and let `jax.tree_util.keystr` write them. {LEAVES}"
    expect_close(got[2], want, what=f"`paths` of {CALL}", because=because)
    expect_close(got[0], len(want), what=f"`n_leaves` of {CALL}", because=f"There is one for each path. {LEAVES}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_asks_jax_what_a_container_is(student, rng):
    """NamedTuples and registered classes are containers; sets, functions and other objects are leaves."""
    size = int(rng.integers(2, 9))
    got = parts(student.probe(classes, x=array(rng, size)))
    because = (
        "NamedTuples and classes that are registered are containers, without their auxiliary data; a set, a function "
        f"and an object of any other class are leaves. JAX knows which is which: ask it. {LEAVES}"
    )
    expect_close(got[0], 8, what=f"`n_leaves` of {CALL}", because=because)
    because = f"A set, a function and an object of a class that JAX does not know count 0. {LEAVES}"
    expect_close(got[1], 5 * size, what=f"`n_params` of {CALL}", because=because)
    want = ["[0].second", "[0].first['deep'][0]", "[0].first['deep'][1]", "[1].weight", "[2]", "[3]", "[4]"]
    want += ["[5][<flat index 0>]"]
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
    expect_close(student.leaf_report("tiny"), (1, 0, [""]), what="`leaf_report` of a string", because=because)
    because = f"Where there is no leaf, there is no path. {LEAVES}"
    for tree in ({}, [None, ()], None):
        what = "`leaf_report` of a tree without leaves"
        expect_close(student.leaf_report(tree), (0, 0, []), what=what, because=because)
