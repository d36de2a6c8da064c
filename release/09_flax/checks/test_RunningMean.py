"""Visible checks of `RunningMean`."""

import numpy as np

from gradax.testing import expect_close, probe

BATCHES = [np.array([[1.0], [3.0]], np.float32), np.array([[5.0]], np.float32)]


@probe
def history(student, batches):
    """The state after init and after each batch."""
    import jax

    module = student.RunningMean()
    variables = module.init(jax.random.key(0), batches[0])
    seen = [dict(variables["stats"])]
    for batch in batches:
        variables = {**variables, **module.apply(variables, batch, mutable=["stats"])[1]}
        seen.append(dict(variables["stats"]))
    return seen


@probe
def at_rest(student, x):
    """The output with a mean of 10, when the state may not change."""
    import jax.numpy as jnp

    return student.RunningMean().apply({"stats": {"count": jnp.float32(2), "mean": jnp.array([10.0])}}, x)


def state(student, number):
    """Count and mean at one moment."""
    now = student.probe(history, batches=BATCHES)[number]
    return {"count": np.float32(now["count"]), "mean": now["mean"]}


def test_init_counts_nothing(student):
    """After `init` count and mean are zero."""
    because = "While initialising everything is mutable: ask `self.is_initializing()`."
    want = {"count": np.float32(0), "mean": np.zeros(1, np.float32)}
    expect_close(state(student, 0), want, what="the state after `init`", because=because)


def test_the_worked_example(student):
    """After [[1], [3]] and [[5]] the count is 3, the mean 3."""
    want = {"count": np.float32(3), "mean": np.array([3.0], np.float32)}
    expect_close(state(student, 2), want, what="the state after both batches", because="(1 + 3 + 5) / 3 = 3.")


def test_at_rest(student):
    """If 'stats' is not mutable, the mean is used as it stands."""
    got = student.probe(at_rest, x=np.array([[11.0]], np.float32))
    expect_close(got, np.array([[1.0]], np.float32), what="the output for 11 with a mean of 10")
