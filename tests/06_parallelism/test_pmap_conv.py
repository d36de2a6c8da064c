"""Hidden tests for `pmap_conv`: the right rows, each on its own device, computed there."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

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
def results_moved(student, w, xs):
    """The shapes that are put somewhere by hand during a call, once it has run."""
    import jax
    import jax.numpy as jnp

    original, shapes = jax.device_put, []

    def spy(x, *args, **kwargs):
        shapes.extend(list(jnp.shape(leaf)) for leaf in jax.tree.leaves(x))
        return original(x, *args, **kwargs)

    jax.device_put = spy
    try:
        student.pmap_conv(w, xs)
    finally:
        jax.device_put = original
    return shapes


@probe
def shapes_made_of_kernel(student, w, xs):
    """The shapes of all arrays that are made of the kernel alone; none where the function cannot be traced."""
    import jax
    from jax.extend.core import ClosedJaxpr, Literal

    def walk(jaxpr, known, constant):
        shapes = []
        for equation in jaxpr.eqns:
            inputs = [variable for variable in equation.invars if not isinstance(variable, Literal)]
            programs = [value for value in equation.params.values() if isinstance(value, ClosedJaxpr)]
            if len(programs) == 1 and len(programs[0].jaxpr.invars) == len(equation.invars):
                inner = programs[0].jaxpr
                outside = dict(zip(inner.invars, equation.invars, strict=True))
                mine = {v for v, o in outside.items() if not isinstance(o, Literal) and o in known}
                fixed = {v for v, o in outside.items() if isinstance(o, Literal) or o in constant}
                shapes += walk(inner, mine, fixed | set(inner.constvars))
            if all(variable in constant for variable in inputs):
                constant = constant | set(equation.outvars)
            elif all(variable in known or variable in constant for variable in inputs):
                known = known | set(equation.outvars)
                shapes += [list(variable.aval.shape) for variable in equation.outvars]
        return shapes

    try:
        jaxpr = jax.make_jaxpr(lambda w, xs: student.pmap_conv(w, xs))(w, xs).jaxpr
    except Exception:
        return []  # it need not be possible
    return walk(jaxpr, {jaxpr.invars[0]}, set(jaxpr.constvars))


def draw(rng, *shape):
    """Random float32 numbers."""
    return rng.normal(size=shape).astype(np.float32)


def slide(w, xs):
    """Each row's convolution, in NumPy."""
    return np.stack([[w @ x[i : i + len(w)] for i in range(len(x) - len(w) + 1)] for x in xs]).astype(np.float32)


def answer(student, w, xs):
    """The student's answer, or what is wrong where a mapped kernel is refused."""
    if student.raises(ValueError, "pmap_conv", w, xs):
        fail(
            f"{CALL} raises a ValueError. Is `w` mapped? It has no axis of devices: all share it, so its entry of "
            "`in_axes` is None (of `in_specs` it is `P()`). For `shard_map`, make the mesh as in the demonstration, by "
            f"`Mesh(…)`: one of `jax.make_mesh` takes only arguments that are spread already. {DEVICES}"
        )
    return student.pmap_conv(w, xs)


@pytest.mark.core
@pytest.mark.weight(2)
def test_row_i_is_the_convolution_of_row_i(student, rng):
    """The result is one float32 array of shape (D, n - m + 1), row i the convolution of row i."""
    w, xs = draw(rng, 3), draw(rng, COUNT, 18)
    got, want = answer(student, w, xs), slide(w, xs)
    recognise(got, slide(w[::-1], xs), f"{CALL} flips the kernel; `given_conv` does not. {DEVICES}")
    recognise(got, want[::-1], f"{CALL} has the rows in reverse order. {DEVICES}")
    got = expect_array(got, what=CALL)
    if got.shape == (COUNT, COUNT, 16):
        fail(
            f"{CALL} holds all rows once for each device. Nobody needs another's row: leave `all_gather` out, and let "
            f"each device return its own. {DEVICES}"
        )
    expect_array(got, what=CALL, shape=want.shape, dtype=np.float32)
    because = f"Each device computes `given_conv(w, x)` of its own row. {DEVICES}"
    expect_close(got, want, what=CALL, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(4)
def test_row_i_lives_on_device_i(student, rng):
    """Each device holds one row: device i holds row i."""
    w, xs = draw(rng, 3), draw(rng, COUNT, 18)
    expect_close(answer(student, w, xs), slide(w, xs), what=CALL, atol=1e-4, because=DEVICES)
    seen = student.probe(placement, w=w, xs=xs)
    if seen["array"] is not True:
        fail(f"{CALL} is no `jax.Array`, so it lives on no device. Return what `pmap` gives, as it is. {DEVICES}")
    rows = [[number, [[number, number + 1], [0, 16]], [1, 16]] for number in range(COUNT)]
    where = seen["where"]
    if where == rows:
        return
    shards = where if isinstance(where, list) else []
    if len(shards) == 1:
        fail(
            f"{CALL} lives on a single device. `vmap`, or `jit` without shardings, stays where it is; `pmap` goes "
            f"to all devices. {DEVICES}"
        )
    if len(shards) == COUNT and all(shard[2:] == [[COUNT, 16]] for shard in shards):
        fail(
            f"{CALL} lies on every device as a whole: eight copies of all rows. Each device should hold its own row "
            f"only. {DEVICES}"
        )
    if len(shards) == COUNT and all(shard[2:] == [[COUNT, 2]] for shard in shards):
        fail(f"{CALL} is cut into columns: each device holds a part of every row. Cut the first axis. {DEVICES}")
    fail(f"{CALL} does not lie on the devices row by row: device i, `jax.local_devices()[i]`, holds row i. {DEVICES}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_each_device_computes_its_own_row(student, rng):
    """The results are computed where they live, and not moved there afterwards."""
    w, xs = draw(rng, 3), draw(rng, COUNT, 18)
    expect_close(answer(student, w, xs), slide(w, xs), what=CALL, atol=1e-4, because=DEVICES)
    shapes = student.probe(results_moved, w=w, xs=xs)
    results = [[COUNT, 16], [COUNT, 1, 16], [1, 16], [16]]
    moved = isinstance(shapes, list) and any(shape in results for shape in shapes)
    expect(
        not moved,
        f"{CALL} computes on one device and hands the finished results out with `device_put`: seven devices only "
        f"store. Put the *signals* on the devices, or let `pmap` do it, so that all of them compute. {DEVICES}",
    )
    seen = student.probe(placement, w=w, xs=xs)["where"]
    expect(
        isinstance(seen, list) and len(seen) == COUNT,
        f"{CALL} does not come from {COUNT} devices, so they did not all compute. {DEVICES}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_kernel_is_given_once(student, rng):
    """`w` is shared: no copies of it are stacked."""
    w, xs = draw(rng, 3), draw(rng, COUNT, 18)
    expect_close(answer(student, w, xs), slide(w, xs), what=CALL, atol=1e-4, because=DEVICES)
    shapes = student.probe(shapes_made_of_kernel, w=w, xs=xs)
    copied = isinstance(shapes, list) and any(shape in ([COUNT, 3], [COUNT, 1, 3], [COUNT * 3]) for shape in shapes)
    expect(
        not copied,
        f"{CALL} stacks a copy of `w` for each device. What all share is given once, with None in `in_axes` (or `P()` "
        f"in `in_specs`). {DEVICES}",
    )


def test_a_kernel_of_one_number(student, rng):
    """It works for other lengths, too."""
    w, xs = draw(rng, 1), draw(rng, COUNT, 6)
    because = f"Take m and n from the arguments' shapes. {DEVICES}"
    expect_close(answer(student, w, xs), slide(w, xs), what=f"{CALL} for m = 1, n = 6", atol=1e-4, because=because)
