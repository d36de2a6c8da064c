"""Visible checks for `param_paths` and `Embedding`."""

import numpy as np

from gradax.testing import expect_close, probe


@probe
def example(student, table, scale):
    """The paths of an embedding."""
    return student.param_paths({"emb": student.Embedding(table, scale)})


@probe
def keys(student, table, scale):
    """The keys of an embedding, as JAX writes them."""
    import jax

    pairs = jax.tree_util.tree_flatten_with_path(student.Embedding(table, scale))[0]
    return [jax.tree_util.keystr(path) for path, _ in pairs]


def test_paths_of_dicts_and_lists(student):
    """Paths are written with "/", and go to shapes."""
    tree = {"layers": [np.zeros((2, 3), np.float32), np.zeros(3, np.float32)]}
    because = "Take the paths from `jax.tree_util.tree_flatten_with_path`; `keystr` has `simple` and `separator`."
    want = {"layers/0": (2, 3), "layers/1": (3,)}
    expect_close(student.param_paths(tree), want, what="`param_paths(tree)`", because=because)


def test_the_keys_of_an_embedding(student):
    """The keys are attributes."""
    got = student.probe(keys, table=np.ones((5, 2), np.float32), scale=np.float32(1))
    because = "`.table` is how `keystr` writes an attribute, `GetAttrKey`. Register with keys."
    expect_close(got, [".table", ".scale"], what="The list of the paths within an `Embedding`", because=because)


def test_the_worked_example(student):
    """The embedding's table and scale have names."""
    got = student.probe(example, table=np.ones((5, 2), np.float32), scale=np.float32(1))
    because = "The embedding must be registered, with keys, and `param_paths` ask JAX for the paths."
    expect_close(got, {"emb/table": (5, 2), "emb/scale": ()}, what="`param_paths(tree)`", because=because)
