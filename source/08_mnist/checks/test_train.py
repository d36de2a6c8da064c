"""Visible checks of `train` and `evaluate`."""

import numpy as np

from gradax.testing import HostArray, expect, expect_array, expect_close, fail

# One layer that is zero: all ten classes are equally probable, so the first loss is log 10.
ZERO = [(np.zeros((10, 2), np.float32), np.zeros(10, np.float32))]
BATCHES = [
    (HostArray(np.float32([[1, 0], [0, 1]])), HostArray(np.array([3, 7]))),
    (HostArray(np.float32([[1, 0]])), HostArray(np.array([3]))),
]


def trained(student, batches, epochs):
    """What `train` returns, once it is a pair. A list of batches is a loader, too."""
    got = student.train(ZERO, batches, epochs, 0.5)
    if not isinstance(got, list | tuple) or len(got) != 2:
        fail("`train` is to return a pair (params, losses).", f"got: {got!r:.200}")
    return got


def test_losses(student):
    """Two epochs of two batches give four losses; the first is log 10, and they fall."""
    losses = trained(student, BATCHES, 2)[1]
    if isinstance(losses, list | tuple):
        expect(
            len(losses) == 4 and all(np.shape(each) == () for each in losses), "The losses are no flat list of four."
        )
        losses = np.asarray(losses)
    losses = expect_array(losses, what="the losses", shape=(4,)).astype(np.float32)
    because = "The first loss is that of the parameters that came in, all zeros: measure it before the update."
    expect_close(losses[0], np.float32(np.log(10)), what="the first loss", because=because)
    expect(losses[3] < losses[0], "The losses do not fall. See section 11.", f"got {losses}")


def test_one_step(student):
    """One step on the first batch: the biases move by -lr times the gradient."""
    params = trained(student, BATCHES[:1], 1)[0]
    want = np.full(10, -0.05, np.float32)  # a tenth of the probability went to each class; the true ones get 1/2 back
    want[[3, 7]] += 0.25
    if not isinstance(params, list | tuple) or len(params) != 1 or len(params[0]) != 2:
        fail("`train` is to return the parameters nested as they came, here a list of one pair.")
    expect_close(
        params[0][1], want, what="the biases after one step with `lr=0.5`", because="`p - lr * g`, section 11."
    )


def test_evaluate(student):
    """Two of three images right give 2/3, in whatever batches they come."""
    params = [(np.float32(np.eye(10, 2)), np.zeros(10, np.float32))]
    batches = [
        (HostArray(np.float32([[1, 0], [0, 1]])), HostArray(np.array([0, 1]))),
        (HostArray(np.float32([[0, 1]])), HostArray(np.array([0]))),
    ]
    got = student.evaluate(params, batches)
    share = float(got) if isinstance(got, int | float) else float(expect_array(got, what="`evaluate`", shape=()))
    expect(
        abs(share - 2 / 3) < 1e-4,
        "`evaluate` is not 2/3 for two right images in a first batch and a wrong one in a second. "
        "Weigh the batches by their size.",
        f"got {share}",
    )
