"""Hidden tests for `per_example_td_grads`: a gradient for each transition, without a loop."""

import numpy as np
import pytest

from gradax.testing import Failure, expect, expect_array, expect_close, expect_tree, probe, recognise

SECTION = "See exercise 7.7, and *One at a time, all at once: `vmap`* in 01."
CALL = "`per_example_td_grads(...)`"
BATCH, FEATURES = 6, 3


@probe
def per_example(student, theta, s, r, s2, done, gamma):
    """The answer; nothing where `vmap` finds axes of different lengths."""
    try:
        return {"rows": student.per_example_td_grads(theta, s, r, s2, done, gamma)}
    except ValueError as error:
        if "inconsistent sizes" not in str(error):
            raise
        return {"rows": None}


@probe
def one_by_one(student, theta, s, r, s2, done, gamma):
    """The gradients of the student's own `td_loss`, batches of one, one after the other."""
    import jax
    import jax.numpy as jnp

    gradient = jax.grad(student.td_loss)
    rows = [slice(i, i + 1) for i in range(len(r))]
    return jnp.stack([gradient(theta, s[i], r[i], s2[i], done[i], gamma) for i in rows])


@probe
def equations(student, theta, s, r, s2, done, gamma, sizes):
    """How many equations there are for batches of these sizes."""
    from gradax.testing.detectors import jaxpr

    return [
        jaxpr.count_equations(
            lambda theta, *batch: student.per_example_td_grads(theta, *batch, gamma),
            theta,
            *(each[:size] for each in (s, r, s2, done)),
        )
        for size in sizes
    ]


def transitions(rng, batch=BATCH):
    """Random transitions, of which some end an episode."""
    return {
        "theta": rng.normal(size=FEATURES).astype(np.float32),
        "s": rng.normal(size=(batch, FEATURES)).astype(np.float32),
        "r": rng.normal(size=batch).astype(np.float32),
        "s2": (1 + rng.normal(size=(batch, FEATURES))).astype(np.float32),
        "done": rng.permutation(batch) < batch // 2,
        "gamma": float(rng.uniform(0.5, 0.9)),
    }


def right_rows(student, theta, s, r, s2, done, gamma):
    """The right gradients, and those of the student's own `td_loss`, whose mistakes were paid for already."""
    delta = r + gamma * np.where(done, 0, s2 @ theta) - s @ theta
    rows = [(-2 * delta[:, None] * s).astype(np.float32)]
    data = {"theta": theta, "s": s, "r": r, "s2": s2, "done": done, "gamma": gamma}
    try:
        own = expect_array(student.probe(one_by_one, **data), what="", shape=s.shape, dtype=np.floating)
    except Failure:
        return rows
    # A loss whose gradients are all the same, or zero, is nothing to compare with.
    return rows + ([own] if np.isfinite(own).all() and np.ptp(own, axis=0).min() > 0 else [])


def answer(student, data):
    """What the student returns, as an array."""
    got = student.probe(per_example, **data)["rows"]
    expect(
        got is not None,
        f"{CALL} lets `vmap` map axes of different lengths. `theta` is the same for all transitions: take it from "
        f"outside, or give it `None` in `in_axes`. {SECTION}",
    )
    return expect_array(got, what=CALL)


def close(got, want):
    """Whether two arrays agree."""
    return bool(np.allclose(got, want, rtol=1e-3, atol=1e-4))


@pytest.mark.weight(3)
def test_each_row_is_the_gradient_of_one_transition(student, rng):
    """Row i is the gradient of transition i alone, of shape (n,)."""
    data = transitions(rng)
    got = answer(student, data)
    expect(
        got.shape != (BATCH, 1, FEATURES),
        f"{CALL} has shape (B, 1, n). Differentiate by `theta` itself, of shape (n,), with a batch of one inside the "
        f"mapped function. {SECTION}",
    )
    expect(
        got.shape != (FEATURES,),
        f"{CALL} has shape (n,): that is one gradient for the batch. Map the gradient over the batch. {SECTION}",
    )
    got = expect_array(got, what=CALL, shape=(BATCH, FEATURES), dtype=np.float32)
    found = right_rows(student, **data)
    if any(close(got, rows) for rows in found):
        return
    for rows in found:
        for wrong, because in [
            (
                np.broadcast_to(rows.mean(axis=0), rows.shape),
                "has the gradient of the whole batch in each row. Map first, then differentiate: each row sees one "
                "transition",
            ),
            (rows / BATCH, "is too small by the size of the batch. Each row stands for a batch of *one*"),
            (-rows, "has the wrong sign"),
            (rows / 2, "is half of what it should be. The loss has no factor ½"),
        ]:
            recognise(got, wrong, f"{CALL} {because}. {SECTION}", want=rows)
        follows = data["gamma"] * np.where(data["done"], 0, 1)[:, None] * data["s2"]
        delta = data["r"] + follows @ data["theta"] - data["s"] @ data["theta"]
        for wrong, because in [
            (
                2 * delta[:, None] * (follows - data["s"]),
                "goes through the target as well. The target counts as a constant",
            ),
            (delta[:, None] * data["s"], "is δ s. The gradient of δ² has a factor −2"),
        ]:
            recognise(got, wrong.astype(np.float32), f"{CALL} {because}. {SECTION}", want=rows)
        whole = data | {"done": np.zeros(BATCH, bool)}
        recognise(got, right_rows(student, **whole)[0], f"{CALL} takes no account of `done`. {SECTION}", want=rows)
    expect_close(got, found[-1], what=CALL, rtol=1e-3, atol=1e-4, because=f"Row i is −2 δ s of transition i. {SECTION}")


@pytest.mark.weight(2)
def test_no_loop_over_the_batch(student, rng):
    """The number of equations does not grow with the batch."""
    answer(student, transitions(rng))
    data = transitions(rng, 12)
    got = student.probe(equations, **data, sizes=[4, 12])
    expect_tree(got, [0, 0], what="the number of equations")
    expect(
        isinstance(got[0], int) and got[0] == got[1] and got[0] > 0,
        f"{CALL} has more equations for a larger batch: a Python loop is written out, transition by transition. Map "
        f"one transition's gradient with `jax.vmap`. {SECTION}",
    )


def test_their_mean_is_the_gradient_of_the_batch(student, rng):
    """The mean over the rows is the gradient of the batch's loss."""
    data = transitions(rng)
    got = answer(student, data)
    expect(got.size == BATCH * FEATURES, f"{CALL} has not B · n entries. {SECTION}")
    got = got.reshape(BATCH, FEATURES).mean(axis=0)
    found = [rows.mean(axis=0) for rows in right_rows(student, **data)]
    if any(close(got, mean) for mean in found):
        return
    for mean in found:
        because = f"The mean over the rows of {CALL} is too small by the batch's size: a mean is taken twice. {SECTION}"
        recognise(got, mean / BATCH, because, want=mean)
    because = f"A mean of gradients is the gradient of the mean, if each row is a batch of one. {SECTION}"
    expect_close(got, found[-1], what=f"the mean over the rows of {CALL}", rtol=1e-3, atol=1e-4, because=because)


def test_each_row_depends_on_its_transition_alone(student, rng):
    """Another transition elsewhere in the batch does not change a row."""
    data = transitions(rng)
    changed = {name: np.array(value) for name, value in data.items() if name in ("s", "r", "s2")}
    for value in changed.values():
        value[-1] += 1
    first, second = (answer(student, each).reshape(-1) for each in (data, data | changed))
    expect(
        first.size == second.size == BATCH * FEATURES,
        f"{CALL} has not B · n entries. {SECTION}",
    )
    first, second = first.reshape(BATCH, -1), second.reshape(BATCH, -1)
    expect(
        close(first[:-1], second[:-1]) and not close(first[-1], second[-1]),
        f"A row of {CALL} changes with another transition, or not with its own. The batch must be split before the "
        f"loss takes its mean. {SECTION}",
    )
