"""Hidden tests for `set_param`: one entry replaced, nothing else touched."""

import numpy as np
import pytest

from gradax.testing import Failure, expect, expect_close, fail, probe

CALL = "`set_param(variables, path, value)`"
TREE = "See *Variables are a tree*."


@probe
def as_frozen(student, variables, path, value):
    """The call on a FrozenDict: what came back, and of which type at the top."""
    from flax.core import FrozenDict, freeze, unfreeze

    got = student.set_param(freeze(variables), path, value)
    frozen = isinstance(got, FrozenDict)
    return {"frozen": frozen, "got": unfreeze(got) if frozen else None}


@probe
def as_dict(student, variables, path, value):
    """The call on a dict: the type, and whether the original changed."""
    import copy

    before = copy.deepcopy(variables)
    got = student.set_param(variables, path, value)
    return {"dict": type(got) is dict, "same": got is variables, "original": variables, "before": before}


def tree(rng):
    """Variables of two layers and a collection of state."""

    def draw(*shape):
        return rng.normal(size=shape).astype(np.float32)

    return {
        "params": {"first": {"kernel": draw(2, 3), "bias": draw(3)}, "last": {"kernel": draw(3, 1), "bias": draw(1)}},
        "batch_stats": {"norm": {"mean": draw(3)}},
    }


def replaced(variables, path, value):
    """The right answer."""
    first, *rest = path
    return {**variables, first: replaced(variables[first], rest, value) if rest else value}


PATHS = [("params", "first", "bias"), ("batch_stats", "norm", "mean")]


@pytest.mark.weight(2)
@pytest.mark.parametrize(("path", "shape", "dtype"), [(PATHS[0], 3, np.float32), (PATHS[1], (1, 2), np.int32)])
def test_replaces_one_entry_and_keeps_the_others(student, rng, path, shape, dtype):
    """The entry at `path` is the new value, of whatever shape and dtype; all others are as before."""
    variables, value = tree(rng), rng.integers(1, 9, size=shape).astype(dtype)
    got = student.set_param(variables, path, value)
    because = f"The entry at `path` is `value` itself; all other collections and layers stay. {TREE}"
    expect_close(got, replaced(variables, path, value), what=CALL, because=because)


@pytest.mark.weight(2)
def test_a_dict_stays_a_dict_and_the_original_as_it_was(student, rng):
    """Given a dict it returns a dict, and the dict that it was given is unchanged at every depth."""
    seen = student.probe(as_dict, variables=tree(rng), path=PATHS[0], value=np.ones(3, np.float32))
    expect(seen["dict"], f"{CALL} of a dict returns something else than a dict. Keep the type that was given. {TREE}")
    try:
        expect_close(seen["original"], seen["before"], what="variables")
    except Failure:
        if seen["same"] is True:
            fail(
                f"{CALL} assigns in the variables that it was given, and returns them. Who else holds them sees the "
                f"change. Build new dicts along the whole path. {TREE}"
            )
        fail(
            f"{CALL} changes the variables that it was given. A copy of the outer dict is not enough: the inner dicts "
            f"are shared. Build new dicts along the whole path. {TREE}"
        )


@pytest.mark.weight(2)
def test_a_frozen_dict_stays_frozen(student, rng):
    """Given a FrozenDict it returns a FrozenDict with the entry replaced."""
    variables, value = tree(rng), rng.normal(size=3).astype(np.float32)
    seen = student.probe(as_frozen, variables=variables, path=PATHS[0], value=value)
    expect(seen["frozen"], f"{CALL} of a FrozenDict returns something else. Keep the type that was given. {TREE}")
    expect_close(seen["got"], replaced(variables, PATHS[0], value), what=CALL, because=TREE)


@pytest.mark.weight(2)
@pytest.mark.parametrize("path", [("params", "frist", "bias"), ("params", "first", "bais"), ("param", "first", "bias")])
def test_a_path_to_nothing_is_a_key_error(student, rng, path):
    """A path that leads nowhere raises a KeyError, at whatever depth it goes wrong."""
    arguments = (tree(rng), path, np.ones(3, np.float32))
    if not student.raises(KeyError, "set_param", *arguments):
        if student.raises(Exception, "set_param", *arguments):
            fail(f"{CALL} raises another exception than a KeyError for a path that does not exist. {TREE}")
        fail(
            f"{CALL} raises no KeyError for a path that does not exist. A misspelt name would make a new parameter "
            f"that no module ever reads. {TREE}"
        )
