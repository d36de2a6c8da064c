"""Visible checks of `SetupMLP` and `CompactMLP`."""

import numpy as np
import pytest

from gradax.testing import expect_close, probe

each_module = pytest.mark.parametrize("name", ["SetupMLP", "CompactMLP"])


@probe
def names(student, name):
    """The names of the layers after init."""
    import jax
    import jax.numpy as jnp

    return sorted(getattr(student, name)((4, 2)).init(jax.random.key(0), jnp.ones((1, 3)))["params"])


@probe
def output(student, name, params, x):
    """The output with given weights."""
    return getattr(student, name)((2, 1)).apply({"params": params}, x)


@each_module
def test_the_layers_are_layer_0_and_layer_1(student, name):
    """The layers are called layer_0 and layer_1."""
    because = "In `setup()` a list in the attribute `layer` gives these names; in `@nn.compact` say `name=`."
    expect_close(
        student.probe(names, name=name), ["layer_0", "layer_1"], what=f"the layers of `{name}((4, 2))`", because=because
    )


@each_module
def test_relu_between_the_layers_only(student, name):
    """With small weights: relu in the middle, none at the end."""
    params = {
        "layer_0": {"kernel": np.array([[1.0, -1.0]], np.float32), "bias": np.zeros(2, np.float32)},
        "layer_1": {"kernel": np.array([[-1.0], [-2.0]], np.float32), "bias": np.zeros(1, np.float32)},
    }
    x = np.array([[3.0], [-3.0]], np.float32)
    because = "For x = 3 the hidden units are 3 and 0, for x = -3 they are 0 and 3."
    got = student.probe(output, name=name, params=params, x=x)
    expect_close(got, np.array([[-3.0], [-6.0]], np.float32), what=f"`{name}((2, 1))`", because=because)
