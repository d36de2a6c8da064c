"""Hidden tests for `per_example_td_grads`: a gradient for each transition, without a loop."""

import numpy as np
import pytest
from helpers import normals

from gradax.testing import expect, expect_array, expect_close, near, probe, recognise

BUILDS_ON = ("td_loss",)
SECTION = "See exercise 7.7, and *One at a time, all at once: `vmap`* in 01."
CALL = "`per_example_td_grads(...)`"
BATCH, FEATURES = 6, 3
ARRAYS = ("theta", "s", "r", "s2", "done")


@probe
def per_example(student, theta, s, r, s2, done, gamma):
    """The answer, and whether `vmap` finds axes of different lengths."""
    try:
        return {"rows": student.per_example_td_grads(theta, s, r, s2, done, gamma), "unlike": False}
    except ValueError as error:
        if "inconsistent sizes" not in str(error):
            raise
        return {"rows": None, "unlike": True}


@probe
def per_batch(student, gamma):
    """The gradients as a function of the arrays."""
    return lambda theta, s, r, s2, done: student.per_example_td_grads(theta, s, r, s2, done, gamma)


def transitions(rng, batch=BATCH, features=FEATURES, scale=1.0):
    """Random transitions, of which some end an episode."""
    return {
        "theta": normals(rng, features),
        "s": normals(rng, batch, features),
        "r": (scale * normals(rng, batch)).astype(np.float32),
        "s2": 1 + normals(rng, batch, features),
        "done": rng.permutation(batch) < batch // 2,
        "gamma": float(rng.uniform(0.5, 0.9)),
    }


def right_rows(theta, s, r, s2, done, gamma):
    """The right gradients."""
    delta = r + gamma * np.where(done, 0, s2 @ theta) - s @ theta
    return (-2 * delta[:, None] * s).astype(np.float32)


def rows_through_target(theta, s, r, s2, done, gamma):
    """The gradients where the target is not stopped."""
    follows = gamma * np.where(done, 0, 1)[:, None] * s2
    delta = r + follows @ theta - s @ theta
    return (2 * delta[:, None] * (follows - s)).astype(np.float32)


def answer(student, data):
    """What the student returns, as an array."""
    seen = student.probe(per_example, **data)
    expect(
        seen["unlike"] is False,
        f"{CALL} lets `vmap` map axes of different lengths. `theta` is the same for all transitions: take it from "
        f"outside, or give it `None` in `in_axes`. {SECTION}",
        code="axes-of-other-lengths",
    )
    return expect_array(seen["rows"], what=CALL)


def known_mistakes(data, rows):
    """What several misconceptions give, with their codes and what to say of them."""
    return [
        (
            0 * rows + rows.mean(axis=0),
            "mean-in-each-row",
            "has the gradient of the whole batch in each row. Map first, then differentiate",
        ),
        (rows / BATCH, "share", "is too small by the size of the batch. Each row stands for a batch of *one*"),
        (-rows, "sign", "has the wrong sign"),
        (rows / 2, "half", "is half of what it should be. The loss has no factor ½"),
        (
            rows_through_target(**data),
            "target-moves",
            "goes through the target as well. The target counts as a constant",
        ),
        (right_rows(**(data | {"done": data["done"] & False})), "done-ignored", "takes no account of `done`"),
    ]


@pytest.mark.core
@pytest.mark.weight(4)
def test_each_row_is_the_gradient_of_one_transition(student, rng):
    """Row i is the gradient of transition i alone, of shape (n,)."""
    data = transitions(rng)
    got, rows = answer(student, data), right_rows(**data)
    expect(
        got.shape != (BATCH, 1, FEATURES),
        f"{CALL} has shape (B, 1, n). Differentiate by `theta` itself, of shape (n,), with a batch of one inside the "
        f"mapped function. {SECTION}",
        code="axis-left-over",
    )
    expect(
        got.shape != (FEATURES,),
        f"{CALL} has shape (n,): that is one gradient for the batch. Map the gradient over the batch. {SECTION}",
        code="one-gradient",
    )
    got = expect_array(got, what=CALL, shape=(BATCH, FEATURES), dtype=np.float32)
    for wrong, code, because in known_mistakes(data, rows):
        recognise(got, wrong, f"{CALL} {because}. {SECTION}", want=rows, code=code)
    expect_close(got, rows, what=CALL, rtol=1e-3, atol=1e-4, because=f"Row i is −2 δ s of transition i. {SECTION}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_no_loop_over_the_batch(student, rng):
    """The program does not grow with the batch."""
    data = transitions(rng)
    answer(student, data)
    cases = [data, transitions(rng, 12)]
    arrays = [[given[name] for name in ARRAYS] for given in cases]
    programs = [student.export(per_batch, *of, gamma=given["gamma"]) for of, given in zip(arrays, cases, strict=True)]
    expect(
        programs[0].size == programs[1].size,
        f"{CALL} has another number of operations for a larger batch, as where a Python loop is written out, "
        f"transition by transition. Map one transition's gradient with `jax.vmap`. {SECTION}",
        code="python-loop",
    )
    for program, of, given in zip(programs, arrays, cases, strict=True):
        expect_close(program(*of), right_rows(**given), what=CALL, rtol=1e-3, atol=1e-4, because=SECTION)


@pytest.mark.core
def test_the_discount_is_taken_as_it_is(student, rng):
    """A discount of 0 is 0, and one of 1 is 1, however much V(s2) is."""
    for gamma in (0.0, 1.0):
        data = {name: np.float32(rng.integers(1, 9, size=np.shape(v))) for name, v in transitions(rng).items()}
        data |= {"s2": 1000 * data["s2"], "done": np.zeros(BATCH, bool), "gamma": gamma}  # whole numbers: no rounding
        data["r"] += (data["s"] - gamma * data["s2"]) @ data["theta"]
        because = f"`gamma` needs no cap below 1 and no floor above 0. {SECTION}"
        expect_close(answer(student, data), right_rows(**data), what=f"{CALL} for `gamma` {gamma}", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_batches_of_any_size(student, rng):
    """One transition, one feature, as many of each, many, and errors of any size give rows of the same kind."""
    cases = ((1, FEATURES, 1.0), (FEATURES, FEATURES, 1e5), (FEATURES, 1, 1.0), (70, FEATURES, 1e-6))
    for batch, features, scale in cases:
        data = transitions(rng, batch, features, scale)
        data["theta"] *= np.float32(min(scale, 1))
        got = expect_array(answer(student, data), what=CALL, shape=(batch, features))
        want = right_rows(**data)
        expect(
            near(got, want) or not near(got, want.T),
            f"{CALL} has the gradients in its columns. Row i belongs to transition i. {SECTION}",
            code="turned",
        )
        expect_close(got, want, what=f"{CALL} for a batch of {batch}", rtol=1e-3, atol=1e-4 * scale, because=SECTION)
