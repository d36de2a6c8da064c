"""Hidden tests for `td_loss`: the squared TD error, whose target counts as a constant."""

import numpy as np
import pytest
from helpers import normals

from gradax.testing import expect_array, expect_close, probe, recognise
from gradax.testing.edges import SCALES

SECTION = "See *`stop_gradient`: learning from one's own guesses*."
CALL = "`td_loss(theta, s, r, s2, done, gamma)`"
BATCH, FEATURES = 6, 3


@probe
def value_and_gradient(student, theta, s, r, s2, done, gamma):
    """The loss, and its gradient by theta."""
    import jax

    value, gradient = jax.value_and_grad(student.td_loss)(theta, s, r, s2, done, gamma)
    return {"value": value, "gradient": gradient}


def transitions(rng, *, ends=0, batch=BATCH, features=FEATURES):
    """Random transitions, of which some end an episode."""
    return {
        "theta": normals(rng, features),
        "s": normals(rng, batch, features),
        "r": normals(rng, batch),
        "s2": 1 + normals(rng, batch, features),
        "done": rng.permutation(batch) < ends,
        "gamma": float(rng.uniform(0.5, 0.9)),
    }


def errors(theta, s, r, s2, done, gamma):
    """The TD errors."""
    return r + gamma * np.where(done, 0, s2 @ theta) - s @ theta


def loss_of(data):
    """The right loss."""
    return np.float32(np.mean(errors(**data) ** 2))


def slope_of(data):
    """The right gradient."""
    return (-2 * errors(**data) @ data["s"] / len(data["r"])).astype(np.float32)


def slope_through_target(data):
    """What comes in addition where the target moves as well."""
    follows = data["gamma"] * np.where(data["done"], 0, 1)[:, None] * data["s2"]
    return (2 * errors(**data) @ follows / len(data["r"])).astype(np.float32)


def probed(student, data):
    """The student's loss and gradient, shapes checked."""
    got = student.probe(value_and_gradient, **data)
    value = expect_array(got["value"], what=CALL, shape=())
    return value, expect_array(got["gradient"], what=f"the gradient of {CALL}", shape=(FEATURES,))


@pytest.mark.core
@pytest.mark.weight(3)
def test_is_the_mean_of_the_squared_errors(student, rng):
    """It is the mean of δ² over the batch, without a factor ½."""
    data = transitions(rng)
    delta, want = errors(**data), loss_of(data)
    late = data["gamma"] * (data["r"] + data["s2"] @ data["theta"]) - data["s"] @ data["theta"]
    got = student.td_loss(*data.values())
    for wrong, code, because in [
        (want / 2, "half", "is half of what it should be. Here there is no factor ½"),
        (np.sum(delta**2), "sum", "is the sum over the batch. Take the mean"),
        (delta**2, "no-mean", "has an entry for each transition. Take the mean over the batch"),
        (np.mean(delta), "not-squared", "is the mean of δ. Square it before"),
        (np.mean(delta) ** 2, "squared-last", "is the square of the mean. Square first"),
        (np.mean(np.abs(delta)), "absolute", "is the mean of |δ|. Square δ instead"),
        (
            loss_of(data | {"done": ~data["done"]}),
            "nothing-follows",
            "leaves V(s2) out where the episode goes on: `done` is used the wrong way round, or nothing ever follows",
        ),
        (loss_of(data | {"gamma": 1.0}), "no-gamma", "leaves `gamma` out of the target"),
        (np.mean(late**2), "reward-discounted", "discounts the reward, too. `gamma` belongs to what follows"),
    ]:
        recognise(got, np.asarray(wrong, np.float32), f"{CALL} {because}. {SECTION}", want=want, code=code)
    because = f"δ = r + γ V(s2) − V(s), with V(s) = s · theta. {SECTION}"
    expect_close(got, want, what=CALL, rtol=1e-3, because=because)


def known_gradients(data, want, through):
    """What several misconceptions give, with their codes and what to say of them."""
    return [
        (
            want + through,
            "target-moves",
            "goes through the target as well: the future is bent towards the past. Put `jax.lax.stop_gradient` "
            "around the target",
        ),
        (
            through,
            "prediction-stopped",
            "goes through the target alone: the prediction V(s) is what is stopped. It is the *target* that counts "
            "as a constant",
        ),
        (0 * want, "all-stopped", "is zero: all of it is stopped, V(s) as well. Stop the target only"),
        (-want, "sign", "has the wrong sign"),
        (want / 2, "half", "is half of what it should be. Here there is no factor ½"),
        (
            slope_of(data | {"done": ~data["done"]}),
            "nothing-follows",
            "lacks V(s2) where the episode goes on: `done` is used the wrong way round, or nothing ever follows",
        ),
    ]


@pytest.mark.core
@pytest.mark.weight(5)
def test_the_target_counts_as_a_constant(student, rng):
    """The gradient by `theta` is the semi-gradient: the target counts as a constant."""
    for discount in ({}, {"gamma": 1.0}):
        data = transitions(rng) | discount
        got, want, through = probed(student, data)[1], slope_of(data), slope_through_target(data)
        for wrong, code, because in known_gradients(data, want, through):
            recognise(got, wrong, f"The gradient of {CALL} {because}. {SECTION}", want=want, code=code)
        what = f"the gradient of {CALL} by `theta`"
        expect_close(got, want, what=what, rtol=1e-3, atol=1e-4, because=f"It is the mean of −2 δ s. {SECTION}")


def known_endings(data, done):
    """What may be wrong where an episode ends, with codes and what to say of it."""
    return [
        (
            {"done": done & False},
            "done-ignored",
            "takes no account of `done`: V(s2) still counts after the end of an episode",
        ),
        (
            {"done": ~done},
            "done-inverted",
            "uses `done` the wrong way round: V(s2) counts where the episode has ended, and only there",
        ),
        (
            {"r": np.where(done, 0, data["r"]).astype(np.float32)},
            "reward-dropped",
            "drops the reward along with V(s2). The last reward counts: the target is r",
        ),
    ]


@pytest.mark.core
@pytest.mark.weight(4)
def test_nothing_follows_where_the_episode_ended(student, rng):
    """Where `done` is true, the target is the reward alone."""
    data = transitions(rng, ends=BATCH // 2)
    done, want = data["done"], loss_of(data)
    value, _ = probed(student, data)
    for other, code, because in known_endings(data, done):
        wrong = loss_of(data | other)
        recognise(value, wrong, f"{CALL} {because}. {SECTION}", want=want, code=code)
        recognise(value, wrong / 2, f"{CALL} {because}, and it is half of what it should be. {SECTION}", want=want)
    because = f"Where `done` is true, δ = r − V(s): `jnp.where(done, 0, V(s2))`. {SECTION}"
    expect_close(value, want, what=f"{CALL} where episodes end", rtol=1e-3, because=because)
    # Where every episode ends, no target moves: another test asks whether it is stopped.
    ended = data | {"done": np.ones_like(done)}
    what = f"the gradient of {CALL} where all episodes end"
    expect_close(probed(student, ended)[1], slope_of(ended), what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
def test_any_batch_and_any_discount(student, rng):
    """It is a float32 scalar for any batch, of one, too, a single feature, and any discount, 0 and 1 included."""
    for batch, ends, gamma, n in ((1, 0, 1.0, FEATURES), (FEATURES, 1, 0.0, FEATURES), (1, 1, 0.5, 1), (5, 2, 0.9, 1)):
        data = transitions(rng, batch=batch, ends=ends, features=n) | {"gamma": gamma}
        value = expect_array(student.td_loss(*data.values()), what=CALL, shape=(), dtype=np.float32)
        expect_close(value, loss_of(data), what=f"{CALL} for a small batch", rtol=1e-3, because=SECTION)


@pytest.mark.core
def test_the_discount_is_taken_as_it_is(student, rng):
    """A discount of 0 is 0, and one of 1 is 1, however much V(s2) is."""
    for gamma in (0.0, 1.0):
        data = {name: np.float32(rng.integers(1, 9, size=np.shape(v))) for name, v in transitions(rng).items()}
        data |= {"s2": 1000 * data["s2"], "done": np.zeros(BATCH, bool), "gamma": gamma}  # whole numbers: no rounding
        data["r"] -= errors(**data | {"r": 0})
        because = f"`gamma` needs no cap below 1 and no floor above 0. {SECTION}"
        expect_close(
            student.td_loss(*data.values()), loss_of(data), what=f"{CALL} for `gamma` {gamma}", because=because
        )


@pytest.mark.core
def test_errors_of_any_size(student, rng):
    """Large errors count with their square, as small ones do, in the loss and in its gradient."""
    data = transitions(rng, ends=BATCH)  # where all episodes end, no target moves: another test asks about those
    data["r"] = (max(SCALES) * (2 + normals(rng, BATCH) ** 2)).astype(np.float32)
    value, slope = probed(student, data)
    because = f"No error is too large to be squared: clip nothing. {SECTION}"
    expect_close(value, loss_of(data), what=f"{CALL} for large rewards", rtol=1e-3, because=because)
    what, atol = f"the gradient of {CALL} for large rewards", 1e-3 * float(np.abs(data["r"]).max())
    expect_close(slope, slope_of(data), what=what, rtol=1e-3, atol=atol, because=because)
    far = transitions(rng) | {"s2": np.float32(max(SCALES)) * (2 + normals(rng, BATCH, FEATURES))}
    what = f"{CALL} where V(s2) is large"
    expect_close(student.td_loss(*far.values()), loss_of(far), what=what, rtol=1e-3, because=because)
    data |= {name: np.float32(min(SCALES)) * normals(rng, *data[name].shape) for name in ("theta", "r")}
    value, slope = probed(student, data)
    because = f"No error is too small to be squared: nothing is rounded off or added. {SECTION}"
    expect_close(value, loss_of(data), what=f"{CALL} for small errors", rtol=1e-3, atol=0, because=because)
    what, atol = f"the gradient of {CALL} for small errors", 1e-3 * min(SCALES)
    expect_close(slope, slope_of(data), what=what, rtol=1e-3, atol=atol, because=because)
