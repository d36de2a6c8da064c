"""Visible checks of `init_apply`."""

import numpy as np

from gradax.testing import Key, expect, expect_close, probe


@probe
def dense(student, key, x):
    """What comes back for a dense layer, beside what Flax gives."""
    import flax.linen as nn

    module = nn.Dense(3)
    got = student.init_apply(module, key, x)
    want = module.init(key, x)
    return {"pair": isinstance(got, tuple) and len(got) == 2, "got": list(got), "want": [want, module.apply(want, x)]}


X = np.arange(8, dtype=np.float32).reshape(2, 4)


def test_returns_a_pair(student):
    """It returns the tuple (variables, y)."""
    seen = student.probe(dense, key=Key.from_seed(0), x=X)
    expect(seen["pair"], "`init_apply(nn.Dense(3), key, x)` is no tuple of two. Return `(variables, y)`.")


def test_variables_and_output_of_a_dense_layer(student):
    """For `nn.Dense(3)` the variables are those of `init`, and y is what `apply` gives."""
    seen = student.probe(dense, key=Key.from_seed(0), x=X)
    because = (
        "`variables` is the whole dict that `module.init(key, x)` returns, with the key 'params' around the layer."
    )
    expect_close(seen["got"][0], seen["want"][0], what="`variables`", because=because)
    expect_close(seen["got"][1], seen["want"][1], what="`y`", because="It is `module.apply(variables, x)`.")
