"""Hidden tests for `td_loss`: the squared TD error, whose target counts as a constant."""

import numpy as np
import pytest

from gradax.testing import expect_array, expect_close, probe, recognise

SECTION = "See *`stop_gradient`: learning from one's own guesses*."
CALL = "`td_loss(theta, s, r, s2, done, gamma)`"
BATCH, FEATURES = 6, 3


@probe
def value_and_gradient(student, theta, s, r, s2, done, gamma):
    """The loss, and its gradient by theta."""
    import jax

    value, gradient = jax.value_and_grad(student.td_loss)(theta, s, r, s2, done, gamma)
    return {"value": value, "gradient": gradient}


def transitions(rng, *, ends=False):
    """Random transitions, of which none, or a half, end an episode."""
    return {
        "theta": rng.normal(size=FEATURES).astype(np.float32),
        "s": rng.normal(size=(BATCH, FEATURES)).astype(np.float32),
        "r": rng.normal(size=BATCH).astype(np.float32),
        "s2": (1 + rng.normal(size=(BATCH, FEATURES))).astype(np.float32),
        "done": rng.permutation(BATCH) < (BATCH // 2 if ends else 0),
        "gamma": float(rng.uniform(0.5, 0.9)),
    }


def errors(theta, s, r, s2, done, gamma):
    """The TD errors."""
    return r + gamma * np.where(done, 0, s2 @ theta) - s @ theta


def probed(student, data):
    """The student's loss and gradient, shapes checked."""
    got = student.probe(value_and_gradient, **data)
    value = expect_array(got["value"], what=CALL, shape=())
    return value, expect_array(got["gradient"], what=f"the gradient of {CALL}", shape=(FEATURES,))


@pytest.mark.weight(2)
def test_is_the_mean_of_the_squared_errors(student, rng):
    """It is the mean of δ² over the batch, without a factor ½."""
    data = transitions(rng)
    delta = errors(**data)
    got, want = student.td_loss(**data), np.float32(np.mean(delta**2))
    for wrong, because in [
        (np.mean(delta**2) / 2, "is half of what it should be. Here there is no factor ½"),
        (np.sum(delta**2), "is the sum over the batch. Take the mean"),
        (delta**2, "has an entry for each transition. Take the mean over the batch"),
        (np.mean(delta), "is the mean of δ. Square it before"),
        (np.mean(delta) ** 2, "is the square of the mean. Square first"),
        (np.mean(np.abs(delta)), "is the mean of |δ|. Square δ instead"),
        (
            np.mean(errors(**(data | {"done": ~data["done"]})) ** 2),
            "leaves V(s2) out where the episode goes on: `done` is used the wrong way round, or nothing ever follows",
        ),
        (np.mean(errors(**(data | {"gamma": 1.0})) ** 2), "leaves `gamma` out of the target"),
        (
            np.mean((data["gamma"] * (data["r"] + data["s2"] @ data["theta"]) - data["s"] @ data["theta"]) ** 2),
            "discounts the reward, too. `gamma` belongs to what follows",
        ),
    ]:
        recognise(got, np.asarray(wrong, np.float32), f"{CALL} {because}. {SECTION}", want=want)
    expect_array(got, what=CALL, shape=())
    because = f"δ = r + γ V(s2) − V(s), with V(s) = s · theta. {SECTION}"
    expect_close(got, want, what=CALL, rtol=1e-3, because=because)


@pytest.mark.weight(4)
def test_the_target_counts_as_a_constant(student, rng):
    """The gradient by `theta` is the semi-gradient: the target counts as a constant."""
    data = transitions(rng)
    value, got = probed(student, data)
    delta = errors(**data)
    ratio = float(value) / float(np.mean(delta**2))
    factor = ratio if any(abs(ratio / known - 1) < 1e-2 for known in (0.5, BATCH, BATCH / 2)) else 1.0
    # The factor of a half, or a sum, is minded above and not paid for twice.
    s, s2, gamma = data["s"], data["s2"], data["gamma"]
    want = (factor * -2 * delta @ s / BATCH).astype(np.float32)
    through_target = (factor * 2 * gamma * delta @ s2 / BATCH).astype(np.float32)
    for wrong, because in [
        (
            want + through_target,
            "goes through the target as well: the future is bent towards the past. Put `jax.lax.stop_gradient` "
            "around the target",
        ),
        (
            through_target,
            "goes through the target alone: the prediction V(s) is what is stopped. It is the *target* that counts "
            "as a constant",
        ),
        (np.zeros_like(want), "is zero: all of it is stopped, the prediction V(s) as well. Stop the target only"),
        (-want, "has the wrong sign"),
        (
            (-2 * errors(**(data | {"done": ~data["done"]})) @ s / BATCH).astype(np.float32),
            "lacks V(s2) where the episode goes on: `done` is used the wrong way round, or nothing ever follows",
        ),
    ]:
        recognise(got, wrong, f"The gradient of {CALL} {because}. {SECTION}", want=want)
    because = f"It is the mean of −2 δ s. {SECTION}"
    expect_close(got, want, what=f"the gradient of {CALL} by `theta`", rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.weight(3)
def test_nothing_follows_where_the_episode_ended(student, rng):
    """Where `done` is true, the target is the reward alone."""
    data = transitions(rng, ends=True)
    done, nobody = data["done"], np.zeros(BATCH, bool)
    got = probed(student, data)
    # The student's own loss where V(s2) = 0 says the same: other mistakes are not paid for twice.
    want = probed(student, data | {"s2": np.where(done[:, None], 0, data["s2"]).astype(np.float32), "done": nobody})
    other_way = probed(
        student, data | {"s2": np.where(done[:, None], data["s2"], 0).astype(np.float32), "done": nobody}
    )
    ignored = probed(student, data | {"done": nobody})
    unpaid = probed(
        student,
        data
        | {
            "s2": np.where(done[:, None], 0, data["s2"]).astype(np.float32),
            "r": np.where(done, 0, data["r"]).astype(np.float32),
            "done": nobody,
        },
    )
    for wrong, because in [
        (ignored, "takes no account of `done`: V(s2) still counts after the end of an episode"),
        (
            [np.asarray(np.mean(errors(**(data | {"done": ~done})) ** 2), np.float32)],
            "uses `done` the wrong way round: V(s2) counts where the episode has ended, and only there",
        ),
        (other_way, "uses `done` the wrong way round: V(s2) counts where the episode has ended"),
        (unpaid, "drops the reward along with V(s2). The last reward counts: the target is r"),
    ]:
        recognise(got[0], wrong[0], f"{CALL} {because}. {SECTION}", want=want[0])
    because = f"Where `done` is true, δ = r − V(s): `jnp.where(done, 0, V(s2))`. {SECTION}"
    expect_close(got[0], want[0], what=f"{CALL} where episodes end", rtol=1e-3, because=because)
    expect_close(
        got[1], want[1], what=f"the gradient of {CALL} where episodes end", rtol=1e-3, atol=1e-4, because=because
    )


def test_is_a_scalar_for_any_batch(student, rng):
    """It is a float32 scalar, for a batch of one, too."""
    data = transitions(rng)
    one = {name: value[:1] if name in ("s", "r", "s2", "done") else value for name, value in data.items()}
    for batch in (data, one):
        expect_array(student.td_loss(**batch), what=CALL, shape=(), dtype=np.float32)
