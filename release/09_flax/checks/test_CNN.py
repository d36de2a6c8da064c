"""Visible checks of `CNN`."""

import numpy as np

from gradax.testing import expect, expect_array, probe


@probe
def scores(student, x):
    """The scores of some pictures."""
    import jax

    model = student.CNN()
    return jax.jit(model.init_with_output)(jax.random.key(0), x)[0]


@probe
def anatomy(student, x):
    """The kernels' shapes and the number of parameters; nothing is computed."""
    import jax

    leaves = jax.tree.leaves(jax.eval_shape(student.CNN().init, jax.random.key(0), x))
    return {
        "kernels": [list(leaf.shape) for leaf in leaves if leaf.ndim == 4],
        "parameters": int(sum(leaf.size for leaf in leaves)),
    }


X = np.linspace(0, 1, 3 * 28 * 28, dtype=np.float32).reshape(3, 28, 28)


def test_ten_scores_for_each_picture(student):
    """Three pictures have scores of shape (3, 10)."""
    expect_array(student.probe(scores, x=X), what="`CNN()` of three pictures", shape=(3, 10), dtype=np.float32)


def test_the_channel_axis_was_added(student):
    """The first convolution sees one channel."""
    kernels = student.probe(anatomy, x=X)["kernels"]
    expect(
        any(kernel[2] == 1 for kernel in kernels),
        f"The kernels have the shapes {kernels}: none has one input channel. Add the channel axis: `x[..., None]`.",
    )


def test_two_convolutions_and_not_too_many_parameters(student):
    """It has at least two convolutions and at most 500 000 parameters."""
    seen = student.probe(anatomy, x=X)
    expect(len(seen["kernels"]) >= 2, f"It has {len(seen['kernels'])} convolution(s).")
    expect(seen["parameters"] <= 500_000, f"It has {seen['parameters']} parameters. Pool more before the dense layer.")
