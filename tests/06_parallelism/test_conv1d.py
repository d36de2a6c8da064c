"""Hidden tests for `conv1d`: a correlation that JAX can transform."""

import numpy as np
import pytest
from helpers import draw, slide

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise
from gradax.testing.edges import SCALES

ONE = "See *One convolution*."
CALL = "`conv1d(w, x)`"


@probe
def transformed(student, w, x):
    """What jit and vmap give."""
    import jax
    import jax.numpy as jnp

    two = jax.vmap(student.conv1d)(jnp.stack([w, 2 * w]), jnp.stack([x, x]))
    return {"jit": jax.jit(student.conv1d)(w, x), "vmap": two}


@probe
def gradients(student, w, x, c):
    """The gradients of a weighted sum of the result."""
    import jax

    return jax.grad(lambda w, x: (c * student.conv1d(w, x)).sum(), argnums=(0, 1))(w, x)


@probe
def convolving(student):
    """The function itself."""
    return student.conv1d


@pytest.mark.weight(2)
def test_one_number_for_each_place(student, rng):
    """The result is a float32 array of shape (n - m + 1,)."""
    w, x = draw(rng, 4), draw(rng, 11)
    got = expect_array(student.conv1d(w, x), what=CALL)
    borders = (
        "at the borders the kernel sticks out. There are only n - m + 1 places where the whole of it lies on the "
        'signal: mode="valid"'
    )
    short = "has n - m entries, one too few. From 0 to n - m there are n - m + 1"
    many = "has one entry too many for a kernel of four. It should work for kernels of any length, not of three only"
    for length, because, code in [
        (11, f"is as long as the signal: {borders}", "as-long-as-the-signal"),
        (14, f"is longer than the signal: {borders}", "longer-than-the-signal"),
        (7, short, "one-short"),
        (9, many, "one-too-many"),
    ]:
        if got.shape == (length,):
            fail(f"{CALL} {because}. {ONE}", code=code)
    expect_array(got, what=CALL, shape=(8,), dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(3)
def test_slides_the_kernel_without_flipping_it(student, rng):
    """The entries are those of the formula, for a kernel that is not symmetric."""
    w, x = draw(rng, 4), draw(rng, 11)
    got, want = student.conv1d(w, x), slide(w, x)
    recognise(
        got,
        slide(w[::-1], x),
        f"{CALL} flips the kernel. The formula multiplies w[0] by the first number below the kernel, w[1] by the "
        f"second. `convolve` flips, `correlate` does not. {ONE}",
        want=want,
        code="flips",
    )
    told = f"{CALL} gives the right numbers in reverse order. Which argument slides? {ONE}"
    recognise(got, want[::-1], told, want=want, code="reversed")
    told = f"{CALL} is divided by m: the formula has a sum, not a mean. {ONE}"
    recognise(got, want / len(w), told, want=want, code="mean")
    expect_close(got, want, what=CALL, because=f"Entry i is the sum of w[k] * x[i + k] over k. {ONE}")


@pytest.mark.core
@pytest.mark.parametrize(
    ("m", "n", "scale"), [(1, 6, 1), (6, 6, 1), (1, 1, min(SCALES)), (4, 3000, min(SCALES)), (40, 60, max(SCALES))]
)
def test_shortest_and_longest_kernels(student, rng, m, n, scale):
    """It works for a kernel of one number, of many, and for one as long as the signal, and for numbers of any size."""
    w, x = (draw(rng, size) * np.float32(scale) for size in (m, n))
    w = w + w[::-1]  # a flip does not matter here
    what = f"{CALL} for m = {m}, n = {n}"
    because = f"1 ≤ m ≤ n, both ends included. {ONE}"
    expect_close(student.conv1d(w, x), slide(w, x), what=what, atol=1e-4 * scale**2, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_under_jit_vmap_and_grad(student, rng):
    """It gives the same result under `jit` and `vmap`, and has the right gradients."""
    w, x = draw(rng, 4), draw(rng, 11)
    seen = student.probe(transformed, w=w, x=x)
    want = slide(w, x)
    because = f"Compute with `jnp` alone, so that tracing sees everything. {ONE}"
    expect_close(seen["jit"], want, what=f"{CALL} under `jit`", because=because)
    expect_close(seen["vmap"], np.stack([want, 2 * want]), what=f"{CALL} under `vmap`", atol=1e-4, because=because)
    c = draw(rng, *want.shape)
    pair = student.probe(gradients, w=w, x=x, c=c)
    expect_tree(pair, (w, x), what=f"the gradients of a sum over {CALL}")
    right = [slide(c, x), np.convolve(c, w)]
    for name, gradient, each in zip("wx", pair, right, strict=True):
        because = f"All of `{name}` must be on its way to the output, with nothing that stops gradients. {ONE}"
        what = f"the gradient of a sum over {CALL} with respect to `{name}`"
        expect_close(gradient, each, what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_no_loop_over_the_signal(student, rng):
    """The program does not grow with n."""
    w, x = draw(rng, 4), draw(rng, 31)
    shorter = draw(rng, 11)
    small, larger = student.export(convolving, w, shorter), student.export(convolving, w, x)
    expect_close(larger(w, x), slide(w, x), what=CALL, atol=1e-4, because=ONE)
    expect(
        small.size == larger.size,
        f"The program of {CALL} has another length for another signal: a Python loop over its places writes every "
        f"step into it. Loop over the kernel's few numbers instead, or let `jnp` do all places at once. {ONE}",
        code="grows",
    )
    expect_close(small(w, shorter), slide(w, shorter), what=CALL, atol=1e-4, because=ONE)
