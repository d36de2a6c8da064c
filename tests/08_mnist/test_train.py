"""Hidden tests for `train` and `evaluate`: gradient descent over a loader, and an honest score."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_array, expect_close, fail, probe, recognise

CALL = "`train(params, loader, epochs, lr)`"
SCORE = "`evaluate(params, loader)`"
READ = "See *Learning to read*."
RAW = Path(__file__).parents[2] / "source" / "08_mnist" / "data" / "MNIST" / "raw"


@probe
def trained(student, params, passes, epochs, lr):
    """Train on a loader whose k-th pass yields passes[k]; what comes back, and what became of the caller's things."""
    import numpy as np

    class Loader:
        count = 0

        def __iter__(self):
            self.count += 1
            return iter(passes[(self.count - 1) % len(passes)])

    loader = Loader()
    got = student.train(params, loader, epochs, lr)
    fits = isinstance(got, (tuple, list)) and len(got) == 2
    try:
        after = [[np.asarray(a) for a in pair] for pair in params]
    except RuntimeError:
        after = None
    return {"pair": fits, "got": list(got) if fits else [], "passes": loader.count, "after": after}


@probe
def effort(student, params, batch, counts):
    """How many Python functions are called while training for so many equal batches, the second time."""
    import sys

    import jax
    import jax.numpy as jnp

    class Loader:
        def __init__(self, count):
            self.count = count

        def __iter__(self):
            return iter([batch] * self.count)

    calls = 0

    def profile(frame, event, arg):
        nonlocal calls
        calls += event == "call"

    found = []
    for count in counts:
        first, second = (jax.tree.map(jnp.array, params) for _ in range(2))
        student.train(first, Loader(count), 1, 0.1)
        calls, before = 0, sys.getprofile()
        sys.setprofile(profile)
        try:
            student.train(second, Loader(count), 1, 0.1)
        finally:
            sys.setprofile(before)
        found.append(calls)
    return found


@probe
def judging(student, params, batches):
    """How many Python functions are called while each of these batches is judged, the second time."""
    import sys

    calls = 0

    def profile(frame, event, arg):
        nonlocal calls
        calls += event == "call"

    found = []
    for batch in batches:
        student.evaluate(params, [batch])
        calls, before = 0, sys.getprofile()
        sys.setprofile(profile)
        try:
            student.evaluate(params, [batch])
        finally:
            sys.setprofile(before)
        found.append(calls)
    return found


@probe
def reader(student, params, images, labels, epochs, lr):
    """Train on the digits, in batches of 32 in a new order each epoch."""
    import numpy as np

    images = np.asarray(images, np.float32) / 255
    labels = np.asarray(labels, np.int32)

    class Loader:
        rng = np.random.default_rng(0)

        def __iter__(self):
            order = self.rng.permutation(len(images))[: len(images) // 32 * 32].reshape(-1, 32)
            return ((images[rows], labels[rows]) for rows in order)

    params, losses = student.train(params, Loader(), epochs, lr)
    return {"params": params, "losses": np.asarray(losses, np.float32)}


def network(rng, *widths):
    """Random parameters, lists of lists: nested as they came, they can be edited in place."""
    return [
        [(0.3 * rng.normal(size=(n_out, n_in))).astype(np.float32), (0.3 * rng.normal(size=n_out)).astype(np.float32)]
        for n_in, n_out in pairwise(widths)
    ]


def batches(rng, n_in, sizes):
    """Random images and labels in batches of these sizes, as NumPy."""
    return [
        (
            HostArray(rng.uniform(size=(n, n_in)).astype(np.float32)),
            HostArray(rng.integers(10, size=n).astype(np.int64)),
        )
        for n in sizes
    ]


def losses_of(got, count):
    """The losses as a vector of `count` numbers."""
    if isinstance(got, list | tuple):
        if any(isinstance(each, list | tuple) for each in got) or any(np.shape(each) != () for each in got):
            fail(f"the losses of {CALL} are nested. Return one flat list of numbers, one for each step. {READ}")
        got = np.asarray(got)
    got = expect_array(got, what=f"the losses of {CALL}")
    if got.ndim != 1 or len(got) != count:
        fail(
            f"the losses of {CALL} have shape {got.shape}; expected ({count},): one number for each *step*, epochs "
            f"times batches. {READ}"
        )
    return got


def run(student, params, passes, epochs, lr):
    """Train, and check that a pair came back."""
    got = student.probe(trained, params=params, passes=passes, epochs=epochs, lr=lr)
    expect(got["pair"] is True, f"{CALL} does not return a pair (params, losses). {READ}")
    return got


def plain(tree):
    """Lists of lists of arrays, for comparison: a pair may be a list or a tuple."""
    if not isinstance(tree, list | tuple) or not all(isinstance(pair, list | tuple) for pair in tree):
        fail(f"{CALL} does not return the parameters nested as they came: a list of pairs (w, b). {READ}")
    return [list(pair) for pair in tree]


@pytest.mark.weight(2)
def test_one_batch_makes_one_downhill_step(student, reference, rng):
    """One batch makes one step of gradient descent on nll: p - lr * g."""
    params, passes = network(rng, 6, 5, 10), [batches(rng, 6, [12])]
    lr = float(rng.uniform(0.2, 0.6))
    new = plain(run(student, params, passes, 1, lr)["got"][0])
    want = plain(reference.probe(trained, params=params, passes=passes, epochs=1, lr=lr)["got"][0])
    step = [[w - p for w, p in zip(*pairs, strict=True)] for pairs in zip(want, params, strict=True)]

    def moved(factor):
        return [
            [p + np.float32(factor) * s for p, s in zip(*pairs, strict=True)]
            for pairs in zip(params, step, strict=True)
        ]

    what = f"the parameters after one step of {CALL}"
    for factor, because in [
        (0, "are those before it: return the updated ones"),
        (-1, "went uphill: subtract the gradient"),
        (1 / lr, "moved by the whole gradient: `lr` is left out"),
        (12, "moved as if the losses of the batch were added up: average over the images"),
        (0.1, "moved a tenth of the way: was the mean taken over the classes, too?"),
    ]:
        recognise(new, moved(factor), f"{what} {because}. {READ}", want=want)
    dark = [[(HostArray(x.array / 255), y) for x, y in passes[0]]]
    recognise(
        new,
        plain(reference.probe(trained, params=params, passes=dark, epochs=1, lr=lr)["got"][0]),
        f"{what} are those for images divided by 255. They come ready to use: scaling is the transform's business. "
        f"{READ}",
        want=want,
    )
    expect_close(new, want, what=what, rtol=1e-3, atol=1e-4, because=f"Each `p` becomes `p - lr * g`. {READ}")


@pytest.mark.weight(2)
def test_losses_of_every_step_before_its_update(student, reference, rng):
    """The losses are one number for each step, in order, measured before the step's update."""
    params, passes = network(rng, 6, 5, 10), [batches(rng, 6, [8, 8, 5])]
    got = losses_of(run(student, params, passes, 3, 0.5)["got"][1], 9)
    want = np.float32(reference.probe(trained, params=params, passes=passes, epochs=3, lr=0.5)["got"][1])
    what = f"the losses of {CALL}"
    if np.allclose(got[3:6], want[3:6] / 10, rtol=0.2) and not np.allclose(got, want, rtol=0.2):
        fail(f"{what} are ten times too small: look at your `nll`. See *The loss*.")
    first = student.probe(trained, params=params, passes=passes, epochs=1, lr=0.0)["got"]
    same = losses_of(first[1], 3)
    if abs(got[0] - want[0]) > 1e-3 and abs(same[0] - want[0]) < 1e-4:
        fail(
            f"{what} are measured after the update. `jax.value_and_grad` gives the loss at the parameters that the "
            "gradient "
            f"was taken at, for free. {READ}"
        )
    expect_close(got.astype(np.float32), want, what=what, rtol=1e-3, atol=1e-4, because=READ)


@pytest.mark.weight(2)
def test_every_epoch_asks_the_loader_anew(student, reference, rng):
    """It iterates over the loader once for each epoch, and trains on what that epoch yields."""
    params = network(rng, 4, 10)
    passes = [batches(rng, 4, [6, 6]) for _ in range(3)]
    got = run(student, params, passes, 3, 0.5)
    if got["passes"] == 1:
        fail(
            f"{CALL} iterates over the loader once for all epochs. Each epoch has a new order: `for x, y in loader` "
            f"each time. {READ}"
        )
    expect(got["passes"] == 3, f"{CALL} does not iterate over the loader once for each epoch. {READ}")
    want = reference.probe(trained, params=params, passes=passes, epochs=3, lr=0.5)
    what = f"the parameters after three epochs of {CALL}"
    expect_close(plain(got["got"][0]), plain(want["got"][0]), what=what, rtol=1e-3, atol=1e-4, because=READ)


def test_the_callers_parameters_stay_as_they_are(student, rng):
    """The parameters that came in are unchanged afterwards."""
    params = network(rng, 4, 5, 10)
    got = run(student, params, [batches(rng, 4, [6, 6])], 2, 0.5)
    if got["after"] is None:
        fail(
            "The caller's parameters are gone after `train`: their memory was donated to the first step "
            "(`donate_argnums`). "
            f"Donate only what `train` has made itself. {READ}"
        )
    expect_close(
        got["after"],
        params,
        what=f"the caller's parameters after {CALL}",
        rtol=0,
        atol=0,
        because="Make new parameters with `jax.tree.map`; don't assign into the lists that came in.",
    )


def expect_compiled(student, rng):
    """Expect that a further batch costs little Python: its step was compiled before."""
    (batch,) = batches(rng, 8, [16])
    few, many = 2, 4  # the step may make other pairs of the first parameters, tuples of lists, and settle then
    calls = student.within(30).probe(effort, params=network(rng, 8, 6, 10), batch=batch, counts=[few, many])
    expect(
        isinstance(calls, list) and len(calls) == 2 and all(type(each) is int for each in calls),
        f"{CALL} could not be measured.",
    )
    # A compiled step costs tens of calls, hundreds with an update outside of it; tracing the gradient costs ten
    # thousand.
    expect(
        (calls[1] - calls[0]) / (many - few) < 5000,
        f"{CALL} traces the network again for every batch. Compile the step with `jax.jit`, and define it once: a "
        "function or "
        f"lambda made inside the loop is a new one each time, and so is its program. {READ}",
    )


@pytest.mark.weight(2)
def test_the_step_is_compiled_once(student, rng):
    """The step is compiled, once for all batches of a shape."""
    expect_compiled(student, rng)


@pytest.mark.weight(3)
def test_it_learns_to_read(student, reference, rng, key):
    """Twelve epochs on the small set of digits reach 93 % on digits held out."""
    expect_compiled(student, rng)  # or 528 steps would take minutes
    images, labels, test_images, test_labels = (
        np.fromfile(RAW / f"{part}-ubyte", np.uint8, offset=offset)
        for part, offset in (
            ("train-images-idx3", 16),
            ("train-labels-idx1", 8),
            ("t10k-images-idx3", 16),
            ("t10k-labels-idx1", 8),
        )
    )
    x, y = test_images.reshape(-1, 784).astype(np.float32) / 255, test_labels.astype(np.int64)
    got = student.within(60).probe(
        reader,
        params=[list(pair) for pair in reference.init_MLP(key(), (784, 128, 10), 0.05)],
        images=HostArray(images.reshape(-1, 784)),
        labels=HostArray(labels),
        epochs=12,
        lr=0.3,
    )
    losses = losses_of(got["losses"], 12 * 44)
    expect(
        np.isfinite(losses).all() and losses[-44:].mean() < 0.5 * losses[:10].mean(),
        f"the losses of {CALL} do not fall while it trains on digits. {READ}",
    )
    new = plain(got["params"])
    for i, shape in enumerate([(128, 784), (10, 128)]):
        expect(len(new) == 2 and len(new[i]) == 2, f"{CALL} does not return as many parameters as came in.")
        expect_array(new[i][0], what=f"`w` of layer {i} after {CALL}", shape=shape)
    score = float(reference.accuracy(new, x, y))
    expect(
        score >= 0.93,
        f"{CALL} reaches {score:.0%} on held-out digits after 12 epochs with `lr=0.3`; 93 % is asked for. {READ}",
    )


@pytest.mark.weight(2)
def test_evaluate_counts_every_image_once(student, rng):
    """`evaluate` is the share of all images that are right, however they are cut into batches."""
    params = [[5 * np.eye(10, dtype=np.float32), np.zeros(10, np.float32)]]
    guesses = rng.integers(10, size=25)
    x = rng.uniform(0, 0.5, size=(25, 10)).astype(np.float32)
    x[np.arange(25), guesses] = 1
    y = guesses.copy()
    y[:7] = (y[:7] + rng.integers(1, 10, size=7)) % 10  # seven wrong ones, all of the first batch of 10
    cut = [(0, 10), (10, 20), (20, 25)]
    got = student.evaluate(params, [(HostArray(x[a:b]), HostArray(y[a:b])) for a, b in cut])
    got = np.float32(got) if isinstance(got, bool | int | float) else expect_array(got, what=SCORE, shape=())
    want = np.float32(18 / 25)
    recognise(
        got,
        np.float32((0.3 + 1 + 1) / 3),
        f"{SCORE} averages the batches' accuracies. The last batch is smaller, and its images count for more: add up "
        "how many "
        f"are right, and divide by how many there are. {READ}",
    )
    recognise(got, np.float32(18), f"{SCORE} counts the images that are right. Divide by how many there are. {READ}")
    recognise(got, np.float32(1), f"{SCORE} looks at the last batch only. {READ}")
    recognise(got, np.float32(0.3), f"{SCORE} looks at the first batch only. {READ}")
    recognise(got, np.float32(7 / 25), f"{SCORE} is the share of images that are wrong. {READ}")
    because = (
        f"Count the images whose most probable class is the true one; the loss does not say how many they are. {READ}"
    )
    expect_close(np.float32(got), want, what=SCORE, because=because)
    one = student.evaluate(params, [(HostArray(x[:10]), HostArray(y[:10]))])
    one = np.float32(one) if isinstance(one, bool | int | float) else expect_array(one, what=SCORE, shape=())
    expect_close(np.float32(one), np.float32(0.3), what=f"{SCORE} of a single batch", because=READ)


def test_evaluate_takes_whole_batches(student, rng):
    """`evaluate` judges the images of a batch together, not one by one in Python."""
    calls = student.within(30).probe(judging, params=network(rng, 6, 10), batches=batches(rng, 6, [8, 64]))
    expect(
        isinstance(calls, list) and len(calls) == 2 and all(type(each) is int for each in calls),
        f"{SCORE} could not be measured.",
    )
    expect(
        calls[1] < 3 * calls[0],  # as many for either, or eight times as many for the larger one
        f"{SCORE} goes through the images of a batch in a Python loop. `batched_predict` takes the whole batch at "
        f"once. {READ}",
    )
