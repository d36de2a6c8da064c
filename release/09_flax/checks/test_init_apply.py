"""Visible checks of `init_apply`."""

import numpy as np

from gradax.testing import Key, expect, expect_close, probe

X = np.arange(8, dtype=np.float32).reshape(2, 4)


@probe
def dense(student, key, x):
    """What comes back for a dense layer, beside what Flax gives."""
    import flax.linen as nn

    module = nn.Dense(3)
    want = module.init(key, x)
    return {"got": student.init_apply(module, key, x), "want": [want, module.apply(want, x)]}


def pair_of(seen):
    """The returned pair, once it is one."""
    got = seen["got"]
    expect(
        isinstance(got, tuple) and len(got) == 2,
        "`init_apply(nn.Dense(3), key, x)` is not a tuple of two. Return `(variables, y)`.",
    )
    return got


def test_returns_a_pair(student):
    """It returns the tuple (variables, y)."""
    pair_of(student.probe(dense, key=Key.from_seed(0), x=X))


def test_variables_and_output_of_a_dense_layer(student):
    """For `nn.Dense(3)` the variables are those of `init`, and y is what `apply` gives."""
    seen = student.probe(dense, key=Key.from_seed(0), x=X)
    because = (
        "`variables` is the whole dict that `module.init(key, x)` returns for the key that was given, with 'params' "
        "around the layer."
    )
    variables, y = pair_of(seen)
    expect_close(variables, seen["want"][0], what="`variables`", because=because)
    expect_close(y, seen["want"][1], what="`y`", because="It is `module.apply(variables, x)`.")
