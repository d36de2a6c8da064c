"""Hidden tests for `matmul_on`: the computation follows the data, to any of eight devices."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_array, expect_close, fail, probe, recognise

SECTION = "See *The same code on CPU, GPU and TPU*."
CALL = "`matmul_on(device, a, b)`"


TROUBLE = {
    "RuntimeError": 'asks for a device that is not there: `jax.devices("gpu")` raises where there is no GPU. '
    "Take the `device` that comes in",
    "ValueError": "brings arrays together that are committed to different devices. Put both on `device`",
    "TypeError": "calls something that is not a function, such as `a.device()` (`a.device` is an attribute), or "
    "combines shapes that do not fit",
}


@probe
def placed(student, index, a, b):
    """The product for one of the devices, and where it lies; or what was raised."""
    import jax

    from gradax.testing.detectors import devices

    device, y, raised = jax.devices()[index % len(jax.devices())], None, ""
    try:
        y = student.matmul_on(device, a, b)
    except (RuntimeError, ValueError, TypeError) as error:
        if isinstance(error, NotImplementedError):
            raise
        raised = next(kind.__name__ for kind in (RuntimeError, ValueError, TypeError) if isinstance(error, kind))
    lies = isinstance(y, jax.Array)
    return {
        "raised": raised,
        "y": y,
        "is_jax": lies,
        "asked": [device.id],
        "on": sorted(each.id for each in y.devices()) if lies else [],
        "committed": devices.committed(y) if lies else False,
        "next": sorted(each.id for each in (y + 1).devices()) if lies else [],
    }


def matrices(rng, m=3, k=3, n=3):
    """Two random matrices."""
    return rng.normal(size=(m, k)).astype(np.float32), rng.normal(size=(k, n)).astype(np.float32)


def tried(student, index, a, b):
    """What the probe saw, once nothing was raised."""
    seen = student.probe(placed, index=index, a=a, b=b)
    for kind, because in TROUBLE.items():
        if isinstance(seen["raised"], str) and seen["raised"] == kind:
            fail(f"{CALL} raised {kind}: most likely it {because}. {SECTION}")
    return seen


def seen_on(student, index, a, b):
    """What the probe saw, once there is a JAX array that can lie anywhere."""
    seen = tried(student, index, a, b)
    if seen["is_jax"] is not True:
        expect_array(seen["y"], what=CALL)
        fail(
            f"{CALL} is a NumPy array, which lies on no device; expected a JAX array. Leave `np.asarray` out. "
            f"{SECTION}",
            code="numpy-array",
        )
    return seen


def is_asked_for(seen):
    """Whether the array lies on the device asked for, and nowhere else."""
    return isinstance(seen["on"], list) and isinstance(seen["asked"], list) and repr(seen["on"]) == repr(seen["asked"])


def is_product(seen, a, b, what):
    """Expect that what lies there is the product."""
    because = f"It lies where it should, but it is not `a @ b`. {SECTION}"
    atol = 1e-5 * float((np.abs(a) @ np.abs(b)).max())  # in whatever order it is summed up
    expect_close(seen["y"], a @ b, what=what, atol=atol, because=because)


@pytest.mark.core
def test_result_is_a_float32_jax_array(student, rng):
    """The result is a float32 JAX array of shape (m, n), for long and flat matrices and for large numbers, too."""
    for m, k, n, scale in ((2, 3, 4, 1), (1, 5, 1, 1e6), (3, 1, 2, 1), (2, 300, 3, 1)):
        a, b = matrices(rng, m, k, n)
        a *= np.float32(scale)
        seen = seen_on(student, 0, a, b)
        expect_array(seen["y"], what=CALL, shape=(m, n), dtype=np.float32)
        is_product(seen, a, b, CALL)


@pytest.mark.core
@pytest.mark.weight(2)
def test_it_is_the_matrix_product(student, rng):
    """The values are those of the matrix product, for NumPy arrays and for JAX arrays, and for one of each."""
    a, b = matrices(rng)
    want = a @ b
    for first, second, kind in (
        (np.asarray, np.asarray, "JAX arrays"),
        (HostArray, HostArray, "NumPy arrays"),
        (HostArray, np.asarray, "a NumPy array and a JAX array"),
    ):
        got = tried(student, 0, first(a), second(b))["y"]
        for code, wrong, because in [
            ("by-entry", a * b, "multiplies entry by entry. The matrix product is `@`"),
            ("wrong-order", b @ a, "multiplies in the wrong order, `b @ a`"),
            ("transposes", a @ b.T, "transposes `b`"),
            ("transposes", a.T @ b, "transposes `a`"),
        ]:
            recognise(got, wrong, f"{CALL} {because}. {SECTION}", want=want, code=code)
        expect_close(got, want, what=f"{CALL} for {kind}", because=f"It is `a @ b`. {SECTION}")


@pytest.mark.core
@pytest.mark.weight(3)
def test_it_lies_on_the_device_asked_for(student, rng):
    """The product lies on the device that was asked for, whichever that is, and nowhere else."""
    a, b = matrices(rng)
    tries = [seen_on(student, index, a, b) for index in (3, int(rng.integers(1, 8)), 7, 0)]
    if any(isinstance(seen["on"], list) and len(seen["on"]) > 1 for seen in tries):
        fail(
            f"{CALL} lies on several devices; expected `device` alone. Pass the `device` itself to `jax.device_put`, "
            f"not a sharding over several of them. {SECTION}",
            code="several-devices",
        )
    if len({repr(seen["on"]) for seen in tries}) == 1 and all(seen["committed"] is True for seen in tries):
        fail(
            f"{CALL} lies on one and the same device, whichever `device` is. Use the argument, not one that you choose "
            f"from `jax.devices()`. {SECTION}",
            code="always-the-same",
        )
    for seen in tries:
        expect(
            is_asked_for(seen),
            f"{CALL} does not lie on `device`. Arrays that nobody places go to the default device: put the data where "
            f"`device` says, and keep what `jax.device_put(..., device)` gives you. {SECTION}",
        )
        is_product(seen, a, b, CALL)


@pytest.mark.core
@pytest.mark.weight(2)
def test_it_stays_there(student, rng):
    """The product is committed to its device: what is computed from it stays there."""
    a, b = matrices(rng)
    for index in (5, 0):
        seen = seen_on(student, index, a, b)
        expect(
            seen["committed"] is True and isinstance(seen["on"], list) and repr(seen["next"]) == repr(seen["on"]),
            f"{CALL} lies on a device but is not committed to it: `y.committed` is false, so JAX may take it "
            "elsewhere. `jax.device_put(..., device)` commits; `jax.default_device` only places, and `jnp.asarray` "
            f"leaves an array that is there already as it is. {SECTION}",
            code="not-committed",
        )
        is_product(seen, a, b, CALL)


@pytest.mark.core
@pytest.mark.weight(2)
def test_numpy_arrays_and_jax_arrays_are_placed_alike(student, rng):
    """The place is the same whether NumPy arrays or JAX arrays come in."""
    for wrap, kind in ((np.asarray, "JAX arrays"), (HostArray, "NumPy arrays")):
        a, b = matrices(rng)
        seen = seen_on(student, 6, wrap(a), wrap(b))
        expect(
            is_asked_for(seen),
            f"{CALL} does not lie on `device` for {kind}. `jax.device_put` takes arrays of JAX and of NumPy. {SECTION}",
        )
        is_product(seen, a, b, CALL)
