"""Visible checks of `CNN`."""

import numpy as np

from gradax.testing import expect, expect_array, probe


@probe
def facts(student, x):
    """The scores, the kernels' shapes and the number of parameters."""
    import jax

    model = student.CNN()
    y, variables = jax.jit(model.init_with_output)(jax.random.key(0), x)
    leaves = jax.tree.leaves(variables)
    return {
        "scores": y,
        "kernels": [list(leaf.shape) for leaf in leaves if leaf.ndim == 4],
        "parameters": int(sum(leaf.size for leaf in leaves)),
    }


X = np.linspace(0, 1, 3 * 28 * 28, dtype=np.float32).reshape(3, 28, 28)


def test_ten_scores_for_each_picture(student):
    """Three pictures have scores of shape (3, 10)."""
    expect_array(student.probe(facts, x=X)["scores"], what="`CNN()` of three pictures", shape=(3, 10), dtype=np.float32)


def test_the_channel_axis_was_added(student):
    """The first convolution sees one channel."""
    kernels = student.probe(facts, x=X)["kernels"]
    expect(
        any(kernel[2] == 1 for kernel in kernels),
        f"The kernels have the shapes {kernels}: none has one input channel. Add the channel axis: `x[..., None]`.",
    )


def test_two_convolutions_and_not_too_many_parameters(student):
    """It has at least two convolutions and at most 500 000 parameters."""
    seen = student.probe(facts, x=X)
    expect(len(seen["kernels"]) >= 2, f"It has {len(seen['kernels'])} convolution(s).")
    expect(seen["parameters"] <= 500_000, f"It has {seen['parameters']} parameters. Pool more before the dense layer.")
