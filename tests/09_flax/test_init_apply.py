"""Hidden tests for `init_apply`: variables from `init`, outputs from `apply`."""

import numpy as np
import pytest

from gradax.testing import expect, expect_close, expect_tree, fail, probe

CALL = "`init_apply(module, key, x)`"
RECIPE = "See *A module is a recipe*."


@probe
def dense(student, key, x):
    """What comes back for a dense layer, beside what Flax gives."""
    import flax.linen as nn

    module = nn.Dense(3, bias_init=nn.initializers.normal(1.0))
    got = student.init_apply(module, key, x)
    pair = isinstance(got, tuple) and len(got) == 2
    want = module.init(key, x)
    return {"pair": pair, "got": list(got) if pair else None, "want": [want, module.apply(want, x)]}


@probe
def with_state(student, key, x):
    """The same for a module that has state beside its parameters."""
    import flax.linen as nn
    import jax.numpy as jnp

    class Counted(nn.Module):
        @nn.compact
        def __call__(self, x):
            calls = self.variable("counts", "calls", jnp.zeros, ())
            if self.is_mutable_collection("counts") and not self.is_initializing():
                calls.value += 1
            return x * self.param("scale", nn.initializers.normal(1.0), ())

    module = Counted()
    variables, y = student.init_apply(module, key, x)
    want = module.init(key, x)
    return {"got": variables, "want": want, "y": y, "wanted": module.apply(want, x)}


@probe
def foreign(student, key, x):
    """The same for a module of the grader's own, whose output depends on all its parameters."""
    import flax.linen as nn

    class Curve(nn.Module):
        @nn.compact
        def __call__(self, x):
            a = self.param("a", nn.initializers.normal(1.0), (x.shape[-1],))
            return nn.Dense(2, name="inner")(a * x**2)

    variables, y = student.init_apply(Curve(), key, x)
    return {"y": y, "want": Curve().apply(Curve().init(key, x), x), "names": sorted(variables["params"])}


def pair_of(seen):
    """The returned pair, once it is one."""
    if seen["pair"] is not True:
        fail(f"{CALL} does not return a tuple of two. Return `(variables, y)`. {RECIPE}")
    variables, y = seen["got"]
    if isinstance(y, dict) and not isinstance(variables, dict):
        fail(f"{CALL} returns the output first. `init_with_output` does, but here it is `(variables, y)`. {RECIPE}")
    return variables, y


@pytest.mark.weight(2)
def test_variables_are_what_init_returns(student, rng, key):
    """The variables are the whole dict of collections, as initialising with this key and this `x` gives it."""
    seen = student.probe(dense, key=key(), x=rng.normal(size=(2, 4)).astype(np.float32))
    got, want = pair_of(seen)[0], seen["want"][0]
    if isinstance(got, dict) and "kernel" in got:
        fail(
            f"{CALL} returns the parameters alone. `variables` is the dict around them, with the key 'params', as "
            f"`init` returns it. {RECIPE}"
        )
    expect_tree(got, want, what=f"the variables of {CALL}")
    because = f"They come from `module.init(key, x)`, with the key that was given. {RECIPE}"
    expect_close(got, want, what=f"the variables of {CALL}", because=because)


@pytest.mark.weight(2)
def test_y_is_the_output_with_these_variables(student, rng, key):
    """`y` is the module's output for `x` with these variables."""
    seen = student.probe(dense, key=key(), x=rng.normal(size=(2, 4)).astype(np.float32))
    got = pair_of(seen)[1]
    because = f"It is what `module.apply(variables, x)` gives. {RECIPE}"
    expect_close(got, seen["want"][1], what=f"the output of {CALL}", because=because)


def test_other_collections_come_along(student, rng, key):
    """Collections besides the parameters are among the variables."""
    seen = student.probe(with_state, key=key(), x=rng.normal(size=(5, 3)).astype(np.float32))
    got = seen["got"]
    if not isinstance(got, dict) or "counts" not in got:
        fail(
            f"{CALL} loses a collection of a module that has state beside its parameters. Return all of `init`'s "
            f"result. {RECIPE}"
        )
    because = f"They are what `init` returns; `apply` changes nothing in them. {RECIPE}"
    expect_close(got, seen["want"], what=f"the variables of {CALL}", because=because)
    expect_close(seen["y"], seen["wanted"], what=f"the output of {CALL}", because=RECIPE)


def test_any_module_will_do(student, rng, key):
    """It works for a module of somebody else's."""
    seen = student.probe(foreign, key=key(), x=rng.normal(size=(3, 4)).astype(np.float32))
    expect(seen["names"] == ["a", "inner"], f"The parameters of {CALL} are not those of the module. {RECIPE}")
    expect_close(seen["y"], seen["want"], what=f"the output of {CALL}", because=RECIPE)
