"""Hidden tests for `axpy`: a * x + y for whole trees."""

import numpy as np
import pytest

from gradax.testing import equal, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

TREES = "See *Arithmetic with trees*."
CALL = "`axpy(a, x_tree, y_tree)`"
MAPPED = f"`jax.tree.map` with both trees compares structures, and raises. {TREES}"


@probe
def dtypes(student, kind):
    """The dtype of each leaf, and the values, for an `a` of this kind."""
    import jax
    import jax.numpy as jnp
    import numpy as np

    a = {
        "a Python float": 0.5,
        "a `np.float64`": np.float64(0.5),
        "a `np.float32`": np.float32(0.5),
        "a float32 array": jnp.array(0.5, jnp.float32),
    }[kind]
    names = ("float32", "bfloat16", "float16")
    x = {name: jnp.array([2.0, -4.0], name) for name in names}
    got = student.axpy(a, x, x)
    seen = {"tree": jax.tree.structure(got) == jax.tree.structure(x), "dtypes": [], "values": []}
    if seen["tree"]:
        seen["dtypes"] = [str(jnp.result_type(got[name])) for name in names]
        seen["values"] = [jnp.asarray(got[name], jnp.float32) for name in names]
    return seen


@probe
def classes(student, a, x, y):
    """Whether a NamedTuple and a registered class come back as such, and their leaves."""
    from dataclasses import dataclass
    from typing import NamedTuple

    import jax

    class Pair(NamedTuple):
        first: object
        second: object

    @dataclass
    class Layer:
        weight: object
        bias: object

    jax.tree_util.register_dataclass(Layer, data_fields=["weight", "bias"], meta_fields=[])
    trees = [(Pair(each, None), Layer(weight=[each], bias=(each,))) for each in (x, y)]
    try:
        got = student.axpy(a, *trees)
    except (TypeError, AttributeError) as error:
        if type(error) not in (TypeError, AttributeError):
            raise
        return {"same": False, "leaves": []}
    return {"same": jax.tree.structure(got) == jax.tree.structure(trees[0]), "leaves": jax.tree.leaves(got)}


@probe
def under_jit(student, a, x, y):
    """The whole call compiled, every argument traced."""
    import jax

    return jax.jit(lambda *args: student.axpy(*args))(a, x, y)


def array(rng, *shape):
    """Float32 numbers."""
    return np.asarray(rng.normal(size=shape), np.float32)


def tree(rng):
    """A tree of some depth."""
    return {
        "layers": [{"w": array(rng, 2, 3), "b": array(rng, 3)}, (array(rng, 3, 1), array(rng))],
        "scale": array(rng, 1),
    }


def combine(x, y, how):
    """`how` of two trees, leaf by leaf."""
    if isinstance(x, dict):
        return {key: combine(x[key], y[key], how) for key in x}
    if isinstance(x, list | tuple):
        return type(x)(combine(a, b, how) for a, b in zip(x, y, strict=True))
    return np.asarray(how(x, y), np.float32)


@pytest.mark.core
@pytest.mark.weight(4)
def test_computes_a_x_plus_y_in_every_leaf(student, rng):
    """Every leaf is a * x + y, in the structure of the two trees."""
    a, x, y = float(rng.uniform(2, 3)), tree(rng), tree(rng)
    got, want = student.axpy(a, x, y), combine(x, y, lambda x, y: a * x + y)
    for wrong, words in [
        (combine(x, y, lambda x, y: x + a * y), "multiplies `y` by `a` instead of `x`"),
        (combine(x, y, lambda x, y: a * (x + y)), "multiplies `y` by `a`, too"),
        (combine(x, y, lambda x, y: x + y), "leaves `a` out"),
        (combine(x, y, lambda x, y: a * x), "leaves `y` out"),
        (combine(x, y, lambda x, y: a * x - y), "subtracts `y`"),
    ]:
        recognise(got, wrong, f"{CALL} {words}. Each leaf is `a * x + y`. {TREES}", want=want)
    expect_close(got, want, what=CALL, because=f"`jax.tree.map` takes several trees and keeps their structure. {TREES}")
    one = student.axpy(a, x["scale"], y["scale"])
    expect_close(one, want["scale"], what="`axpy` of two arrays", because=f"An array alone is a tree, too. {TREES}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_every_leaf_keeps_its_dtype(student):
    """A leaf in bfloat16 or float16 stays so, for each kind of number that `a` may be."""
    for kind in ("a Python float", "a `np.float64`", "a `np.float32`", "a float32 array"):
        seen = student.probe(dtypes, kind=kind)
        expect(isinstance(seen, dict) and seen.keys() >= {"tree", "dtypes", "values"}, f"{CALL} cannot be looked at.")
        expect(seen["tree"] is True, f"{CALL} gives another structure than its trees have. {TREES}")
        if not equal(seen["dtypes"], ["float32", "bfloat16", "float16"]):
            told = {
                "a Python float": "It has no dtype, so it is not `a` that changes them: compute in that of the leaf"
            }
            promoted = (
                "A scalar with a dtype of its own takes part in promotion, so that half precision becomes float32: "
                "turn `a` or the result to the leaf's dtype"
            )
            fail(f"{CALL} changes the dtype of leaves where `a` is {kind}. {told.get(kind, promoted)}. {TREES}")
        want, because = [np.array([3.0, -6.0], np.float32)] * 3, f"Each leaf is `a * x + y`. {TREES}"
        expect_close(seen["values"], want, what=f"{CALL} where `a` is {kind}", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_trees_that_differ_raise_a_value_error(student, rng):
    """Trees of different structure raise a ValueError, whichever of them has more."""
    w, b = array(rng, 2), array(rng, 2)
    expect_close(student.axpy(2.0, {"w": w}, {"w": b}), {"w": 2 * w + b}, what=CALL, because=TREES)
    for first, second, words in [
        ({"w": w, "b": b}, {"w": w}, "one tree has a key more"),
        ([w, b, w], [w, b], "one list is longer"),
        ({"w": w, "b": b}, {"w": w, "c": b}, "a key has another name"),
        ({"deep": [w, b]}, {"deep": (w, b)}, "a tuple stands in the place of a list"),
    ]:
        for x, y in ((first, second), (second, first)):
            if student.raises(ValueError, "axpy", 2.0, x, y):
                continue
            if student.raises(Exception, "axpy", 2.0, x, y):
                fail(
                    f"{CALL} raises another exception than a `ValueError` where {words}. {MAPPED}",
                    code="other-exception",
                )
            if student.axpy(2.0, x, y) is None:
                fail(
                    f"{CALL} returns None where {words}. It must not go on: it raises a `ValueError`. {MAPPED}",
                    code="returns-none",
                )
            fail(
                f"{CALL} does not raise a `ValueError` where {words}. `zip` stops at the shorter one and pairs what "
                f"has nothing to do with each other. {MAPPED}",
                code="no-error",
            )


def test_works_for_all_that_jax_knows(student, rng):
    """NamedTuples and registered classes come back as such; None stays None."""
    x, y = array(rng, 3), array(rng, 3)
    seen = student.probe(classes, a=0.5, x=x, y=y)
    expect(
        seen["same"] is True,
        f"{CALL} raises an exception or gives another structure where NamedTuples or registered classes hold the "
        f"leaves. Do not go through dicts and lists by hand: `jax.tree.map` knows all containers. {TREES}",
    )
    alone = expect_array(student.axpy(0.5, x, y), what="`axpy` of two arrays", shape=(3,))
    expect_close(seen["leaves"], [alone] * 3, what=f"The leaves of {CALL}", because=f"One array alone differs. {TREES}")


def test_works_under_jit(student, rng):
    """It works under `jit` with `a` traced."""
    a, x, y = array(rng), tree(rng), tree(rng)
    because = f"Keep `float(a)`, NumPy and Python's `if` out of it. {TREES}"
    plain = student.axpy(a, x, y)
    expect_tree(plain, x, what=CALL)
    expect_close(student.probe(under_jit, a=a, x=x, y=y), plain, what=f"{CALL} under `jit`", because=because)
