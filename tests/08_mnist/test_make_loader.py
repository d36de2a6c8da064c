"""Hidden tests for `make_loader`: epochs of NumPy batches, shuffled and repeatable, or complete and in order."""

from itertools import pairwise

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe

CALL = "`make_loader(ds, bs, shuffle, seed)`"
WORKERS = f"{CALL} asks for worker processes. A process that has used JAX must not be forked: leave `num_workers` at 0."
EPOCHS = "See *Epochs, shuffled and repeatable*."


@probe
def epochs(student, n, bs, shuffle, seed, count):
    """The labels of each batch of each epoch; sample i of the dataset has the label i and an image full of i."""
    import numpy as np

    class Numbers:
        def __len__(self):
            return n

        def __getitem__(self, i):
            if not 0 <= i < n:
                raise IndexError(i)
            return np.full(3, i, np.float32), int(i)

    loader = student.make_loader(Numbers(), bs, shuffle, seed)
    if getattr(loader, "num_workers", 0):
        return "workers"
    return [[np.asarray(y).tolist() for x, y in loader] for _ in range(count)]


@probe
def first_batch(student):
    """The parts of a first batch, and whether they are NumPy arrays."""
    import numpy as np

    class Numbers:
        def __len__(self):
            return 7

        def __getitem__(self, i):
            if not 0 <= i < 7:
                raise IndexError(i)
            return np.full(3, i, np.float32), int(i)

    loader = student.make_loader(Numbers(), 4, False, 0)
    if getattr(loader, "num_workers", 0):
        return {"numpy": "workers", "parts": []}
    batch = next(iter(loader))
    return {"numpy": [isinstance(part, np.ndarray) for part in batch], "parts": [np.asarray(part) for part in batch]}


@probe
def disturbed(student, n, bs, seed, disturb):
    """The labels of two epochs; with `disturb`, while others draw random numbers."""
    import random

    import numpy as np

    class Numbers:
        def __len__(self):
            return n

        def __getitem__(self, i):
            if not 0 <= i < n:
                raise IndexError(i)
            return np.full(3, i, np.float32), int(i)

    def others(salt):
        import torch

        if disturb:
            torch.manual_seed(salt)
            np.random.seed(salt)
            random.seed(salt)
            for _ in student.make_loader(Numbers(), bs, True, salt):
                break

    found = []
    others(1)
    loader = student.make_loader(Numbers(), bs, True, seed)
    if getattr(loader, "num_workers", 0):
        return "workers"
    others(2)
    for epoch in range(2):
        others(3 + epoch)
        found.append([np.asarray(y).tolist() for x, y in loader])
    return found


def labels(got, what=CALL):
    """What the probe tells, as epochs of batches of whole numbers."""
    if isinstance(got, str):
        fail(WORKERS)
    plain = isinstance(got, list) and all(
        isinstance(epoch, list)
        and all(isinstance(batch, list) and all(type(y) is int for y in batch) for batch in epoch)
        for epoch in got
    )
    if not plain:
        fail(f"{what} does not yield batches of images and labels as `numpy_collate` makes them. {EPOCHS}")
    return got


def flat(epoch):
    """The labels of an epoch in their order."""
    return [y for batch in epoch for y in batch]


def expect_repeatable(got):
    """Expect that every epoch has batches."""
    if not all(got):
        fail(
            f"{CALL} can be iterated over once only: the second epoch is empty. A generator is used up after one "
            "pass; return "
            f"an object whose `__iter__` begins anew. {EPOCHS}"
        )


@pytest.mark.weight(2)
def test_judging_sees_every_sample_in_order(student, rng):
    """Without shuffling, every sample comes once, in the dataset's order; the last batch may be smaller."""
    n, bs = 5 * int(rng.integers(3, 6)) + 3, 5
    got = labels(student.probe(epochs, n=n, bs=bs, shuffle=False, seed=1, count=2))
    expect_repeatable(got)
    for epoch in got:
        seen = flat(epoch)
        if sorted(seen) == list(range(n)):
            expect(seen == list(range(n)), f"{CALL} shuffles although `shuffle` is False. {EPOCHS}")
        expect(
            len(seen) >= n,
            f"{CALL} leaves samples out when judging. Only training drops the smaller last batch. {EPOCHS}",
        )
        expect_close(
            [len(batch) for batch in epoch],
            [bs] * (n // bs) + [n % bs],
            what=f"the list of batch sizes of {CALL}",
            because=EPOCHS,
        )
        expect(seen == list(range(n)), f"{CALL} does not give every sample once, in the dataset's order. {EPOCHS}")


@pytest.mark.weight(2)
@pytest.mark.parametrize("left_over", [0, 4])
def test_training_has_full_batches_only(student, rng, left_over):
    """With shuffling, all batches are full, and no sample comes twice in an epoch."""
    n, bs = 6 * int(rng.integers(3, 6)) + left_over, 6
    got = labels(student.probe(epochs, n=n, bs=bs, shuffle=True, seed=int(rng.integers(100)), count=2))
    expect_repeatable(got)
    for epoch in got:
        expect(
            all(len(batch) == bs for batch in epoch),
            f"{CALL} yields a batch that is not full when training. A new shape compiles the update anew: drop what "
            "is left "
            f"over, other samples will be next time. {EPOCHS}",
        )
        expect(
            len(epoch) == n // bs,
            f"{CALL} yields {len(epoch)} batches of {bs} out of {n} samples; expected {n // bs}. {EPOCHS}",
        )
        seen = flat(epoch)
        expect(
            len(set(seen)) == len(seen),
            f"{CALL} yields a sample twice in an epoch: shuffle, don't draw with replacement.",
        )
        expect(set(seen) <= set(range(n)), f"{CALL} yields samples that are not in the dataset.")


@pytest.mark.weight(2)
def test_every_epoch_has_a_new_order(student, rng):
    """With shuffling, every epoch comes in a new random order."""
    got = labels(student.probe(epochs, n=60, bs=10, shuffle=True, seed=int(rng.integers(100)), count=3))
    expect_repeatable(got)
    orders = [flat(epoch) for epoch in got]
    expect(
        all(order != sorted(order) for order in orders),
        f"{CALL} yields the samples in the dataset's order although `shuffle` is True. {EPOCHS}",
    )
    expect(
        orders[0] != orders[1] and orders[1] != orders[2],
        f"{CALL} repeats the same order in every epoch. Make the generator once, with the loader, and let every epoch "
        "go on "
        f"drawing from it. {EPOCHS}",
    )
    expect(
        all(sum(b - a == 1 for a, b in pairwise(order)) < 30 for order in orders),  # by chance it is one, of 59
        f"{CALL} goes through the dataset in its own order, beginning elsewhere each time. Draw a random order of all "
        f"samples for every epoch. {EPOCHS}",
    )
    expect(
        len({frozenset(map(frozenset, epoch)) for epoch in got}) == 3,
        f"{CALL} makes the same batches in every epoch, in another order only. Shuffle the samples, not the batches. "
        f"{EPOCHS}",
    )


def test_no_sample_is_left_out_for_ever(student, rng):
    """Over many epochs every sample is trained on."""
    got = labels(student.probe(epochs, n=13, bs=4, shuffle=True, seed=int(rng.integers(100)), count=25))
    seen = {y for epoch in got for y in flat(epoch)}
    expect(
        seen == set(range(13)),  # by chance a sample is missing in all of 25 epochs once in 10**28
        f"{CALL} leaves the same samples out in every epoch. Shuffle all samples first, then drop what is left over. "
        f"{EPOCHS}",
    )


@pytest.mark.weight(2)
def test_the_seed_decides_the_order(student, rng):
    """The same seed gives the same epochs, another seed others."""
    seed = int(rng.integers(1000))
    first, again, other = (
        labels(student.probe(epochs, n=40, bs=8, shuffle=True, seed=each, count=2)) for each in (seed, seed, seed + 1)
    )
    expect(
        first == again,
        f"{CALL} gives another order when it is called again with the same seed. Give the loader a generator of its "
        "own, made "
        f"from `seed`. {EPOCHS}",
    )
    expect(
        first != other,
        f"{CALL} gives the same order for two different seeds: `seed` does not reach the shuffling. {EPOCHS}",
    )


def test_nothing_else_decides_the_order(student, rng):
    """Other loaders and global seeds don't change the order."""
    seed = int(rng.integers(1000, 2000))
    quiet, noisy = (
        labels(student.probe(disturbed, n=40, bs=8, seed=seed, disturb=disturb)) for disturb in (False, True)
    )
    expect(
        quiet == noisy,
        f"{CALL}: the order changes when somebody else draws random numbers or calls `torch.manual_seed`. That is the "
        "global "
        f"generator; give the loader one of its own, made from `seed`. {EPOCHS}",
    )


def test_batches_are_numpy_arrays(student):
    """Batches are NumPy arrays, float32 images and integer labels."""
    got = student.probe(first_batch)
    if isinstance(got["numpy"], str):
        fail(WORKERS)
    expect(
        got["numpy"] == [True, True],
        f"{CALL} does not yield a pair of NumPy arrays. Hand `numpy_collate` to the loader. See *From samples to a "
        "batch*.",
    )
    what = f"the first batch of {CALL}"
    expect_tree(got["parts"], [np.zeros((4, 3)), np.zeros(4)], what=what)
    x, y = got["parts"]
    expect_close(
        x, np.tile(np.float32(y)[:, None], 3), what=f"the images of {what}", because="They belong to other labels."
    )
    expect_array(y, what=f"the labels of {what}", dtype=np.integer)
