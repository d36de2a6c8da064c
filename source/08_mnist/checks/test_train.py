"""Visible checks of `train` and `evaluate`."""

import numpy as np

from gradax.testing import HostArray, expect, expect_array, expect_close, probe

# One layer that is zero: all ten classes are equally probable, so the first loss is log 10.
ZERO = [(np.zeros((10, 2), np.float32), np.zeros(10, np.float32))]
BATCHES = [
    (HostArray(np.float32([[1, 0], [0, 1]])), HostArray(np.array([3, 7]))),
    (HostArray(np.float32([[1, 0]])), HostArray(np.array([3]))),
]


@probe
def trained(student, params, batches, epochs):
    """What `train` returns, and how often it went through the loader."""
    import numpy as np

    class Loader:
        passes = 0

        def __iter__(self):
            self.passes += 1
            return iter(batches)

    loader = Loader()
    new, losses = student.train(params, loader, epochs, 0.5)
    return {"params": new, "losses": np.asarray(losses, np.float32), "passes": loader.passes}


def test_losses(student):
    """Two epochs of two batches give four losses; the first is log 10, and they fall."""
    got = student.probe(trained, params=ZERO, batches=BATCHES, epochs=2)
    losses = expect_array(got["losses"], what="the losses", shape=(4,))
    because = "The first loss is that of the parameters that came in, all zeros: measure it before the update."
    expect_close(losses[0], np.float32(np.log(10)), what="the first loss", because=because)
    expect(losses[3] < losses[0], "The losses do not fall. See section 11.", f"got {losses}")
    expect(
        got["passes"] == 2, "`train` is to go through the loader once in each epoch.", f"it went {got['passes']} times"
    )


def test_one_step(student):
    """One step on the first batch: the biases move by -lr times the gradient."""
    got = student.probe(trained, params=ZERO, batches=BATCHES[:1], epochs=1)["params"]
    want = np.full(10, -0.05, np.float32)  # 1/10 of the probability goes to each class; the true ones get 1/2 back
    want[[3, 7]] += 0.25
    expect(isinstance(got, list | tuple) and len(got) == 1, "`train` is to return the parameters nested as they came.")
    expect_close(
        got[0][1], want, what="the biases after one step with `lr=0.5`", because="`p - lr * g`, see section 11."
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
        "`evaluate` is not 2/3 for two right images in a first batch and a wrong one in a second. Weigh the batches "
        "by their size.",
        f"got {share}",
    )
