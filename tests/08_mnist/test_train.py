"""Hidden tests for `train` and `evaluate`: gradient descent over a loader, and an honest score."""

from pathlib import Path

import numpy as np
import pytest
from helpers import loss_and_slopes, nearest_kink, network
from probes import calls_of, passing

from gradax.testing import HostArray, expect, expect_array, expect_close, expect_tree, fail, near, probe, recognise
from gradax.testing.values import as_floats

BUILDS_ON = ("nll", "accuracy")
CALL = "`train(params, loader, epochs, lr)`"
SCORE = "`evaluate(params, loader)`"
READ = "See *Learning to read*."
RAW = Path(__file__).parents[2] / "source" / "08_mnist" / "data" / "MNIST" / "raw"


@probe
def trained(student, params, passes, epochs, lr):
    """Train on a loader whose k-th pass yields passes[k]; what comes back, and what became of the caller's things."""
    import numpy as np

    loader = passing(passes)
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
    import jax
    import jax.numpy as jnp

    found = []
    for count in counts:
        first, second = (jax.tree.map(jnp.array, params) for _ in range(2))
        student.train(first, passing([[batch] * count]), 1, 0.1)
        found.append(
            calls_of(lambda given=second, count=count: student.train(given, passing([[batch] * count]), 1, 0.1))
        )
    return found


@probe
def evaluated(student, params, passes):
    """The score on a loader whose k-th pass yields passes[k], and how many passes it made."""
    loader = passing(passes)
    return {"share": student.evaluate(params, loader), "passes": loader.count}


@probe
def judging(student, params, batches):
    """How many Python functions are called while each of these batches is judged, the second time."""
    found = []
    for batch in batches:
        student.evaluate(params, [batch])
        found.append(calls_of(lambda batch=batch: student.evaluate(params, [batch])))
    return found


@probe
def reader(student, params, images, labels, epochs, lr):
    """Train on the digits, in batches of 32 in a new order each epoch."""
    import numpy as np

    images = np.asarray(images, np.float32) / 255
    labels = np.asarray(labels, np.int32)
    rng = np.random.default_rng(0)
    orders = [rng.permutation(len(images))[: len(images) // 32 * 32].reshape(-1, 32) for _ in range(epochs)]
    got = student.train(
        params, passing([[(images[rows], labels[rows]) for rows in order] for order in orders]), epochs, lr
    )
    fits = isinstance(got, (tuple, list)) and len(got) == 2
    return {"params": got[0] if fits else None, "losses": got[1] if fits else None}


def small(rng, *widths, scale=0.3):
    """Random parameters, lists of lists: they can be edited in place."""
    return [list(pair) for pair in network(rng, *widths, scale=scale)]


def batches(rng, n_in, sizes, dtype=np.int64):
    """Random images and labels in batches of these sizes, as NumPy."""
    return [
        (
            HostArray(rng.uniform(size=(n, n_in)).astype(np.float32)),
            HostArray(rng.integers(10, size=n).astype(dtype)),
        )
        for n in sizes
    ]


def step_of(params, x, y, lr, *, factor=1.0):
    """One step of gradient descent, and the loss before it."""
    loss, slopes = loss_and_slopes(params, factor * x.array, np.eye(10)[y.array])
    moved = [[p - lr * g for p, g in zip(*pairs, strict=True)] for pairs in zip(params, slopes, strict=True)]
    return [[p.astype(np.float32) for p in pair] for pair in moved], loss


def descend(params, passes, lr):
    """Gradient descent through these passes: the parameters, and the losses."""
    losses = []
    for x, y in (batch for each in passes for batch in each):
        params, loss = step_of(params, x, y, lr)
        losses.append(loss)
    return params, np.array(losses, np.float32)


def losses_of(got, count):
    """The losses as a vector of `count` numbers."""
    if isinstance(got, list | tuple):
        flat = all(isinstance(each, int | float) or getattr(each, "shape", None) == () for each in got)
        expect(flat, f"the losses of {CALL} are not a flat list of numbers, one for each step. {READ}", code="nested")
        got = np.array([as_floats(each) for each in got if not np.iscomplexobj(each)], np.float32)
    got = expect_array(got, what=f"the losses of {CALL}", dtype=np.floating)
    expect(
        got.shape == (count,),
        f"the losses of {CALL} are not {count} numbers, one for each *step*, epochs times batches. {READ}",
        code="number-of-losses",
    )
    return got


def run(student, params, passes, epochs, lr):
    """Train, and check that a pair came back."""
    got = student.probe(trained, params=params, passes=passes, epochs=epochs, lr=lr)
    expect(got["pair"] is True, f"{CALL} does not return a pair (params, losses). {READ}")
    return got


def plain(tree, like):
    """Lists of lists of arrays, for comparison: a pair may be a list or a tuple."""
    if not isinstance(tree, list | tuple) or not all(isinstance(pair, list | tuple) for pair in tree):
        fail(f"{CALL} does not return the parameters nested as they came: a list of pairs (w, b). {READ}")
    found = [list(pair) for pair in tree]
    expect_tree(found, like, what=f"the parameters of {CALL}, as lists,")
    return found


@pytest.mark.core
@pytest.mark.weight(2)
def test_one_batch_makes_one_downhill_step(student, rng):
    """One batch makes one step of gradient descent on nll: p - lr * g, for large gradients, too."""
    what = f"the parameters after one step of {CALL}"
    for scale, lr, because in (
        (0.3, float(rng.uniform(0.2, 0.6)), "Each `p` becomes `p - lr * g`."),
        (3.0, float(rng.uniform(0.2, 0.6)), "Each `p` becomes `p - lr * g`, however large `g` is."),
        (0.3, float(rng.uniform(5, 9)), "Each `p` becomes `p - lr * g`, however large `lr` is."),
    ):
        while True:
            params, (batch,) = small(rng, 6, 5, 10, scale=scale), batches(rng, 6, [12])
            if nearest_kink(params, batch[0].array) > 1e-4:
                break
        new = plain(run(student, params, [[batch]], 1, lr)["got"][0], params)
        want = step_of(params, *batch, lr)[0]
        for wrong, code, said in [
            (0, "not-updated", "are those before it: return the updated ones"),
            (-lr, "uphill", "went uphill: subtract the gradient"),
            (1, "no-lr", "moved by the whole gradient: `lr` is left out"),
            (12 * lr, "summed", "moved as if the losses of the batch were added up: average over the images"),
            (0.1 * lr, "tenth", "moved a tenth of the way: was the mean taken over the classes, too?"),
        ]:
            recognise(new, step_of(params, *batch, wrong)[0], f"{what} {said}. {READ}", want=want, code=code)
        dark = step_of(params, *batch, lr, factor=1 / 255)[0]
        said = (
            f"{what} are those for images divided by 255. They come ready to use: scaling is the transform's business."
        )
        recognise(new, dark, said, want=want, code="scaled-again")
        expect_close(new, want, what=what, rtol=1e-3, atol=1e-3, because=f"{because} {READ}")


@pytest.mark.core
def test_a_step_with_nan_is_taken_too(student, rng):
    """A step is taken, and its loss kept, whatever loss and gradient are: where they are nan, so are the parameters."""
    params = small(rng, 6, 10)
    params[0][0] += np.float32(3e38)  # all logits overflow to inf, and inf - inf is nan
    passes = [[(HostArray(0.5 + x.array / 2), y) for x, y in batches(rng, 6, [4, 4])]]
    got = run(student, params, passes, 1, 0.5)["got"]
    because = "`train` takes every step and mends nothing: a loss that is nan should be seen, not hidden."
    what = f"the losses of {CALL} where the network overflows"
    expect_close(losses_of(got[1], 2), np.full(2, np.nan, np.float32), what=what, because=f"{because} {READ}")
    want = [[np.full_like(p, np.nan) for p in pair] for pair in params]
    what = f"the parameters of {CALL} where the gradients are nan"
    recognise(plain(got[0], params), params, f"{what} are those that came in. {because} {READ}", code="nan-skipped")
    expect_close(plain(got[0], params), want, what=what, because=f"{because} {READ}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_losses_of_every_step_before_its_update(student, rng):
    """The losses are one number for each step, in order, measured before the step's update."""
    params, passes = small(rng, 6, 5, 10), [batches(rng, 6, [8, 8, 5])]
    got = losses_of(run(student, params, passes, 3, 0.5)["got"][1], 9)
    want = descend(params, passes * 3, 0.5)[1]
    what = f"the losses of {CALL}"
    tenth = f"{what} are ten times too small: look at your `nll`. See *The loss*."
    expect(near(got[0], want[0]) or not near(got[0], want[0] / 10), tenth, code="tenth")
    after = step_of(params, *passes[0][0], 0.5)[0]
    said = (
        f"the first of {what} is measured after the update. `jax.value_and_grad` gives the loss at the parameters that "
        f"the gradient was taken at, for free. {READ}"
    )
    recognise(got[0], step_of(after, *passes[0][0], 0)[1], said, want=want[0], code="loss-after")
    expect_close(got.astype(np.float32), want, what=what, rtol=1e-3, atol=1e-3, because=READ)


@pytest.mark.core
def test_every_epoch_asks_the_loader_anew(student, rng):
    """It iterates over the loader once for each epoch, and trains on what that epoch yields."""
    params = small(rng, 4, 10)
    passes = [batches(rng, 4, [6, 6], dtype) for dtype in (np.int64, np.uint8, np.int32)]
    got = run(student, params, passes, 12, 0.5)
    expect(
        got["passes"] != 1,
        f"{CALL} iterates over the loader once for all epochs. Each epoch has a new order: `for x, y in loader` each "
        f"time. {READ}",
        code="one-pass-for-all",
    )
    expect(got["passes"] == 12, f"{CALL} does not iterate over the loader once for each epoch. {READ}")
    what = f"the parameters after twelve epochs of {CALL}"
    want = descend(params, 4 * passes, 0.5)[0]
    expect_close(plain(got["got"][0], params), want, what=what, rtol=1e-3, atol=1e-3, because=READ)


@pytest.mark.core
def test_a_step_with_nothing_to_learn_is_taken_too(student, rng):
    """Every step is taken, however small its loss: there is one for each batch of each epoch."""
    params, y = [[50 * np.eye(10, dtype=np.float32), np.zeros(10, np.float32)]], rng.integers(10, size=8)
    passes = [[(HostArray(np.eye(10, dtype=np.float32)[y]), HostArray(y))] * 3]
    got = run(student, params, passes, 2, 0.5)
    because = f"`train` takes every step, whatever the loss. {READ}"
    what = f"the losses of {CALL} for a network that is sure and right"
    expect_close(losses_of(got["got"][1], 6), np.zeros(6, np.float32), what=what, because=because)
    expect(got["passes"] == 2, f"{CALL} stops before the last epoch where the loss is tiny. {because}")
    what = f"the parameters of {CALL} for a network that is sure and right"
    expect_close(plain(got["got"][0], params), params, what=what, because=because)


@pytest.mark.core
def test_the_callers_parameters_stay_as_they_are(student, rng):
    """The parameters that came in are unchanged afterwards."""
    params = small(rng, 4, 5, 10)
    got = run(student, params, [batches(rng, 4, [6, 6])], 2, 0.5)
    new = plain(got["got"][0], params)
    expect(np.isfinite(new[0][0]).all() and np.any(new[0][0]), f"{CALL} does not return trained parameters. {READ}")
    expect(not near(new, params), f"{CALL} returns the parameters that came in. {READ}", code="not-updated")
    expect(
        got["after"] is not None,
        "The caller's parameters are gone after `train`: their memory was given away, as by `donate_argnums`. "
        f"Donate only what `train` has made itself. {READ}",
        code="donated",
    )
    because = "Make new parameters with `jax.tree.map`; don't assign into the lists that came in."
    what = f"the caller's parameters after {CALL}"
    expect_close(got["after"], params, what=what, rtol=0, atol=0, because=because, code="edited-in-place")


def expect_compiled(student, rng):
    """Expect that a further batch costs little Python: its step was compiled before."""
    (batch,) = batches(rng, 8, [16])
    few, many = 2, 4  # the step may make other pairs of the first parameters, tuples of lists, and settle then
    calls = student.within(30).probe(effort, params=small(rng, 8, 6, 10), batch=batch, counts=[few, many])
    expect_tree(calls, [0, 0], what=f"the list of numbers of calls in {CALL}")
    expect(all(type(each) is int for each in calls), f"{CALL} could not be measured.")
    # A compiled step costs tens of calls, hundreds with an update outside of it; tracing the gradient ten thousand.
    expect(
        (calls[1] - calls[0]) / (many - few) < 5000,
        f"{CALL} calls thousands of Python functions for every further batch, as tracing the network again does. "
        "Compile the step with `jax.jit`, and define it once: a function or lambda made inside the loop is a new one "
        f"each time, and so is its program. {READ}",
        code="not-compiled",
    )


def test_the_step_is_compiled_once(student, rng):
    """The step is compiled, once for all batches of a shape."""
    params, passes = small(rng, 8, 6, 10), [batches(rng, 8, [16])]
    losses_of(run(student, params, passes, 1, 0.5)["got"][1], 1)  # whoever does nothing compiles nothing
    expect_compiled(student, rng)


def digits(rng):
    """The small set of digits, images and labels, for training and held out."""
    names = {"train-images-idx3": 16, "train-labels-idx1": 8, "t10k-images-idx3": 16, "t10k-labels-idx1": 8}
    images, labels, test_images, test_labels = (
        np.fromfile(RAW / f"{name}-ubyte", np.uint8, offset=offset) for name, offset in names.items()
    )
    order = rng.permutation(784)  # of the pixels, or somebody could have learned to read before
    images, test_images = (each.reshape(-1, 784)[:, order] for each in (images, test_images))
    return images, labels, test_images.astype(np.float32) / 255, test_labels


@pytest.mark.core
@pytest.mark.weight(2)
def test_it_learns_to_read(student, reference, rng, key):
    """Twelve epochs on the small set of digits reach 93 % on digits held out."""
    expect_compiled(student, rng)  # or 528 steps would take minutes
    images, labels, x, y = digits(rng)
    params = [list(pair) for pair in reference.init_MLP(key(), (784, 128, 10), 0.05)]
    data = {"images": HostArray(images), "labels": HostArray(labels), "epochs": 12, "lr": 0.3}
    got = student.within(60).probe(reader, params=params, **data)
    losses = losses_of(got["losses"], 12 * 44)
    expect(
        np.isfinite(losses).all() and losses[-44:].mean() < 0.5 * losses[:10].mean(),
        f"the losses of {CALL} do not fall while it trains on digits. {READ}",
        code="losses-do-not-fall",
    )
    new = plain(got["params"], params)
    hidden = np.maximum(x @ np.asarray(new[0][0], np.float32).T + new[0][1], 0)
    score = np.mean((hidden @ np.asarray(new[1][0], np.float32).T + new[1][1]).argmax(axis=1) == y)
    expect(score >= 0.93, f"{CALL} does not reach 93 % on held-out digits after 12 epochs with `lr=0.3`. {READ}")


def known_shares(wrong):
    """What several misconceptions give, with their codes and what to say of them."""
    return [
        (
            (1 - wrong / 10 + 1 + 1) / 3,
            "mean-of-batches",
            "averages the batches' accuracies. The last batch is smaller, and its images count for less: add up how "
            "many are right, and divide by how many there are",
        ),
        (25 - wrong, "counted", "counts the images that are right. Divide by how many there are"),
        (1, "last-batch", "is 1 although images of the first batch are wrong, as the last batch alone gives"),
        (1 - wrong / 10, "first-batch", "looks at the first batch only"),
        (wrong / 25, "share-of-wrong", "is the share of images that are wrong"),
    ]


@pytest.mark.core
@pytest.mark.weight(2)
def test_evaluate_counts_every_image_once(student, rng):
    """`evaluate` is the share of all images that are right, however they are cut into batches, in one pass."""
    params = [[5 * np.eye(10, dtype=np.float32), np.zeros(10, np.float32)]]
    guesses = rng.integers(10, size=25)
    x = rng.uniform(0, 0.5, size=(25, 10)).astype(np.float32)
    x[np.arange(25), guesses] = 1
    y = guesses.copy()
    wrong = int(rng.integers(4, 10))  # all of the first batch of 10
    y[:wrong] = (y[:wrong] + rng.integers(1, 10, size=wrong)) % 10
    cut = [(HostArray(x[a:b]), HostArray(y[a:b])) for a, b in ((0, 10), (10, 20), (20, 25))]
    other = [(HostArray(x), HostArray((guesses + 1) % 10))]
    got, want = share(student, params, [cut, other]), np.float32(1 - wrong / 25)
    for share_of, code, because in known_shares(wrong):
        recognise(got, np.float32(share_of), f"{SCORE} {because}. {READ}", want=want, code=code)
    because = f"Count the images whose most probable class is the true one; the loss does not say how many. {READ}"
    expect_close(got, want, what=SCORE, because=because)
    one = share(student, params, [cut[:1], other])
    expect_close(one, np.float32(1 - wrong / 10), what=f"{SCORE} of a single batch", because=READ)
    many = [(HostArray(np.tile(x, (40, 1))), HostArray(np.tile(y, 40).astype(np.uint8)))]
    expect_close(share(student, params, [many, other]), want, what=f"{SCORE} of a thousand images", because=READ)


def share(student, params, passes):
    """The score, which is one number, from one pass over the loader."""
    got = student.probe(evaluated, params=params, passes=passes)
    expect(
        got["passes"] == 1,
        f"{SCORE} does not iterate over the loader once. A second pass may cost as much as the first, or bring other "
        f"images. {READ}",
        code="other-number-of-passes",
    )
    value = got["share"]
    if isinstance(value, bool | int | float):
        return np.float32(as_floats(value))
    return expect_array(value, what=SCORE, shape=())


def test_evaluate_takes_whole_batches(student, rng):
    """`evaluate` judges the images of a batch together, not one by one in Python."""
    params, data = small(rng, 6, 10), batches(rng, 6, [8, 64])
    x, y = data[0]
    right = np.mean((x.array @ params[0][0].T + params[0][1]).argmax(axis=1) == y.array)
    expect_close(share(student, params, [data[:1]]), np.float32(right), what=SCORE, because=READ)
    calls = student.within(30).probe(judging, params=params, batches=data)
    expect_tree(calls, [0, 0], what=f"the list of numbers of calls in {SCORE}")
    expect(
        all(type(each) is int for each in calls) and calls[1] < 3 * calls[0],  # as many, or eight times as many
        f"{SCORE} calls many more Python functions for a larger batch, as a Python loop over its images does. "
        f"`batched_predict` takes the whole batch at once. {READ}",
        code="image-by-image",
    )
