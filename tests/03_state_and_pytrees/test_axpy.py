"""Hidden tests for `axpy`: a * x + y for whole trees."""

import numpy as np
import pytest
from helpers import SPECIAL, array, together
from probes import attempt, containers

from gradax.testing import HostArray, equal, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

TREES = "See *Arithmetic with trees*."
CALL = "`axpy(a, x_tree, y_tree)`"
MAPPED = f"`jax.tree.map` with both trees compares structures, and raises. {TREES}"
HALF = ("float32", "bfloat16", "float16")


@probe
def dtypes(student, kind):
    """The dtypes and values of leaves of three dtypes and three shapes, and of NumPy's, for an `a` of this kind."""
    import jax
    import jax.numpy as jnp
    import numpy as np

    a = {
        "a Python float": 0.5,
        "a `np.float64`": np.float64(0.5),
        "a `np.float32`": np.float32(0.5),
        "a `np.float16`": np.float16(0.5),
        "a float32 array": jnp.array(0.5, jnp.float32),
        "a float32 array of NumPy's": np.array(0.5, np.float32),
    }[kind]
    names, numbers = ("float32", "bfloat16", "float16", "host"), [2.0, -4.0, jnp.inf, -jnp.inf, jnp.nan]
    x = {name: [jnp.array(numbers, name), jnp.array(6.0, name), jnp.zeros((1, 0), name)] for name in names[:3]}
    x["host"] = [np.array(leaf) for leaf in x["float16"]]
    got = student.axpy(a, x, x)
    seen = {"tree": jax.tree.structure(got) == jax.tree.structure(x), "dtypes": [], "values": []}
    if seen["tree"]:
        seen["dtypes"] = [[str(jnp.result_type(leaf)) for leaf in got[name]] for name in names]
        seen["values"] = [[jnp.asarray(leaf, jnp.float32) for leaf in got[name]] for name in names]
    return seen


@probe
def classes(student, a, x, y):
    """Whether a NamedTuple and a registered class come back as such, and their leaves."""
    import jax

    Pair, Layer = containers()
    trees = [(Pair(None, each), Layer([each], (each, {}))) for each in (x, y)]
    got = attempt(student.axpy, a, *trees)
    return {"same": jax.tree.structure(got) == jax.tree.structure(trees[0]), "leaves": jax.tree.leaves(got)}


@probe
def named(student, x, y):
    """What becomes of a NamedTuple beside a plain tuple, and of registered classes whose auxiliary data differ."""
    Pair, Layer = containers()
    seen = []
    for one, two in ((Pair(x, y), (x, y)), (Layer(x, y), Layer(x, y, name="second"))):
        try:
            student.axpy(2.0, one, two)
        except ValueError:
            seen.append("ValueError")
        else:
            seen.append("no error")
    return seen


@probe
def under_jit(student, a, x, y):
    """The whole call compiled, with every argument traced."""
    import jax

    return jax.jit(lambda *args: student.axpy(*args))(a, x, y)


def tree(rng):
    """A tree of some depth."""
    return {
        "layers": [{"w": array(rng, 2, 3), "b": array(rng, 3)}, (array(rng, 3, 1), array(rng))],
        "scale": array(rng, 1),
        "none": [None, {}, array(rng, 0, 2)],
    }


def expect_value_error(student, x, y, words, advice):
    """Expect that two trees are refused; otherwise say what happened instead."""
    if student.raises(ValueError, "axpy", 2.0, x, y):
        return
    if student.raises(Exception, "axpy", 2.0, x, y):
        other = f"{CALL} raises an exception other than a `ValueError` where {words}. {advice}"
        fail(other, code="other-exception")
    if student.axpy(2.0, x, y) is None:
        none = f"{CALL} returns None where {words}. It must not go on, but raise a `ValueError`. {advice}"
        fail(none, code="returns-none")
    fail(f"{CALL} does not raise a `ValueError` where {words}. {advice}", code="no-error")


@pytest.mark.core
@pytest.mark.weight(4)
def test_computes_a_x_plus_y_in_every_leaf(student, rng):
    """Every leaf is a * x + y, in the structure of the two trees."""
    a, x, y = 2 + (2 * int(rng.integers(0, 512)) + 1) / 1024, tree(rng), tree(rng)  # float16 has no such number
    got, want = student.axpy(a, x, y), together(lambda x, y: np.float32(a) * x + y, x, y)
    for how, words, code in [
        (lambda x, y: x + a * y, "multiplies `y` by `a` instead of `x`", "scales-y"),
        (lambda x, y: a * (x + y), "multiplies `y` by `a`, too", "scales-both"),
        (lambda x, y: x + y, "leaves `a` out", "leaves-a-out"),
        (lambda x, y: a * x, "leaves `y` out", "leaves-y-out"),
        (lambda x, y: a * x - y, "subtracts `y`", "subtracts-y"),
    ]:
        recognise(got, together(how, x, y), f"{CALL} {words}. Each leaf is `a * x + y`. {TREES}", want=want, code=code)
    expect_close(got, want, what=CALL, because=f"`jax.tree.map` takes several trees and keeps their structure. {TREES}")
    one = student.axpy(a, x["scale"], y["scale"])
    expect_close(one, want["scale"], what="`axpy` of two arrays", because=f"An array alone is a tree, too. {TREES}")


@pytest.mark.core
@pytest.mark.parametrize("a", [0.0, 1.0, -2.0, 1e-6, 2e5, np.inf, np.nan])
def test_computes_with_every_number(student, rng, a):
    """`a` may be 0, negative, tiny, huge, infinite or nan, and leaves may hold 0, inf and nan."""
    x = {"w": SPECIAL, "b": SPECIAL[:1]}
    y = {"w": np.roll(SPECIAL, int(rng.integers(0, len(SPECIAL)))), "b": SPECIAL[1:2]}
    with np.errstate(all="ignore"):
        want = together(lambda x, y: np.float32(a) * x + y, x, y)
    because = f"Compute `a * x + y` for every number, without exceptions: 0 * inf is nan. {TREES}"
    got = student.axpy(a, x, y)
    expect_close(got, want, what=f"{CALL} with special numbers", because=because, atol=0, code="special-numbers")


@pytest.mark.core
@pytest.mark.weight(2)
def test_every_leaf_keeps_its_dtype(student):
    """A leaf in bfloat16 or float16 stays so, JAX's or NumPy's, for each kind of number that `a` may be."""
    promoted = (
        "A scalar with a dtype of its own takes part in promotion, so that half precision becomes float32: convert `a` "
        "or the result to the leaf's dtype"
    )
    weak = "It has no dtype, so it is not `a` that changes them: compute in that of the leaf"
    arrays = ("a float32 array", "a float32 array of NumPy's")
    for kind in ("a Python float", "a `np.float64`", "a `np.float32`", "a `np.float16`", *arrays):
        seen = student.probe(dtypes, kind=kind)
        expect(isinstance(seen, dict) and seen.keys() >= {"tree", "dtypes", "values"}, f"{CALL} cannot be looked at.")
        expect(seen["tree"] is True, f"{CALL} gives another structure than its trees have. {TREES}", code="other-tree")
        if not equal(seen["dtypes"], [[name] * 3 for name in (*HALF, "float16")]):
            told = weak if kind == "a Python float" else promoted
            changed = f"{CALL} changes the dtype of leaves where `a` is {kind}. {told}. {TREES}"
            fail(changed, code="leaves-cast" if kind == "a Python float" else "leaves-promoted")
        want = [[np.array([3, -6, np.inf, -np.inf, np.nan]), np.array(9.0), np.zeros((1, 0))]] * 4
        because = f"Each leaf is `a * x + y`. {TREES}"
        expect_close(seen["values"], want, what=f"For {kind} as `a`, {CALL}", because=because)


def test_leaves_may_be_arrays_of_numpy(student, rng):
    """Leaves may be NumPy's arrays, too, and keep their dtype."""
    x, y = (array(rng, 3).astype(np.float16) for _ in range(2))
    got = student.axpy(0.5, {"w": HostArray(x)}, {"w": HostArray(y)})
    expect_tree(got, {"w": x}, what=CALL)
    expect_array(got["w"], what=f"A leaf of {CALL} for NumPy's arrays", shape=(3,), dtype=np.float16)
    want = {"w": 0.5 * x.astype(np.float32) + y}
    expect_close(got, want, what=f"{CALL} for NumPy's arrays", rtol=5e-3, atol=5e-3, because=TREES)


@pytest.mark.core
@pytest.mark.weight(2)
def test_trees_that_differ_raise_a_value_error(student, rng):
    """Trees of different structure raise a ValueError, whichever of them has more."""
    w, b = array(rng, 2), array(rng, 2)
    expect_close(student.axpy(2.0, {"w": w}, {"w": b}), {"w": 2 * w + b}, what=CALL, because=TREES)
    zipped = f"`zip` stops at the shorter one and pairs leaves that do not belong together. {MAPPED}"
    for first, second, words in [
        ({"w": w, "b": b}, {"w": w}, "one tree has a key more"),
        ([w, b, w], [w, b], "one list is longer"),
        ({"w": w, "b": b}, {"w": w, "c": b}, "a key has another name"),
        ({"deep": [w, b]}, {"deep": (w, b)}, "there is a tuple in place of a list"),
        ({"w": w, "b": None}, {"w": w}, "one tree has a key more, whose value is None"),
        ([w, [], b], [w, (), b], "there is an empty tuple in place of an empty list"),
    ]:
        for x, y in ((first, second), (second, first)):
            expect_value_error(student, x, y, words, zipped)
    seen = student.probe(named, x=w, y=b)
    told = "a NamedTuple meets a tuple, or a registered class one with other auxiliary data"
    expect(
        equal(seen, ["ValueError"] * 2),
        f"{CALL} does not raise a `ValueError` where {told}. {zipped}",
        code="no-error",
    )


@pytest.mark.core
def test_a_container_in_place_of_an_array_raises_a_value_error(student, rng):
    """An array in one tree and a list, a tuple, a dict or None in its place in the other raise a ValueError."""
    w = array(rng, 2)
    expect_close(student.axpy(2.0, {"w": w}, {"w": w}), {"w": 3 * w}, what=CALL, because=TREES)
    advice = (
        "`jax.tree.map` alone hands your function an array of the first tree together with whatever stands in its "
        f"place in the second: compare `jax.tree.structure` of both first. {TREES}"
    )
    for other in ([w], (w,), {"v": w}, None, ()):
        for x, y in (({"w": w}, {"w": other}), ({"w": other}, {"w": w}), (w, other)):
            expect_value_error(student, x, y, "one tree has a container in place of an array", advice)


def test_works_for_all_that_jax_knows(student, rng):
    """NamedTuples and registered classes come back as such, dicts in any order; None and empty containers stay."""
    x, y = array(rng, 3), array(rng, 3)
    seen = student.probe(classes, a=0.5, x=x, y=y)
    expect(
        seen["same"] is True,
        f"{CALL} raises an exception or gives another structure where NamedTuples or registered classes hold the "
        f"leaves. Do not go through dicts and lists by hand: `jax.tree.map` knows all containers. {TREES}",
        code="structure-lost",
    )
    turned = student.axpy(0.5, {"w": x, "b": y}, {"b": x, "w": y})
    because = f"Two dicts with the same keys have the same structure, in whatever order they were filled. {TREES}"
    expect_close(turned, {"w": 0.5 * x + y, "b": 0.5 * y + x}, what=CALL, because=because)
    empty = {"none": None, "empty": [(), {}]}
    expect_close(student.axpy(0.5, empty, empty), empty, what="`axpy` of trees without leaves", because=TREES)
    alone = expect_array(student.axpy(0.5, x, y), what="`axpy` of two arrays", shape=(3,))
    because = f"Two arrays alone give something else. {TREES}"
    expect_close(seen["leaves"], [alone] * 3, what=f"The list of leaves of {CALL}", because=because)


def test_works_under_jit(student, rng):
    """It works under `jit` with `a` traced."""
    a, x, y = array(rng), tree(rng), tree(rng)
    because = f"Do not use `float(a)`, NumPy or Python's `if` on values. {TREES}"
    plain = student.axpy(a, x, y)
    expect_tree(plain, x, what=CALL)
    expect_close(student.probe(under_jit, a=a, x=x, y=y), plain, what=f"{CALL} under `jit`", because=because)
