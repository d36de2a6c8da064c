"""Hidden tests for `log_softmax`: right and finite for logits of any size, its gradient too."""

import numpy as np
import pytest
from helpers import log_softmax

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

CALL = "`log_softmax(logits, axis)`"
STABLE = "See *Log-probabilities that survive*."
KEEP = (
    "Where the sum over an axis is subtracted, it must keep that axis (`keepdims=True`): in a square array the wrong "
    "broadcast raises nothing."
)


@probe
def gradient_of_entry(student, logits, index):
    """The gradient of one log-probability by all logits."""
    import jax

    return jax.grad(lambda x: student.log_softmax(x)[index])(logits)


@probe
def transformed(student, logits):
    """Rows under jit, and one by one under vmap."""
    import jax

    along_rows = jax.jit(lambda x: student.log_softmax(x, axis=1))
    return {"jit": along_rows(logits), "vmap": jax.vmap(student.log_softmax)(logits)}


def expect_finite(got, what):
    """Expect an array without nan and infinity."""
    got = expect_array(got, what=what)
    if np.isnan(got).any():
        said = "An exponential overflowed; subtract the largest logit first"
        fail(f"{what} contains nan. {said}. {STABLE}", code="nan")
    if np.isinf(got).any():
        fail(
            f"{what} contains infinities. A probability was rounded to 0 before its logarithm was taken, or an "
            f"exponential overflowed; form `logits - logsumexp(logits)` instead. {STABLE}",
            code="inf",
        )
    return got


def known_mistakes(logits, want):
    """What several misconceptions give, with their codes and what to say of them."""
    total = np.log(np.exp(logits).sum(axis=1))
    return [
        (np.exp(want), "probabilities", "gives the probabilities, not their logarithms"),
        (want / np.log(2), "base-2", "takes the logarithm to base 2; the natural one is meant"),
        (
            log_softmax(logits, axis=None),
            "whole-array",
            "normalises over the whole array: all exponentials together add up to 1. Each row should, by itself. Pass "
            "`axis` to the reduction",
        ),
        (
            logits - total,
            "no-keepdims",
            "subtracts from each row what belongs to another: the sum over an axis must keep it (`keepdims=True`), or "
            "it broadcasts along the wrong one",
        ),
        (log_softmax(logits, 0), "first-axis", "works along the first axis; the default is -1, the last one"),
    ]


@pytest.mark.core
@pytest.mark.weight(2)
def test_values_along_the_last_axis(student, rng):
    """Along the last axis, the default, the values are log-probabilities: their exponentials add up to 1."""
    logits = rng.normal(size=(5, 5)).astype(np.float32) * 2
    want, what = log_softmax(logits), "`log_softmax(logits)`"
    got = expect_array(student.log_softmax(logits), what=what, shape=(5, 5), dtype="float32")
    for wrong, code, because in known_mistakes(logits, want):
        recognise(got, np.float32(wrong), f"{what} {because}. {STABLE}", want=want, code=code)
    expect_close(got, want, what=what, because=STABLE)
    for size in (7, 1):
        one = rng.normal(size=size).astype(np.float32)
        expect_close(student.log_softmax(one), log_softmax(one), what=f"{what} of a vector", because=STABLE)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("axis", [0, 1, -2, 2])
def test_any_axis(student, rng, axis):
    """It works along whichever axis `axis` names, negative ones too."""
    logits = rng.normal(size=(4, 4, 4)).astype(np.float32)
    got = expect_array(student.log_softmax(logits, axis=axis), what=CALL, shape=(4, 4, 4), dtype="float32")
    want = log_softmax(logits, axis)
    because = f"{CALL} works along another axis than the one that `axis` names. Pass `axis` to every reduction."
    for other in range(3):
        recognise(got, log_softmax(logits, other), because, want=want, code="other-axis")
    expect_close(got, want, what=CALL, because=KEEP)


@pytest.mark.core
@pytest.mark.weight(4)
def test_large_logits(student, rng):
    """Values are finite and right for logits as large as ±10 000."""
    logits = rng.uniform(-1, 1, size=(6, 5)).astype(np.float32)
    logits *= np.float32([[1e2], [1e3], [1e3], [1e4], [1e4], [1e4]])
    logits[2] += 1e3
    logits[4] = np.abs(logits[4])
    logits[5] = -np.abs(logits[5])
    logits[3, :2] = 1e4, -1e4
    what = "`log_softmax(logits)` for large logits"
    got, want = expect_finite(student.log_softmax(logits), what), log_softmax(logits)
    expect_array(got, what=what, shape=want.shape)
    floor = float(got.astype(np.float64).min()) if got.dtype.kind == "f" else 0.0
    expect(
        not (floor > -50 and want.min() < -100),
        f"{what} stays above -50 where less than -100 is right, as with a small number added before the logarithm: "
        f"1e-8 puts a floor at -18.42, where the gradient is 0. {STABLE}",
        code="floor",
    )
    expect_close(got, want, what=what, rtol=1e-4, atol=2e-3, because=STABLE)


@pytest.mark.core
def test_slices_do_not_disturb_each_other(student, rng):
    """Large logits in one row, or in one column, leave the others right."""
    logits = rng.normal(size=(3, 4)).astype(np.float32)
    logits[0] += 5e3
    logits[2] -= 5e3
    for given, axis, slices in ((logits, -1, "rows"), (logits.T, 0, "columns")):
        what = f"`log_softmax(logits, {axis})` for {slices} of very different size"
        got = expect_array(student.log_softmax(given, axis=axis), what=what, shape=given.shape)
        expect(
            np.isfinite(got).all(),
            f"{what} is not finite in all of them. Shift each slice by its *own* largest logit. {STABLE}",
            code="one-shift-for-all",
        )
        because = "Shift each slice by its own largest logit."
        expect_close(got, log_softmax(given, axis), what=what, rtol=1e-4, atol=2e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(3)
@pytest.mark.parametrize("size", [1.0, 1e3, 1e4])
def test_gradients(student, rng, size):
    """Gradients are finite and right, for small logits and for logits as large as ±10 000."""
    logits = (size * rng.choice(np.linspace(-1, 1, 9), size=5, replace=False)).astype(np.float32)
    index = int(np.argmin(logits))
    want = ((np.arange(5) == index) - np.exp(log_softmax(logits))).astype(np.float32)
    got = student.probe(gradient_of_entry, logits=logits, index=index)
    what = "the gradient of `log_softmax(logits)[i]`"
    recognise(
        got,
        (np.arange(5) == index).astype(np.float32),
        f"{what} knows nothing of the other logits: the part that is subtracted must be differentiated too.",
        want=want,
        code="sum-not-differentiated",
    )
    recognise(
        got,
        np.zeros(5, np.float32),
        f"{what} is 0 for a class that the network calls impossible: it would never be told of its worst "
        f"mistakes. {STABLE}",
        code="zero-gradient",
    )
    expect_close(expect_finite(got, what), want, what=what, because=STABLE)


@pytest.mark.core
@pytest.mark.weight(2)
def test_masked_classes(student, rng):
    """A logit of -inf gives -inf there, and the other classes and their gradients are as if it were not there."""
    logits = rng.normal(size=(3, 5)).astype(np.float32)
    logits[0, 2] = logits[1, 0] = logits[1, 4] = -np.inf
    logits[2, np.arange(5) != int(rng.integers(5))] = -np.inf  # only one is left
    what = "`log_softmax(logits)` with masked classes"
    got = expect_array(student.log_softmax(logits), what=what, shape=(3, 5))
    expect(
        not np.isnan(got).any(),
        f"{what} contains nan. -inf minus a finite number is -inf, and its exponential is 0. {STABLE}",
        code="nan-beside-a-mask",
    )
    because = "exp(-inf) is 0: a masked class adds nothing to the sum."
    expect_close(got, log_softmax(logits), what=what, because=because)
    want = ((np.arange(5) == 3) - np.exp(log_softmax(logits[0]))).astype(np.float32)
    what = "the gradient of `log_softmax(logits)[i]` beside a masked class"
    expect_close(
        expect_finite(student.probe(gradient_of_entry, logits=logits[0], index=3), what),
        want,
        what=what,
        because=STABLE,
    )


@pytest.mark.core
def test_the_dtype_stays(student, rng):
    """The result has the dtype of the logits."""
    logits = rng.normal(size=(2, 3)).astype(np.float16)
    what = "`log_softmax(logits)` of float16 logits"
    got = expect_array(student.log_softmax(logits), what=what, shape=(2, 3), dtype=np.float16, code="other-dtype")
    expect_close(got, log_softmax(logits), what=what, rtol=1e-2, atol=1e-2, because=STABLE)


@pytest.mark.core
def test_works_under_jit_and_vmap(student, rng):
    """It gives the same result under `jit` and under `vmap`."""
    logits = rng.normal(size=(4, 3)).astype(np.float32)
    got = student.probe(transformed, logits=logits)
    for name in ("jit", "vmap"):
        what = f"`log_softmax` under `{name}`"
        expect_close(got[name], log_softmax(logits), what=what, because="Compute with `jnp`, not `np`.")
