"""Hidden tests for `vmap_tree`: kernels mapped, bias shared, in one tree."""

import numpy as np
import pytest
from helpers import draw, slide

from gradax.testing import edges, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

TREES = "See *Trees of arguments*."
CALL = "`vmap_tree(params, x)`"


@probe
def jitted(student, params, x):
    """The result under jit."""
    import jax

    return jax.jit(student.vmap_tree)(params, x)


@probe
def gradients(student, params, x, c):
    """The gradient of a weighted sum of the result."""
    import jax

    return jax.grad(lambda params: (c * student.vmap_tree(params, x)).sum())(params)


@probe
def twice(student, params, x):
    """The results of two calls with the same dict."""
    return [student.vmap_tree(params, x) for _ in range(2)]


@probe
def mapping(student):
    """The function itself."""
    return student.vmap_tree


def ensemble(rng, size=4):
    """Random kernels of three numbers and a bias that matters."""
    return {
        "w": rng.normal(size=(size, 3)).astype(np.float32),
        "b": np.float32(rng.choice([-1, 1]) * rng.uniform(1, 2)),
    }


def answer(student, params, x):
    """The student's answer, or what is wrong where `vmap` refuses."""
    if student.raises(TypeError, "vmap_tree", params, x):
        fail(
            f"{CALL} raises a TypeError. Where `in_axes` is a bare dict, JAX takes it for the list of all arguments: "
            f"put the dict in a tuple, with an entry for each argument. {TREES}",
            code="raises-type-error",
        )
    if any(student.raises(error, "vmap_tree", params, x) for error in (ValueError, IndexError)):
        fail(
            f"{CALL} raises. `b` has no axis to map over, and `x` is shared: both have None in `in_axes`. For a dict "
            f"that is a dict like it, within a tuple that has one entry for each argument. {TREES}",
            code="raises",
        )
    return student.vmap_tree(params, x)


def test_a_row_for_each_filter(student, rng):
    """The result is a float32 array of shape (B, n - m + 1), for a single filter, too."""
    for size in (4, 1):
        got = expect_array(answer(student, ensemble(rng, size), draw(rng, 9)), what=f"{CALL} for {size} filters")
        if got.shape == (7, size) and size > 1:
            fail(f"{CALL} has the filters in its last axis. They belong in the first. {TREES}", code="filters-last")
        expect_array(got, what=f"{CALL} for B = {size}", shape=(size, 7), dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(3)
def test_each_kernel_and_the_one_bias(student, rng):
    """Row i is the convolution with kernel i, plus the bias."""
    params, x = ensemble(rng), draw(rng, 9)
    got, rows = answer(student, params, x), np.stack([slide(w, x) for w in params["w"]])
    b = params["b"]
    early = np.stack([slide(w, x + b) for w in params["w"]])
    flipped = np.stack([slide(w[::-1], x) for w in params["w"]]) + b
    often = "adds the bias for each number of the kernel. Add it once, after the convolution"
    for wrong, because, code in [
        (rows, "leaves the bias out", "no-bias"),
        (rows * b, "multiplies by the bias. Add it", "times-the-bias"),
        (early, "adds the bias to the signal. Add it to the convolution", "bias-in-the-signal"),
        (rows + 3 * b, often, "bias-often"),
        (flipped, "flips the kernels; `given_conv` does not", "flips"),
        (np.broadcast_to(rows.sum(0) + b, rows.shape), "adds up all filters. Each has a row of its own", "sums"),
    ]:
        recognise(got, wrong, f"{CALL} {because}. {TREES}", want=rows + b, code=code)
    because = f'Row i is the convolution of `x` with `params["w"][i]`, plus `params["b"]`. {TREES}'
    expect_close(got, rows + b, what=CALL, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_no_loop_over_the_filters(student, rng):
    """The program does not grow with B."""
    x, params = draw(rng, 9), ensemble(rng)
    answer(student, params, x)
    cases = [params, ensemble(rng, 9), ensemble(rng, 33)]
    programs = [student.export(mapping, each, x) for each in cases]
    expect(
        all(program.size == programs[0].size for program in programs),
        f"The program of {CALL} has another length for another number of filters, as a Python loop writes each into "
        f"it. Let `vmap` do it. {TREES}",
        code="grows",
    )
    for program, each in zip(programs, cases, strict=True):
        want = np.stack([slide(w, x) for w in each["w"]]) + each["b"]
        expect_close(program(each, x), want, what=CALL, atol=1e-4, because=TREES)


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_under_jit_and_grad(student, rng):
    """It gives the same result under `jit`, and gradients of the parameters' own shapes."""
    params, x = ensemble(rng), draw(rng, 9)
    answer(student, params, x)
    want = np.stack([slide(w, x) for w in params["w"]]) + params["b"]
    because = f"Compute with `jnp` alone: under `jit` there are no numbers to take out. {TREES}"
    got = student.probe(jitted, params=params, x=x)
    expect_close(got, want, what=f"{CALL} under `jit`", atol=1e-4, because=because)
    c = draw(rng, *want.shape)
    got = student.probe(gradients, params=params, x=x, c=c)
    expect_tree(got, params, what=f"the gradient of a sum over {CALL}")
    right = {"w": np.stack([slide(row, x) for row in c]), "b": c.sum()}
    because = f"Both leaves must be on the way to the output. {TREES}"
    what = f"the gradient of a sum over {CALL}"
    expect_close(got, right, what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
def test_the_bias_is_shared(student, rng):
    """Whatever the bias and the lengths, it is added to every entry of every row."""
    because = f"All filters share one bias, which is added to every entry. {TREES}"
    for size, m, n, b in ((70, 3, 9, 7.0), (3, 3, 3, -2.0), (3, 1, 4, 0.0), (3, 2, 4, 1e6)):
        params, x = {"w": draw(rng, size, m), "b": np.float32(b)}, draw(rng, n)
        want = np.stack([slide(w, x) for w in params["w"]]) + params["b"]
        what = f"{CALL} for kernels of {m} and a signal of {n}"
        expect_close(answer(student, params, x), want, what=what, atol=1e-4, because=because)
    for scale in edges.SCALES:
        small = {"w": params["w"] * np.float32(scale), "b": np.float32(scale)}
        want = np.stack([slide(w, x) for w in small["w"]]) + small["b"]
        what, atol = f"{CALL} for numbers of about {scale:g}", 1e-4 * scale
        expect_close(answer(student, small, x), want, what=what, atol=atol, because=f"Nothing is cut off. {TREES}")
    want = np.stack([slide(w, x) for w in params["w"]]) + params["b"]
    got, because = student.probe(twice, params=params, x=x), f"`params` stays as it was: do not `pop` from it. {TREES}"
    expect_close(got, [want] * 2, what=f"{CALL}, called twice", atol=1e-4, because=because)
