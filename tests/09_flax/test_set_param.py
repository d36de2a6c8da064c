"""Hidden tests for `set_param`: one leaf replaced, nothing else touched."""

import numpy as np
import pytest
from helpers import normals

from gradax.testing import HostArray, equal, expect, expect_close, fail, probe, recognise

CALL = "`set_param(variables, path, value)`"
TREE = "See *Variables are a tree*."
BIAS = ("params", "first", "bias")


@probe
def as_frozen(student, variables, path, value):
    """The call on a FrozenDict: what came back, and of which type at the top."""
    from flax.core import FrozenDict, freeze, unfreeze

    got = student.set_param(freeze(variables), path, value)
    frozen = isinstance(got, FrozenDict)
    return {"frozen": frozen, "got": unfreeze(got) if frozen else None}


@probe
def as_dict(student, variables, path, value):
    """The call on a dict: where that has changed, what came back, and whether it is the same dict, or one at all."""
    from gradax.testing.detectors import mutation

    edits = mutation.edits(lambda given: student.set_param(given, path, value), variables)
    got = student.set_param(variables, path, value)
    leaf = got
    for name in path:
        leaf = leaf[name] if isinstance(leaf, dict) and name in leaf else None
    return {
        "edits": edits,
        "same": got is variables,
        "dict": type(got) is dict,
        "kind": type(leaf) is type(value),
        "got": got,
    }


@probe
def refusal(student, variables, path, right_path, value, frozen):
    """What comes back for a right path, and what a wrong one ends in: a KeyError, another exception, or neither."""
    from flax.core import freeze, unfreeze

    given, ending = freeze(variables) if frozen else variables, "value"
    got = student.set_param(given, right_path, value)
    try:
        student.set_param(given, path, value)
    except Exception as error:
        ending = "key" if isinstance(error, KeyError) else "other"
    return {"right": unfreeze(got), "ending": ending}


def tree(rng):
    """Variables of two layers, state with numbers in it, odd names, something deep, and a leaf at the top."""
    layers = {
        "first": {"kernel": normals(rng, 2, 3), "bias": normals(rng, 3)},
        "last": {"kernel": normals(rng, 3, 1), "bias": normals(rng, 1)},
    }
    stats = {"norm": {"inner": {"mean": normals(rng, 3), "count": 0}, "scale": 2.5}}
    odd = {"a/b": {"c.d": 1.5}, "deep": {"er": {"and": {"deeper": {"still": 4}}}}}
    return {"params": layers, "batch_stats": stats, "odd": odd, "step": np.int32(7)}


def replaced(variables, path, value):
    """The right answer."""
    first, *rest = path
    return {**variables, first: replaced(variables[first], rest, value) if rest else value}


@pytest.mark.core
@pytest.mark.weight(3)
@pytest.mark.parametrize(
    ("path", "value"),
    [
        (BIAS, np.ones(3, np.float32)),
        (("params", "last", "kernel"), np.array([[5, 6]], np.int32)),
        (("batch_stats", "norm", "inner", "count"), 5),
        (("batch_stats", "norm", "scale"), 0.0),
        (("step",), np.int32(8)),
        (("odd", "deep", "er", "and", "deeper", "still"), 6),
    ],
)
def test_replaces_one_leaf_and_keeps_the_others(student, rng, path, value):
    """The leaf at `path`, at whatever depth, is the new value, of whatever shape and dtype; all others stay."""
    variables = tree(rng)
    got, want = student.set_param(variables, path, value), replaced(variables, path, value)
    because = f"{CALL} converts the new value. The leaf at `path` is `value` itself. {TREE}"
    recognise(got, replaced(variables, path, np.float32(value)), because, want=want, code="value-converted")
    because = f"The leaf at `path` is `value` itself; all other collections and layers stay. {TREE}"
    expect_close(got, want, what=CALL, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_a_dict_stays_a_dict_and_the_original_as_it_was(student, rng):
    """Given a dict it returns a dict, and the dict that it was given is unchanged at every depth."""
    variables = {"params": {"first": {"kernel": HostArray(normals(rng, 2, 3)), "bias": HostArray(normals(rng, 3))}}}
    for other in (7, 0.5):
        seen = student.probe(as_dict, variables=variables, path=BIAS, value=other)
        message = f"{CALL} converts the new value. The leaf at `path` is `value` itself, whatever stood there. {TREE}"
        expect(seen["kind"] is True, message, code="value-converted")
    value = HostArray(normals(rng, 3))
    seen = student.probe(as_dict, variables=variables, path=BIAS, value=value)
    if equal(seen["edits"], []):
        message = f"{CALL} of a dict returns something other than a dict. Keep the type that was given. {TREE}"
        expect(seen["dict"], message, code="not-a-dict")
        expect_close(seen["got"], replaced(variables, BIAS, value), what=CALL, because=TREE)
        return
    if seen["same"] is True:
        fail(
            f"{CALL} changes the variables that it was given, and returns them. Whoever else holds them sees the "
            f"change. Build new dicts along the whole path. {TREE}",
            code="in-place",
        )
    fail(
        f"{CALL} changes the variables that it was given. A copy of the outer dict is not enough, for it shares the "
        f"inner ones. Build new dicts along the whole path. {TREE}",
        code="argument-changed",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_a_frozen_dict_stays_frozen(student, rng):
    """Given a FrozenDict it returns a FrozenDict with the leaf replaced."""
    variables, value = tree(rng), normals(rng, 3)
    seen = student.probe(as_frozen, variables=variables, path=BIAS, value=value)
    message = f"{CALL} of a FrozenDict returns something else. Keep the type that was given. {TREE}"
    expect(seen["frozen"], message, code="thawed")
    expect_close(seen["got"], replaced(variables, BIAS, value), what=CALL, because=TREE)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize(
    "path", [("params", "frist", "bias"), ("params", "first", "bais"), ("param", "first", "bias"), ("stepp",)]
)
def test_a_misspelt_path_is_a_key_error(student, rng, path, frozen):
    """A misspelt path raises a KeyError, at whatever depth it goes wrong, for a dict and for a FrozenDict."""
    refused(student, rng, path, frozen, "misspelt")


@pytest.mark.core
@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("path", [(*BIAS, "deeper"), ("batch_stats", "norm", "scale", "deeper"), ("step", "a", "b")])
def test_a_path_through_a_leaf_is_a_key_error(student, rng, path, frozen):
    """A path that goes on below a leaf, an array or a number, raises a KeyError: there is nothing."""
    refused(student, rng, path, frozen, "below-a-leaf")


def refused(student, rng, path, frozen, how):
    """Fail unless a right path is answered, and this one ends in a KeyError."""
    variables, value = tree(rng), normals(rng, 3)
    seen = student.probe(refusal, variables=variables, path=path, right_path=BIAS, value=value, frozen=frozen)
    expect_close(seen["right"], replaced(variables, BIAS, value), what=f"{CALL} with a right path", because=TREE)
    if seen["ending"] == "value":
        fail(
            f"{CALL} does not raise a KeyError for a path that leads nowhere. A misspelt name must not go unnoticed. "
            f"{TREE}",
            code=f"{how}-accepted",
        )
    message = f"{CALL} raises something other than a KeyError for a path that leads nowhere. {TREE}"
    expect(seen["ending"] == "key", message, code=f"{how}-other-exception")
