"""Hidden tests for `matmul_on`: the computation follows the data, to any of eight devices."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_array, expect_close, fail, probe, recognise

SECTION = "See *The same code on CPU, GPU and TPU*."
CALL = "`matmul_on(device, a, b)`"


TROUBLE = {
    "RuntimeError": 'asks for a device that is not there: `jax.devices("gpu")` raises where there is no GPU. '
    "Take the `device` that "
    "comes in",
    "ValueError": "brings arrays together that are committed to different devices. Put both on `device`",
    "TypeError": "calls something that is no function, such as `a.device()` (`a.device` is an attribute), or "
    "combines shapes that do "
    "not fit",
}


@probe
def placed(student, index, a, b):
    """The product for one of the devices, and where it lies; or what was raised."""
    import jax

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
        "committed": bool(y.committed) if lies else False,
        "next": sorted(each.id for each in (y + 1).devices()) if lies else [],
    }


def matrices(rng, m=3, k=3, n=3):
    """Two random matrices."""
    return rng.normal(size=(m, k)).astype(np.float32), rng.normal(size=(k, n)).astype(np.float32)


def tried(student, index, a, b):
    """What the probe saw, once nothing was raised."""
    seen = student.probe(placed, index=index, a=a, b=b)
    for kind, because in TROUBLE.items():
        if seen["raised"] == kind:
            fail(f"{CALL} raised {kind}: most likely it {because}. {SECTION}")
    return seen


def seen_on(student, index, a, b):
    """What the probe saw, once there is a JAX array that can lie anywhere."""
    seen = tried(student, index, a, b)
    if seen["is_jax"] is not True:
        expect_array(seen["y"], what=CALL)
        fail(
            f"{CALL} is a NumPy array, which lies on no device; expected a JAX array. Leave `np.asarray` out. {SECTION}"
        )
    return seen


def test_result_is_a_float32_jax_array(student, rng):
    """The result is a float32 JAX array of shape (m, n)."""
    a, b = matrices(rng, 2, 3, 4)
    expect_array(seen_on(student, 0, a, b)["y"], what=CALL, shape=(2, 4), dtype=np.float32)


@pytest.mark.weight(2)
def test_it_is_the_matrix_product(student, rng):
    """The values are those of the matrix product, for NumPy arrays and for JAX arrays."""
    a, b = matrices(rng)
    want = a @ b
    for send, kind in ((np.asarray, "JAX"), (HostArray, "NumPy")):
        got = tried(student, 0, send(a), send(b))["y"]
        for wrong, because in [
            (a * b, "multiplies entry by entry. The matrix product is `@`"),
            (b @ a, "multiplies in the wrong order, `b @ a`"),
            (a @ b.T, "transposes `b`"),
            (a.T @ b, "transposes `a`"),
        ]:
            recognise(got, wrong, f"{CALL} {because}. {SECTION}", want=want)
        expect_close(got, want, what=f"{CALL} for {kind} arrays", because=f"It is `a @ b`. {SECTION}")


@pytest.mark.weight(4)
def test_it_lies_on_the_device_asked_for(student, rng):
    """The result lies on the device that was asked for, whichever that is, and nowhere else."""
    a, b = matrices(rng)
    tries = [seen_on(student, index, a, b) for index in (3, int(rng.integers(1, 8)), 7, 0)]
    if any(len(seen["on"]) > 1 for seen in tries):
        fail(
            f"{CALL} lies on several devices, a copy on each; expected `device` alone. Hand the `device` itself to "
            f"`jax.device_put`, no sharding over all of them. {SECTION}"
        )
    if len({str(seen["on"]) for seen in tries}) == 1 and all(seen["committed"] is True for seen in tries):
        fail(
            f"{CALL} lies on one and the same device, whichever `device` is. Use the argument, not one that you choose "
            f"from `jax.devices()`. {SECTION}"
        )
    for seen in tries:
        expect(
            seen["on"] == seen["asked"],
            f"{CALL} does not lie on `device`. Arrays that nobody places go to the default device: put the data where "
            f"`device` says, and keep what `jax.device_put(..., device)` gives you. {SECTION}",
        )


@pytest.mark.weight(2)
def test_it_stays_there(student, rng):
    """The result is committed to its device: what is computed from it stays there."""
    a, b = matrices(rng)
    for index in (5, 0):
        seen = seen_on(student, index, a, b)
        expect(
            seen["committed"] is True and seen["next"] == seen["on"],
            f"{CALL} lies on a device but is not committed to it: `y.committed` is false, so JAX may take it "
            "elsewhere. `jax.device_put(..., device)` commits; `jax.default_device` only places, and `jnp.asarray` "
            f"leaves an array that is there already as it is. {SECTION}",
        )


@pytest.mark.weight(2)
def test_numpy_arrays_and_jax_arrays_are_placed_alike(student, rng):
    """It does not matter for the place whether NumPy arrays or JAX arrays come in."""
    for a, b in (matrices(rng), [HostArray(each) for each in matrices(rng)]):
        seen = seen_on(student, 6, a, b)
        expect(
            seen["on"] == seen["asked"],
            f"{CALL} does not lie on `device` for one of the two kinds of arrays. `jax.device_put` takes both. "
            f"{SECTION}",
        )
