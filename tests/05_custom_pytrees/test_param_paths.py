"""Hidden tests for `param_paths` and `Embedding`: names for leaves."""

import numpy as np
import pytest
from probes import kind_of_key

from gradax.testing import HostArray, expect, expect_close, fail, probe, recognise

SEE = "See *Paths*."
CALL = "`param_paths(tree)`"


@probe
def flattened(student, table, scale):
    """The leaves and keys of an Embedding, and what a round trip makes of it."""
    import jax

    from gradax.testing.detectors import trees

    embedding = student.Embedding(table, scale)
    if jax.tree_util.all_leaves([embedding]):
        return {"registered": False, "leaves": [], "keys": [], "names": [], "kept": [], "objects": False}
    paths, _ = jax.tree_util.tree_flatten_with_path(embedding)
    rebuilt = jax.tree.map(lambda leaf: 2 * leaf, embedding)
    kept = [rebuilt.table, rebuilt.scale] if type(rebuilt) is student.Embedding else []
    same = trees.round_trip(embedding)["objects"]
    keys = [path[0] if len(path) == 1 else None for path, _ in paths]
    return {
        "registered": True,
        "leaves": [leaf for _, leaf in paths],
        "keys": [kind_of_key(key) for key in keys],
        "names": [str(getattr(key, "name", "")) for key in keys],
        "kept": kept,
        "objects": same,
    }


@probe
def foreign(student, x):
    """The paths in a tree with classes that are registered in several ways."""
    import dataclasses
    from collections import OrderedDict
    from typing import NamedTuple

    import jax

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class Layer:
        w: object
        b: object

    class Keyless:
        def __init__(self, parts):
            self.parts, self.shape = parts, (len(parts),)

    class Pair(NamedTuple):
        one: object
        two: object

    jax.tree_util.register_pytree_node(Keyless, lambda obj: (obj.parts, None), lambda _, parts: Keyless(list(parts)))
    tree = {"net": [Layer(x, None), Keyless([x, x])], "pair": Pair(OrderedDict(z=x, a=x), (x,))}
    return student.param_paths(tree)


@probe
def own(student, table, scale):
    """The paths in a tree with an Embedding."""
    return student.param_paths({"emb": student.Embedding(table, scale), "head": [table]})


def draw(rng, *shape):
    """An array."""
    return rng.normal(size=shape).astype(np.float32)


def sizes(rng):
    """Two numbers of entries, so that no answer is right by heart."""
    return [int(n) for n in rng.choice(np.arange(2, 12), size=2, replace=False)]


def check(got, want, what, because):
    """Compare the paths, then the shapes."""
    expect(
        isinstance(got, dict), f"{what} is not a dict. It has an entry for each leaf: its path, and its shape. {SEE}"
    )
    expect(
        all(type(path) is str for path in got), f"The keys of {what} are not all strings. `keystr` makes them. {SEE}"
    )
    dotted = {path.replace("/", ".") for path in want}
    if set(got) == dotted != set(want):
        fail(f'{what} has a separator other than "/". {SEE}', code="separator")
    missing, extra = len(set(want) - set(got)), len(set(got) - set(want))
    brackets = any(letter in path for path in set(got) - set(want) for letter in "[]'")
    expect(
        not (missing and brackets),
        f'{what} has paths with brackets or quotation marks. With `simple=True, separator="/"` `keystr` writes '
        f"all kinds of keys alike. {SEE}",
        code="brackets",
    )
    expect(
        not missing and not extra,
        f"{what} lacks {missing} of {len(want)} paths and has {extra} that it should not have. {because} {SEE}",
    )
    because = f"The value is the leaf's shape, a tuple of integers. {SEE}"
    expect_close(got, want, what=what, because=because)


def is_registered(seen):
    """Expect that JAX knows the class."""
    expect(
        seen["registered"] is True,
        f"An `Embedding` is a leaf: JAX does not know its class. Register it. {SEE}",
        code="not-registered",
    )


@pytest.mark.core
def test_an_embedding_has_two_leaves(student, rng):
    """Its leaves are its table and its scale, in this order; it is put together again with anything for leaves."""
    table, scale = draw(rng, 5, 2), draw(rng)
    seen = student.probe(flattened, table=table, scale=scale)
    is_registered(seen)
    leaves = seen["leaves"]
    recognise(
        leaves,
        [scale, table],
        f"The leaves of an `Embedding` are in the wrong order: the table comes first. {SEE}",
        code="scale-first",
    )
    because = f"Both attributes are children, the table first. {SEE}"
    expect_close(leaves, [table, scale], what="The leaves of an `Embedding`", because=because)
    what = "[`table`, `scale`] of an `Embedding` of doubled leaves"
    because = f"`unflatten(aux, children)` must put the children in their places. {SEE}"
    expect_close(seen["kept"], [2 * table, 2 * scale], what=what, because=because)
    expect(
        seen["objects"] is True,
        "An `Embedding` put together with `object()` in the places of the leaves does not hold these very objects. "
        f"Unflatten may neither convert nor check. {SEE}",
        code="converts",
    )


def kinds_of(seen):
    """The kinds of the keys, once they are not known wrong ones."""
    kinds = seen["keys"] if isinstance(seen["keys"], list) else []
    if "FlattenedIndexKey" in kinds:
        fail(
            "The keys of an `Embedding` are numbers, `FlattenedIndexKey(0)`: it is registered without keys. Use "
            f"`jax.tree_util.register_pytree_with_keys`. {SEE}",
            code="without-keys",
        )
    if "DictKey" in kinds:
        fail(
            f"The keys of an `Embedding` are those of a dict. An attribute has a `GetAttrKey`. {SEE}", code="dict-keys"
        )
    if "other" in kinds:
        fail(
            "A leaf of an `Embedding` does not have one of JAX's keys; a plain string is none. Each child has its "
            f'key: `(GetAttrKey("table"), table)`. {SEE}',
            code="other-keys",
        )
    return kinds


@pytest.mark.core
@pytest.mark.weight(3)
def test_the_keys_are_attributes(student, rng):
    """The keys of an `Embedding` are `GetAttrKey("table")` and `GetAttrKey("scale")`; `param_paths` finds them."""
    seen = student.probe(flattened, table=draw(rng, 5, 2), scale=draw(rng))
    is_registered(seen)
    kinds = kinds_of(seen)
    because = f'Each child goes with its key: `(GetAttrKey("table"), table)`. {SEE}'
    expect_close(kinds, ["GetAttrKey"] * 2, what="The kinds of the keys of an `Embedding`", because=because)
    rows, columns = sizes(rng)
    got = student.probe(own, table=draw(rng, rows, columns), scale=draw(rng))
    recognise(seen["names"], ["scale", "table"], f"The keys of an `Embedding` are swapped. {SEE}", code="keys-swapped")
    expect_close(seen["names"], ["table", "scale"], what="The names in the keys of an `Embedding`", because=because)
    want = {"emb/table": (rows, columns), "emb/scale": (), "head/0": (rows, columns)}
    check(got, want, f"{CALL} with an `Embedding`", "Its keys are the names of its attributes.")


@pytest.mark.core
@pytest.mark.weight(2)
def test_paths_and_shapes_of_plain_containers(student, rng):
    """Each leaf's path, written with "/", goes to its shape; a leaf alone has the path ""."""
    x = draw(rng, 2, 3)
    leaf = HostArray(draw(rng, 4))
    tree = {
        "w": [x, {"deep": draw(rng)}],
        "many": draw(rng, 2, 1, 3, 1, 2),
        "b": (leaf, None),
        "empty": [(), {}],
        "n": np.arange(3),
    }
    want = {"w/0": (2, 3), "w/1/deep": (), "many": (2, 1, 3, 1, 2), "b/0": (4,), "n": (3,)}
    because = "There is one for each leaf that JAX sees, none for `None` and for empty containers."
    check(student.param_paths(tree), want, CALL, because)
    because = "The path of a leaf that is the whole tree is empty."
    check(student.param_paths(x), {"": (2, 3)}, "`param_paths(array)`", because)


@pytest.mark.core
def test_keys_of_all_kinds(student, rng):
    """A dict's keys are written as they are, numbers too; arrays without entries have paths; no leaves, no paths."""
    tree = {3: draw(rng, 1), 11: [draw(rng, 0, 2)], -2: {"a.b [0]": {"it's": draw(rng)}}}
    want = {"3": (1,), "11/0": (0, 2), "-2/a.b [0]/it's": ()}
    check(student.param_paths(tree), want, CALL, "`keystr` writes a key as it is, whatever is in it.")
    for empty in ({}, [None, ()]):
        check(student.param_paths(empty), {}, "`param_paths(tree)` of a tree without leaves", "It is an empty dict.")


@pytest.mark.core
@pytest.mark.weight(2)
def test_paths_go_through_all_that_jax_knows(student, rng):
    """NamedTuples, OrderedDicts and registered classes are part of the paths, with keys or without."""
    shape = tuple(sizes(rng))
    got = student.probe(foreign, x=draw(rng, *shape))
    paths = ["net/0/w", "net/1/0", "net/1/1", "pair/one/z", "pair/one/a", "pair/two/0"]
    because = (
        "NamedTuples and registered classes are containers: take the paths from `jax.tree_util.tree_flatten_with_path`."
    )
    check(got, dict.fromkeys(paths, shape), CALL, because)


def test_paths_of_an_embedding(student, rng):
    """The paths in a tree with an `Embedding` have the names of its attributes."""
    rows, columns = sizes(rng)
    got = student.probe(own, table=draw(rng, rows, columns), scale=draw(rng))
    numbered = {"emb/0": (rows, columns), "emb/1": (), "head/0": (rows, columns)}
    recognise(got, numbered, f"{CALL} has numbers where an `Embedding` has names: register it with keys. {SEE}")
    want = {"emb/table": (rows, columns), "emb/scale": (), "head/0": (rows, columns)}
    check(got, want, f"{CALL} with an `Embedding`", "Its keys are the names of its attributes.")
