"""Visible checks of `CNN`."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, fail, probe

X = np.linspace(0, 1, 3 * 28 * 28, dtype=np.float32).reshape(3, 28, 28)

CHANNELS = "Flax wants the channel axis last, unlike PyTorch: `x[..., None]` has shape (batch, 28, 28, 1)."


@probe
def scores(student, x):
    """The scores of some pictures, in this order and the other way round; None where the pictures become empty."""
    import jax

    model = student.CNN()
    try:
        variables = model.init(jax.random.key(0), x)
    except ZeroDivisionError:
        return None
    apply = jax.jit(model.apply)
    return {"scores": apply(variables, x), "reversed": apply(variables, x[::-1])}


@probe
def anatomy(student, x):
    """The number of convolutions and of parameters; nothing is computed."""
    import jax

    from gradax.testing.detectors import jaxpr

    model = student.CNN()
    variables = jax.eval_shape(model.init, jax.random.key(0), x)
    used = jaxpr.primitives(model.apply, variables, x)
    rounds = 2 if "scan" in used or "while" in used else 1  # at least: what stands in a loop counts once
    return {
        "convolutions": rounds * used.get("conv_general_dilated", 0),
        "parameters": sum(leaf.size for leaf in jax.tree.leaves(variables)),
    }


@pytest.fixture(scope="module")
def seen(student):
    """The scores, once for all checks: compiling takes a while, and so does `init`, which is not compiled."""
    found = student.within(60).probe(scores, x=X)
    if found is None:
        fail(f"Nothing is left of the pictures when the last layers see them. {CHANNELS}")
    return found


def test_ten_scores_for_each_picture(seen):
    """Three pictures have scores of shape (3, 10)."""
    scored = expect_array(seen["scores"], what="`CNN()` of three pictures", dtype=np.float32)
    if scored.shape == (1, 10):
        fail(
            f"`CNN()` takes three pictures for one. Is the channel axis missing, or is the batch flattened? {CHANNELS}"
        )
    expect_array(scored, what="`CNN()` of three pictures", shape=(3, 10))


def test_each_picture_is_scored_on_its_own(seen):
    """The same pictures in reverse order have the same scores in reverse order."""
    because = "Is a whole batch taken for one picture? Add the channel axis: `x[..., None]`."
    for_each = [expect_array(seen[name], what="the scores", shape=(3, 10)) for name in ("scores", "reversed")]
    expect_close(for_each[1][::-1], for_each[0], what="the scores", rtol=1e-3, atol=1e-4, because=because)


def test_two_convolutions_and_not_too_many_parameters(student):
    """It has at least two convolutions and at most 500 000 parameters."""
    found = student.probe(anatomy, x=X)
    expect(found["convolutions"] >= 2, f"It has {found['convolutions']} convolution(s).")
    expect(
        found["parameters"] <= 500_000, f"It has {found['parameters']} parameters. Pool more before the dense layer."
    )
