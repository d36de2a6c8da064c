"""Visible checks of `pmap_conv`, on however many devices there are."""

from gradax.testing import Compared, expect, expect_close, probe


@probe
def on_all_devices(student):
    """The result for a small example, the right one, and where its rows lie."""
    import jax
    import jax.numpy as jnp

    from gradax.testing.detectors import devices

    count = jax.local_device_count()
    xs = jnp.arange(count * 5.0).reshape(count, 5)
    y = student.pmap_conv(jnp.array([0.0, 1.0, 2.0]), xs)
    shards = devices.placement(y) if isinstance(y, jax.Array) else []
    ids = sorted(device.id for device in jax.local_devices())
    rows = [{"device": number, "index": [[i, i + 1], [0, 3]], "shape": [1, 3]} for i, number in enumerate(ids)]
    return {"value": y, "want": xs[:, 1:4] + 2 * xs[:, 2:5], "shards": shards, "rows": rows}


@probe
def example(student):
    """The text's example, for all devices that there are."""
    import jax
    import jax.numpy as jnp

    y = student.pmap_conv(jnp.ones(3), jnp.ones((jax.local_device_count(), 5)))
    return y.addressable_shards[0].data.shape if isinstance(y, jax.Array) else "not a jax.Array"


def test_the_worked_example(student):
    """With ones of shape (D, 5), device 0 holds an array of shape (1, 3)."""
    expect_close(student.probe(example), (1, 3), what="`pmap_conv(w, xs).addressable_shards[0].data.shape`")


def test_the_numbers(student):
    """Row i is the convolution of row i."""
    seen = student.probe(on_all_devices)
    expect_close(seen["value"], seen["want"], what="`pmap_conv(w, xs)`", because="Each device convolves its own row.")


def test_a_row_on_each_device(student):
    """Each device holds one row."""
    seen = student.probe(on_all_devices)
    held = {shard["device"]: shard["shape"] for shard in seen["shards"]}
    expect(
        held == {row["device"]: row["shape"] for row in seen["rows"]},
        "Each device should hold an array of shape (1, 3), a row. See section 5.",
        f"shapes, by device: {held}",
        compared=Compared(seen["shards"], seen["rows"]),
    )
