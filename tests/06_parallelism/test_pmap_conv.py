"""Hidden tests for `pmap_conv`: the right rows, each on its own device, computed there."""

import numpy as np
import pytest
from helpers import draw, slide
from probes import attempt, shapes_made_of

from gradax.testing import edges, equal, expect, expect_array, expect_close, fail, probe, recognise

DEVICES = "See *Over devices: `pmap`*."
CALL = "`pmap_conv(w, xs)`"
COUNT = 8  # devices in the grader


@probe
def placement(student, w, xs):
    """What the result is, and where it lies, by the number of each device among the local ones."""
    import jax

    from gradax.testing.detectors import devices

    y = student.pmap_conv(w, xs)
    if not isinstance(y, jax.Array):
        return {"array": False, "where": []}
    numbers = {device.id: number for number, device in enumerate(jax.local_devices())}
    where = [[numbers[shard["device"]], shard["index"], shard["shape"]] for shard in devices.placement(y)]
    return {"array": True, "where": where}


@probe
def on_fewer_devices(student, w, xs):
    """The result where JAX finds as many devices as there are rows, and the shapes on each; None where it raises.

    The cell runs there before, for it may ask for the devices when it runs.
    """
    import jax
    from jax.sharding import AxisType, NamedSharding, PartitionSpec

    from gradax.testing.detectors import devices

    few, names = jax.local_devices()[: len(xs)], dict(student.given_conv.__globals__)
    mesh = jax.make_mesh((len(xs),), ("devices",), axis_types=(AxisType.Auto,), devices=few)
    # The notebook's own names, as its cells would have made them on such a machine.
    names |= {"count": len(xs), "mesh": mesh, "everywhere": NamedSharding(mesh, PartitionSpec())}
    names["rows"] = NamedSharding(mesh, PartitionSpec("devices"))

    def there():
        devices.run_cells_again(["pmap_conv"], names)
        return names["pmap_conv"](w, xs)

    y = attempt(lambda: devices.elsewhere(few, there))
    shards = devices.placement(y) if isinstance(y, jax.Array) else []
    return {"value": y, "on": [[shard["device"], shard["shape"]] for shard in shards], "ids": [d.id for d in few]}


@probe
def put_on_devices(student, w, xs):
    """The shapes of all that is put on devices during a call, once it has run."""
    from gradax.testing.detectors import devices

    return devices.transfers(student.pmap_conv, w, xs)


@probe
def talk(student, w, xs):
    """The collectives in the compiled program; none where the function cannot be compiled as a whole."""
    from gradax.testing.detectors import hlo

    return attempt(lambda: hlo.collectives(lambda w, xs: student.pmap_conv(w, xs), w, xs)) or []


@probe
def shapes_of_kernels(student, w, xs):
    """The shapes of all arrays that are made of the kernel alone; none where the function cannot be traced."""
    import jax

    def made():
        jaxpr = jax.make_jaxpr(lambda w, xs: student.pmap_conv(w, xs))(w, xs).jaxpr
        return shapes_made_of(jaxpr.invars[0], jaxpr)

    return attempt(made) or []


def right(w, xs):
    """Each row's convolution, in NumPy."""
    return np.stack([slide(w, x) for x in xs])


def answer(student, w, xs):
    """The student's answer, or what is wrong where a mapped kernel is refused."""
    if student.raises(ValueError, "pmap_conv", w, xs):
        fail(
            f"{CALL} raises a ValueError. Is `w` mapped? It has no axis of devices: all share it, so its entry of "
            "`in_axes` is None (of `in_specs` it is `P()`). For `shard_map`, make the mesh as in the demonstration, by "
            f"`Mesh(…)`: one of `jax.make_mesh` takes only arguments that are spread already. {DEVICES}",
            code="value-error",
        )
    return student.pmap_conv(w, xs)


def drawn(student, rng):
    """Random arguments for which the answer is right, before its program is looked at."""
    w, xs = draw(rng, 3), draw(rng, COUNT, 18)
    expect_close(answer(student, w, xs), right(w, xs), what=CALL, atol=1e-4, because=DEVICES)
    return {"w": w, "xs": xs}


def has_one_of(shapes, wanted):
    """Whether one of the shapes that a probe saw is one of these."""
    return isinstance(shapes, list) and any(shape in wanted for shape in shapes)


@pytest.mark.core
@pytest.mark.weight(5)
def test_row_i_is_the_convolution_of_row_i(student, rng):
    """The result is one float32 array of shape (D, n - m + 1), row i the convolution of row i."""
    w, xs = draw(rng, 3), draw(rng, COUNT, 18)
    got, want = answer(student, w, xs), right(w, xs)
    flips = f"{CALL} flips the kernel; `given_conv` does not. {DEVICES}"
    recognise(got, right(w[::-1], xs), flips, want=want, code="flips")
    recognise(got, want[::-1], f"{CALL} has the rows in reverse order. {DEVICES}", want=want, code="rows-reversed")
    if isinstance(got, list | tuple) and len(got) == COUNT:
        fail(
            f"{CALL} is {COUNT} separate rows. They belong together in one array, in as many pieces as there are "
            f"devices: return what `pmap` gives, as it is. {DEVICES}",
            code="separate-rows",
        )
    got = expect_array(got, what=CALL)
    if got.shape == (COUNT, COUNT, 16):
        fail(
            f"{CALL} holds all rows once for each device. Nobody needs another's row: leave `all_gather` out, and let "
            f"each device return its own. {DEVICES}",
            code="gathers",
        )
    expect_array(got, what=CALL, shape=want.shape, dtype=np.float32)
    because = f"Each device computes `given_conv(w, x)` of its own row. {DEVICES}"
    expect_close(got, want, what=CALL, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_any_lengths(student, rng):
    """It works for kernels of one number, and for kernels as long as the signals."""
    for m, n in edges.LENGTHS:
        w, xs = draw(rng, m), draw(rng, COUNT, n)
        what, because = f"{CALL} for m = {m}, n = {n}", f"Take m and n from the arguments' shapes. {DEVICES}"
        expect_close(answer(student, w, xs), right(w, xs), what=what, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.parametrize("scale", edges.SCALES)
def test_numbers_of_any_size(student, rng, scale):
    """Tiny numbers, huge ones and zeros are numbers like any other."""
    w, xs = (np.float32(scale) * edges.with_zeros(rng, *shape) for shape in ((3,), (COUNT, 18)))
    because = f"Nothing is cut off, added or left out: each row is what `given_conv` gives. {DEVICES}"
    what = f"{CALL} for numbers of about {scale:g}, and zeros,"
    expect_close(answer(student, w, xs), right(w, xs), what=what, atol=1e-4 * scale**2, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("count", [3, 1])
def test_any_number_of_devices(student, rng, count):
    """Where JAX finds fewer devices, it works with as many rows."""
    drawn(student, rng)
    w, xs = draw(rng, 3), draw(rng, count, 18)
    seen = student.probe(on_fewer_devices, w=w, xs=xs)
    if seen["value"] is None:
        fail(
            f"{CALL} raises where JAX finds fewer than {COUNT} devices. D is what `jax.local_device_count()` says: "
            f"write no number into the code. {DEVICES}",
            code="eight-devices",
        )
    what = f"{CALL} where JAX finds {count} devices,"
    expect_close(seen["value"], right(w, xs), what=what, atol=1e-4, because=DEVICES)
    rows = [[number, [1, 16]] for number in seen["ids"]] if isinstance(seen["ids"], list) else []
    expect(
        seen["on"] == rows and len(rows) == count,
        f"{CALL} does not put one row on each device where JAX finds {count} of them: they are what "
        f"`jax.local_devices()` says. {DEVICES}",
    )


def refuse_known_places(shards):
    """Say where the result lies, where that is a known mistake."""
    if len(shards) == 1:
        fail(
            f"{CALL} lives on a single device. `vmap`, or `jit` without shardings, stays where it is; `pmap` goes "
            f"to all devices. {DEVICES}",
            code="one-device",
        )
    if len(shards) != COUNT:
        return
    if all(shard[2:] == [[COUNT, 16]] for shard in shards):
        fail(
            f"{CALL} lies on every device as a whole: eight copies of all rows. Each device should hold its own row "
            f"only. {DEVICES}",
            code="whole-everywhere",
        )
    if all(shard[2:] == [[COUNT, 2]] for shard in shards):
        fail(
            f"{CALL} is cut into columns: each device holds a part of every row. Cut the first axis. {DEVICES}",
            code="columns",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_row_i_lives_on_device_i(student, rng):
    """Each device holds one row: device i holds row i."""
    seen = student.probe(placement, **drawn(student, rng))
    if seen["array"] is not True:
        fail(
            f"{CALL} is not a `jax.Array`, so it lives on no device. Return what `pmap` gives, as it is. {DEVICES}",
            code="no-jax-array",
        )
    shards = seen["where"] if isinstance(seen["where"], list) else []
    refuse_known_places([shard for shard in shards if isinstance(shard, list)])
    expect(
        shards == [[number, [[number, number + 1], [0, 16]], [1, 16]] for number in range(COUNT)],
        f"{CALL} does not lie on the devices row by row: device i, `jax.local_devices()[i]`, holds row i. {DEVICES}",
    )


@pytest.mark.core
def test_each_device_computes_its_own_row(student, rng):
    """The results are computed where they live, and not moved there afterwards."""
    data = drawn(student, rng)
    shapes = student.probe(put_on_devices, **data)
    expect(
        not has_one_of(shapes, [[COUNT, 16], [COUNT, 1, 16], [1, 16], [16]]),
        f"{CALL} puts finished results on devices. They stay where they are computed: put the *signals* on the "
        f"devices, or let `pmap` do it, so that all of them compute. {DEVICES}",
        code="results-moved",
    )
    seen = student.probe(placement, **data)["where"]
    expect(
        isinstance(seen, list) and len(seen) == COUNT,
        f"{CALL} does not come from {COUNT} devices, so they did not all compute. {DEVICES}",
    )


@pytest.mark.core
def test_the_devices_do_not_talk(student, rng):
    """No device needs what another has: there is no communication in the compiled program."""
    data = drawn(student, rng)
    expect(
        equal(student.probe(talk, **data), []),
        f"The devices talk to each other in the compiled program of {CALL}. Each row stays where it is computed, and "
        f"nobody needs another's. {DEVICES}",
        code="devices-talk",
    )


@pytest.mark.core
def test_the_kernel_is_given_once(student, rng):
    """`w` is shared: no copies of it are stacked."""
    data = drawn(student, rng)
    stacked = [[COUNT, 3], [COUNT, 1, 3], [COUNT * 3]]
    copied = [has_one_of(student.probe(each, **data), stacked) for each in (put_on_devices, shapes_of_kernels)]
    expect(
        not any(copied),
        f"{CALL} stacks a copy of `w` for each device. What all share is given once, with None in `in_axes` (or `P()` "
        f"in `in_specs`). {DEVICES}",
        code="kernels-stacked",
    )
