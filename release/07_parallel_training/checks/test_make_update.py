"""Visible checks of `make_update`, on as many devices as there are."""

import numpy as np

from gradax.testing import expect, expect_close, expect_tree, probe


@probe
def devices(student):
    """How many devices there are."""
    import jax

    return jax.local_device_count()


def expect_several(student):
    """On one device wrong averages look right: say so."""
    expect(
        student.probe(devices) != 1,
        "There is one device only, where nothing can be checked: a wrong average looks right. Restart the kernel, and "
        "run the first cell of the notebook before anything else.",
    )


@probe
def compared(student):
    """One step on all devices, and on one with all the data."""
    import jax
    import jax.numpy as jnp

    count = jax.local_device_count()
    x, y, _ = student.linear_data(jax.random.key(1), 4 * count)
    params = {"w": jnp.array([1.0, -1.0, 2.0]), "b": jnp.float32(0.5)}
    copies = jax.tree.map(lambda leaf: jnp.stack([leaf] * count), params)
    update = student.make_update(student.linear_loss, 0.1)
    new, losses = jax.block_until_ready(update(copies, x.reshape(count, 4, 3), y.reshape(count, 4)))
    loss, grads = jax.value_and_grad(student.linear_loss)(params, x, y)
    return {
        "params": new,
        "losses": losses,
        "want": jax.tree.map(lambda p, g: jnp.stack([p - 0.1 * g] * count), params, grads),
        "loss": jnp.stack([loss] * count),
    }


def step(student):
    """The step, its structure checked."""
    expect_several(student)
    got = student.probe(compared)
    expect_tree((got["params"], got["losses"]), (got["want"], got["loss"]), what="`update(params, x, y)`")
    return got


def test_parameters_and_losses(student):
    """A step returns (params, losses), each with a first axis for the devices."""
    step(student)


def test_all_devices_hold_the_same(student):
    """All devices hold the same parameters afterwards."""
    w = step(student)["params"]["w"]
    because = "Average the gradients of all devices before you use them, and after you have differentiated."
    expect_close(w, np.stack([w[0]] * len(w)), what="`w` on the devices, compared with the first,", because=because)


def test_as_one_device_with_all_the_data(student):
    """The parameters and losses are those of one device with all the data."""
    got = step(student)
    because = "Subtract `lr` times the mean of all gradients. The loss is a mean, too, measured before the step."
    what = "`update(params, x, y)`, compared with one device,"
    expect_close((got["params"], got["losses"]), (got["want"], got["loss"]), what=what, rtol=1e-3, because=because)
