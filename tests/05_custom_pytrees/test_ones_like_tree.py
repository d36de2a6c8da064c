"""Hidden tests for `ones_like_tree`: no shapes written down, no dtypes lost."""

import numpy as np
import pytest
from probes import attempt

from gradax.testing import HostArray, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

SEE = "See *The direct way*."
CALL = "`ones_like_tree(tree)`"


@probe
def registered(student, x, n):
    """What becomes of registered classes, NamedTuples, dicts of all kinds and None among the containers."""
    import dataclasses
    from collections import OrderedDict, defaultdict
    from typing import NamedTuple

    import jax

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class Layer:
        w: object
        name: str = dataclasses.field(metadata={"static": True})

    class Pair(NamedTuple):
        one: object
        two: object

    tree = [Layer({"deep": x}, "first"), Pair(None, (n, x)), None, OrderedDict(z=n, a=x), defaultdict(list, a=[x])]
    got = attempt(student.ones_like_tree, tree)
    if jax.tree.structure(got) != jax.tree.structure(tree):
        return {"same": False, "leaves": []}
    return {"same": True, "leaves": jax.tree.leaves(got)}


def ones(tree):
    """What is expected."""
    if isinstance(tree, dict):
        return {key: ones(child) for key, child in tree.items()}
    if isinstance(tree, list | tuple):
        return type(tree)(map(ones, tree))
    if tree is None:
        return None
    return np.ones_like(tree.array if isinstance(tree, HostArray) else tree)


def draw(rng, *shape):
    """An array of that shape."""
    return rng.normal(size=shape).astype(np.float32)


@pytest.mark.core
@pytest.mark.weight(2)
def test_keeps_structure_and_shapes(student, rng):
    """Each array becomes one of ones of the same shape, in the same place."""
    tree = {"w": draw(rng, 2, 3), "rest": [draw(rng, 3), (draw(rng), draw(rng, 1, 3), None)], "empty": draw(rng, 0, 3)}
    got = student.ones_like_tree(tree)
    if isinstance(got, dict) and isinstance(got.get("w"), tuple):
        fail(
            f"{CALL} has tuples where there should be arrays. A shape is a tuple, and to JAX a container: do not make "
            f"a tree of shapes, make each array from the array that is there. {SEE}",
            code="tuples-for-arrays",
        )
    expect_tree(got, ones(tree), what=CALL)
    nothing, empty = np.zeros((2, 3)), np.zeros((0, 3))
    zeros = {"w": nothing, "rest": [nothing[0], (nothing[0, 0], nothing[:1], None)], "empty": empty}
    recognise(got, zeros, f"{CALL} gives zeros. {SEE}", code="zeros")
    expect_close(got, ones(tree), what=CALL, because=f"Every entry is 1. {SEE}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_keeps_dtypes(student, rng):
    """Integers stay integers, bools bools, and 16 bits 16 bits; of JAX's arrays and of NumPy's."""
    shapes = {
        "float32": (2, 3),
        "int32": (3,),
        "bool": (2,),
        "float16": (2,),
        "bfloat16": (2,),
        "int16": (1, 2),
        "uint16": (3,),
        "uint8": (2, 2),
        "int8": (),
        "uint32": (1,),
    }
    arrays = {name: np.ones(shape, name) for name, shape in shapes.items()}
    zeros = {name: np.zeros_like(array) for name, array in arrays.items()}
    for tree, whose in ((zeros, "JAX"), ({name: HostArray(array) for name, array in zeros.items()}, "NumPy")):
        got = student.ones_like_tree(tree)
        expect_tree(got, arrays, what=CALL)
        for name, array in got.items():
            if str(expect_array(array, what=f"an array of {CALL}").dtype) != name:
                fail(
                    f"{CALL} has another dtype where an array of {whose}'s has {name}. A shape alone does not know it: "
                    f"take shape and dtype from the array. {SEE}",
                    code="dtype-lost",
                )
        expect_close(got, arrays, what=CALL, because=SEE)


@pytest.mark.core
@pytest.mark.weight(2)
def test_does_not_depend_on_what_the_arrays_held(student, rng):
    """Zeros, nan and infinity become ones, too."""
    tree = [np.array([0.0, 2.0, -3.0], np.float32), np.array([np.nan, np.inf, -np.inf], np.float32)]
    tree += [
        np.array([0, 5, -2], np.int32),
        np.array([False, True, False]),
        HostArray(np.array([0.0, 2.0], np.float32)),
    ]
    because = f"Make new arrays; do not compute with the old ones, which may hold 0, nan or infinity. {SEE}"
    expect_close(student.ones_like_tree(tree), ones(tree), what=CALL, because=because)


@pytest.mark.core
def test_any_pytree_will_do(student, rng):
    """An array alone is a tree; so is one without arrays: it comes back as it is."""
    for tree in (draw(rng, 2, 1), [{"deep": ()}, None, draw(rng, 1)], {"none": None}, []):
        because = f"A pytree may be one array, or hold none. {SEE}"
        expect_close(student.ones_like_tree(tree), ones(tree), what=CALL, because=because)


@pytest.mark.core
def test_goes_through_registered_classes(student, rng):
    """Registered classes, NamedTuples and None remain what they are."""
    x, n = rng.normal(size=(2, 3)).astype(np.float32), np.arange(3, dtype=np.int32)
    seen = student.probe(registered, x=x, n=n)
    expect(
        seen["same"] is True,
        f"{CALL} raises an error, or has another structure than `tree`, which holds a registered class, a "
        "NamedTuple, an OrderedDict, a defaultdict and `None`. `jax.tree.map` goes through everything that JAX knows, "
        f"and builds it again. {SEE}",
        code="structure-lost",
    )
    want = [ones(each) for each in (x, n, x, n, x, x)]
    expect_close(seen["leaves"], want, what=f"The leaves of {CALL}", because=SEE)
