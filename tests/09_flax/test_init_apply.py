"""Hidden tests for `init_apply`: variables from `init`, outputs from `apply`."""

import numpy as np
import pytest
from helpers import normals
from probes import module_of

from gradax.testing import Key, expect_close, expect_tree, fail, probe, recognise

CALL = "`init_apply(module, key, x)`"
RECIPE = "See *A module is a recipe*."


@probe
def applied(student, kind, key, x):
    """What comes back for a module of the grader's own."""
    return {"got": student.init_apply(module_of(kind), key, x)}


def both(student, reference, **data):
    """The student's pair, once it is one, and the right one."""
    got, want = (each.probe(applied, **data)["got"] for each in (student, reference))
    if not isinstance(got, tuple) or len(got) != 2:
        fail(f"{CALL} does not return a tuple of two. Return `(variables, y)`. {RECIPE}", code="not-a-pair")
    variables, y = got
    if isinstance(y, dict) and not isinstance(variables, dict):
        fail(
            f"{CALL} returns the output first. `init_with_output` does, but here it is `(variables, y)`. {RECIPE}",
            code="output-first",
        )
    return got, want


@pytest.mark.core
@pytest.mark.weight(2)
def test_variables_are_what_init_returns(student, reference, rng, key):
    """The variables are the whole dict of collections, as initialising with this key and this `x` gives it."""
    x = normals(rng, 2, 4)
    (got, _), (want, _) = both(student, reference, kind="dense", key=key(), x=x)
    because = (
        f"{CALL} returns the parameters alone. `variables` is the dict around them, with the key 'params', as `init` "
        f"returns it. {RECIPE}"
    )
    recognise(got, want["params"], because, code="params-only")
    of_zero = reference.probe(applied, kind="dense", key=Key.from_seed(0), x=x)["got"][0]
    recognise(got, of_zero, f"{CALL} makes a key of its own. Use the `key` that is given. {RECIPE}", code="own-key")
    because = f"They come from `module.init(key, x)`, with the key that was given. {RECIPE}"
    expect_close(got, want, what=f"the variables of {CALL}", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_y_is_the_output_with_these_variables(student, reference, rng, key):
    """`y` is the module's output for `x` with these variables."""
    data = {"kind": "dense", "key": key(), "x": normals(rng, 2, 4)}
    (_, got), (_, want) = both(student, reference, **data)
    of_ones = reference.probe(applied, **data | {"x": np.ones((2, 4), np.float32)})["got"][1]
    because = f"{CALL} gives the output for ones. The module is applied to `x`. {RECIPE}"
    recognise(got, of_ones, because, code="applied-to-ones")
    because = f"It is what `module.apply(variables, x)` gives. {RECIPE}"
    expect_close(got, want, what=f"the output of {CALL}", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_other_collections_come_along(student, reference, rng, key):
    """Collections besides the parameters are among the variables."""
    got, want = both(student, reference, kind="counted", key=key(), x=normals(rng, 5, 3))
    if isinstance(got[0], dict) and "counts" not in got[0]:
        fail(
            f"{CALL} loses a collection of a module that has state beside its parameters. Return all of `init`'s "
            f"result. {RECIPE}",
            code="collection-lost",
        )
    because = f"They are what `init` returns; `apply` changes nothing in them. {RECIPE}"
    expect_close(list(got), list(want), what=f"the pair of {CALL}", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("kind", ["centred", "tokens"])
def test_any_module_will_do(student, reference, rng, key, kind):
    """It works for a module whose parameters depend on the values of `x`, and for one that takes integers."""
    x = normals(rng, 3, 4) if kind == "centred" else rng.integers(0, 7, size=(5,)).astype(np.int32)
    got, want = both(student, reference, kind=kind, key=key(), x=x)
    expect_tree(got[0], want[0], what=f"the variables of {CALL}")
    because = f"`x` itself goes into `init` and into `apply`. {RECIPE}"
    expect_close(list(got), list(want), what=f"the pair of {CALL}", because=because)
