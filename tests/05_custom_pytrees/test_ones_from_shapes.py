"""Hidden tests for `ones_from_shapes`: a tuple of integers is one thing, other tuples are containers."""

import numpy as np
import pytest
from probes import attempt

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

SEE = "See *A tuple: container or value?*."
CALL = "`ones_from_shapes(shapes)`"


@probe
def named(student, first, second):
    """What becomes of NamedTuples that hold shapes."""
    from typing import NamedTuple

    class Layer(NamedTuple):
        w: object
        b: object

    class Pair(NamedTuple):
        one: object
        two: object

    def parts(got):
        outer, inner = got[0], got[1]["pair"]
        kinds = (type(outer), type(inner), type(inner.one), type(inner.two))
        return [outer.w, outer.b, inner.one.w, inner.one.b, *inner.two] if kinds == (Layer, Pair, Layer, list) else []

    shapes = [Layer(w=first, b=second), {"pair": Pair(one=Layer(w=second, b=first), two=[second])}]
    got = attempt(student.ones_from_shapes, shapes)
    arrays = attempt(parts, got)
    alone = attempt(student.ones_from_shapes, Pair(one=(), two=()))
    if type(alone) is not Pair:
        arrays = []
    return {"arrays": [*arrays, *alone] if isinstance(arrays, list) and arrays else []}


@probe
def tried(student, shapes, jitted):
    """What the function makes of shapes, within a compiled function or not; which error it raises, if any."""
    import jax

    function = student.ones_from_shapes
    got = attempt(jax.jit(lambda: function(shapes))) if jitted else attempt(function, shapes)
    return {"error": got if isinstance(got, str) else "", "got": got}


def ones(tree, value=1):
    """What is expected: the recursion, written out."""
    if isinstance(tree, dict):
        return {key: ones(child, value) for key, child in tree.items()}
    if isinstance(tree, tuple) and all(isinstance(n, int) for n in tree):
        return np.full(tree, value, np.float32)
    return type(tree)(ones(child, value) for child in tree)


def vectors(tree):
    """What a plain `jax.tree.map(jnp.ones, tree)` gives."""
    if isinstance(tree, dict):
        return {key: vectors(child) for key, child in tree.items()}
    return np.ones(tree, np.float32) if isinstance(tree, int) else type(tree)(map(vectors, tree))


def all_float32(tree, what):
    """Expect arrays of float32 throughout."""
    pending = [tree]
    while pending:
        each = pending.pop()
        if isinstance(each, dict | list | tuple):
            pending.extend(each.values() if isinstance(each, dict) else each)
        else:
            name = str(getattr(each, "dtype", ""))
            told = f"{what} has arrays of float64, NumPy's default; float32 is asked for. {SEE}"
            expect(name != "float64", told, code="float64")
            expect_array(each, what=f"an array of {what}", dtype=np.float32)


def check(student, shapes, what, because, *, jitted=False):
    """Compare with the right arrays, dtypes included."""
    seen = student.probe(tried, shapes=shapes, jitted=jitted)
    if isinstance(seen["error"], str) and seen["error"] in ("TypeError", "ValueError", "LookupError", "AttributeError"):
        fail(f"{what} raises an error ({seen['error']}). {because} {SEE}")
    want, got = ones(shapes), seen["got"]
    lost = {"scale": (), "w": np.ones(shapes.get("w", ()), np.float32)} if isinstance(shapes, dict) else shapes
    told = f"{what} loses the shape `()`: to JAX it is a container with nothing in it. {SEE}"
    recognise(got, lost, told, code="scalar-lost")
    recognise(got, ones(shapes, 0), f"{what} gives zeros. {SEE}", want=want, code="zeros")
    recognise(
        got,
        vectors(shapes),
        f"{what} has a vector for each number of a shape. JAX treats the tuple as a container: `is_leaf` can tell it "
        f"to stop there. {SEE}",
        code="shapes-opened",
    )
    expect_close(got, want, what=what, because=f"{because} {SEE}")
    all_float32(got, what)


def sizes(rng):
    """Two numbers for the shapes of a test, so that no answer is right by heart."""
    return [int(n) for n in rng.choice(np.arange(2, 12), size=2, replace=False)]


@pytest.mark.core
@pytest.mark.weight(2)
def test_a_tuple_of_integers_is_one_shape(student, rng):
    """In dicts and lists, each shape becomes one float32 array of ones."""
    m, n = sizes(rng)
    shapes = {"w": (m, n), "rest": [(n,), {"deep": (n, 1, m)}]}
    check(student, shapes, CALL, "Each shape becomes one array of ones of that shape.")


@pytest.mark.core
@pytest.mark.weight(3)
def test_other_tuples_are_containers(student, rng):
    """A tuple that holds shapes or other containers remains a tuple."""
    m, n = sizes(rng)
    for shapes in [
        ({"w": (m, n)}, {"w": (n,)}),
        ((m, n), (n,)),
        {"layers": (((m, n), (n,)), [(m, n)])},
        ((n,),),
        (((), ()), [((),)]),
        ([], {"w": (n,)}, ({}, [])),
    ]:
        what = f"{CALL} with tuples around the shapes"
        check(student, shapes, what, "Not every tuple is a shape: only one that holds nothing but integers is.")


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_empty_tuple_is_the_shape_of_a_scalar(student, rng):
    """`()` becomes a scalar, wherever it stands."""
    m, n = sizes(rng)
    for shapes in [{"scale": (), "w": (m, n)}, [()], [[(), (n,)]]]:
        because = (
            "The empty tuple is the shape of a scalar. It has no first entry to ask; all of its entries are integers."
        )
        check(student, shapes, f"{CALL} with the shape `()`", because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_named_tuples_are_containers(student, rng):
    """NamedTuples around shapes remain what they are."""
    m, n = sizes(rng)
    seen = student.probe(named, first=(m, n), second=(n,))
    expect(
        isinstance(seen["arrays"], list) and len(seen["arrays"]) == 7,
        f"{CALL} does not give back the NamedTuples that stood around the shapes. A NamedTuple is a tuple to "
        "`isinstance`, too: ask whether it holds nothing but integers, and let `jax.tree.map` build the containers. "
        f"{SEE}",
        code="namedtuple-lost",
    )
    want = [np.ones(shape, np.float32) for shape in ((m, n), (n,), (n,), (m, n), (n,), (), ())]
    expect_close(seen["arrays"], want, what=f"The arrays in NamedTuples of {CALL}", because=SEE)


@pytest.mark.core
def test_a_shape_alone_is_a_tree(student, rng):
    """A single shape is a tree, too; a shape may have axes of length 0 and 1."""
    m, n = sizes(rng)
    for shape in [(m, n), (n,), (0, n), (0,), (1, m, 1), (1, 2, 1, 1, n, 1, 1, 2)]:
        check(student, shape, "`ones_from_shapes(shape)`", "A shape alone is a tree of one shape: it becomes an array.")


@pytest.mark.core
def test_empty_dicts_and_lists_stay(student, rng):
    """Dicts and lists with nothing in them remain what they are."""
    m, n = sizes(rng)
    shapes = {"w": (m, 1), "none": {}, "rest": [[], (n,)]}
    check(student, shapes, f"{CALL} with empty containers", "An empty dict or list is a container, not a shape.")


@pytest.mark.core
def test_works_inside_jit(student, rng):
    """It can be called inside a compiled function."""
    m, n = sizes(rng)
    because = (
        "A shape must remain Python integers: an array made of it is traced there, and nothing can be made of a traced "
        "shape."
    )
    check(student, {"w": (m, n), "rest": [(n,)]}, f"{CALL} inside a jitted function", because, jitted=True)
