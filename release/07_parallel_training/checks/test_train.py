"""Visible checks of `train`, on as many devices as there are."""

import numpy as np

from gradax.testing import expect, expect_array, expect_close, probe


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
    """Ten steps on all devices, and on one with all the data."""
    import jax
    import jax.numpy as jnp

    x, y, _ = student.linear_data(jax.random.key(2), 4 * jax.local_device_count())
    params = {"w": jnp.zeros(3), "b": jnp.float32(0)}
    got = student.train(params, x, y, 10, 0.05)
    losses = []
    for _ in range(10):
        loss, grads = jax.value_and_grad(student.linear_loss)(params, x, y)
        params = jax.tree.map(lambda p, g: p - 0.05 * g, params, grads)
        losses.append(float(loss))
    return {"got": got, "params": params, "losses": losses}


@probe
def uneven(student):
    """What one example too many leads to."""
    import jax
    import jax.numpy as jnp

    count = jax.local_device_count()
    x, y, _ = student.linear_data(jax.random.key(2), 4 * count + 1)
    try:
        student.train({"w": jnp.zeros(3), "b": jnp.float32(0)}, x, y, 1)
    except ValueError as error:
        return {"error": "ValueError", "text": str(error), "numbers": [str(4 * count + 1), str(count)]}
    return {"error": "", "text": "", "numbers": []}


def trained(student):
    """The run, its structure checked."""
    expect_several(student)
    got = student.probe(compared)
    result = got["got"]
    expect(
        isinstance(result, tuple)
        and len(result) == 2
        and isinstance(result[0], dict)
        and sorted(result[0]) == ["b", "w"],
        '`train(params, xs, ys, 10, 0.05)` is not the tuple `(params, losses)`, with "w" and "b" in `params`.',
    )
    return got


def test_parameters(student):
    """After ten steps the parameters are those of one device with all the data."""
    got = trained(student)
    what = "the parameters of `train(params, xs, ys, 10, 0.05)`"
    expect_array(got["got"][0]["w"], what=f'"w" in {what}', shape=(3,))
    because = "Shards of all examples, averaged gradients, and one copy handed out."
    expect_close(got["got"][0], got["params"], what=what, rtol=1e-3, atol=1e-4, because=because)


def test_losses(student):
    """The losses are ten numbers, each measured before its step."""
    got = trained(student)
    losses = got["got"][1]
    if isinstance(losses, list | tuple):
        what = "a loss of `train(params, xs, ys, 10, 0.05)`"
        losses = [loss if isinstance(loss, float) else expect_array(loss, what=what, shape=()) for loss in losses]
    because = "Keep one number for each step, over all examples, before the update."
    what = "the losses of `train(params, xs, ys, 10, 0.05)`"
    expect_close(
        np.array(losses, np.float32), np.array(got["losses"], np.float32), what=what, rtol=1e-3, because=because
    )


def test_one_example_too_many(student):
    """One example too many is a ValueError that names both numbers."""
    expect_several(student)
    got = student.probe(uneven)
    expect(
        got["error"] == "ValueError",
        "`train(params, xs, ys, 1)` with one example too many for the devices does not raise a `ValueError`.",
    )
    expect(
        all(number in got["text"] for number in got["numbers"]),
        "The `ValueError` does not name both the number of examples and that of devices.",
        f"it says: {got['text']}",
    )
