"""Visible checks for `matmul_on`; on a machine with one device they look at that one."""

import numpy as np

from gradax.testing import HostArray, expect, expect_close, probe

A = np.arange(6, dtype=np.float32).reshape(2, 3)
B = np.arange(12, dtype=np.float32).reshape(3, 4)


@probe
def placed(student, a, b):
    """Where the results for all devices lie."""
    import jax

    seen = []
    for device in jax.devices():
        y = student.matmul_on(device, a, b)
        if not isinstance(y, jax.Array):
            return "no JAX array"
        seen.append({"on": y.devices() == {device}, "committed": bool(y.committed)})
    return seen


@probe
def product(student, a, b):
    """The product on the first device."""
    import jax

    return student.matmul_on(jax.devices()[0], a, b)


def test_product(student):
    """The matrix product, of NumPy arrays and of JAX arrays."""
    expect_close(student.probe(product, a=A, b=B), A @ B, what="`matmul_on(device, a, b)`")
    got = student.probe(product, a=HostArray(A), b=HostArray(B))
    expect_close(got, A @ B, what="`matmul_on(device, a, b)` for NumPy arrays")


def test_on_the_device(student):
    """The result is committed to the device asked for, for each one that this machine has."""
    seen = student.probe(placed, a=A, b=B)
    expect(not isinstance(seen, str), "`matmul_on(device, a, b)` is not a JAX array.")
    expect(
        all(each == {"on": True, "committed": True} for each in seen),
        "`matmul_on(device, a, b)` must have `y.devices() == {device}` and `y.committed`. `jax.device_put` does both.",
        str(seen),
    )
