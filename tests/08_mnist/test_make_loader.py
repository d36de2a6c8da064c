"""Hidden tests for `make_loader`: epochs of NumPy batches, shuffled and repeatable, or complete and in order."""

from itertools import pairwise

import numpy as np
import pytest
from probes import labels_in, numbers, seed_everything

from gradax.testing import expect, expect_close, fail, probe

BUILDS_ON = ("numpy_collate",)
CALL = "`make_loader(ds, bs, shuffle, seed)`"
WORKERS = f"{CALL} asks for worker processes. A process that has used JAX must not be forked: leave `num_workers` at 0."
EPOCHS = "See *Epochs, shuffled and repeatable*."


@probe
def epochs(student, n, bs, shuffle, seed, count):
    """The labels of each batch of each epoch; sample i of the dataset has the label i and an image full of i."""
    dataset = [numbers(n)[i] for i in range(n)] if n == bs else numbers(n)  # a list is a dataset, too
    loader = student.make_loader(dataset, bs, shuffle, seed)
    if getattr(loader, "num_workers", 0):
        return "workers"
    return [[labels_in(batch) for batch in loader] for _ in range(count)]


@probe
def broken_off(student, n, bs, shuffle, seed):
    """The labels of an epoch after one that was broken off at its first batch."""
    loader = student.make_loader(numbers(n), bs, shuffle, seed)
    for _ in loader:
        break
    return [[labels_in(batch) for batch in loader]]


@probe
def of_other_samples(student):
    """The batches of a dataset of dicts, and of one of bare arrays, in order."""
    import numpy as np

    dicts = [{"image": np.full(2, i, np.float32), "label": (i, [i])} for i in range(5)]
    arrays = [np.full(2, i, np.float32) for i in range(5)]
    told = []
    for batch in student.make_loader(dicts, 3, False, 1):
        fits = isinstance(batch, dict) and sorted(batch) == ["image", "label"]
        told.append([np.asarray(batch["image"]), np.asarray(batch["label"][0])] if fits else None)
    return [told, [np.asarray(batch) for batch in student.make_loader(arrays, 3, False, 1)]]


@probe
def first_batch(student):
    """The parts of a first batch, and whether they are NumPy arrays."""
    import numpy as np

    loader = student.make_loader(numbers(7), 4, False, 0)
    if getattr(loader, "num_workers", 0):
        return {"numpy": "workers", "parts": []}
    batch = next(iter(loader))
    parts = list(batch) if isinstance(batch, (tuple, list)) else []
    return {"numpy": [isinstance(part, np.ndarray) for part in parts], "parts": [np.asarray(part) for part in parts]}


@probe
def disturbed(student, n, bs, seed, disturb):
    """The labels of two epochs; with `disturb`, while others draw random numbers."""

    def others(salt):
        if disturb:
            seed_everything(salt)
            for _ in student.make_loader(numbers(n), bs, True, salt):
                break

    found = []
    others(1)
    loader = student.make_loader(numbers(n), bs, True, seed)
    if getattr(loader, "num_workers", 0):
        return "workers"
    others(2)
    for epoch in range(2):
        others(3 + epoch)
        found.append([labels_in(batch) for batch in loader])
    return found


def labels(got, what=CALL):
    """What the probe tells, as epochs of batches of whole numbers."""
    if isinstance(got, str):
        fail(WORKERS, code="workers")
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
    expect(
        len(got) > 1 and all(got),
        f"{CALL} yields nothing in one of two or more epochs. A generator is used up after one pass; return an object "
        f"whose `__iter__` begins anew. {EPOCHS}",
        code="used-up",
    )


def expect_training(student, seed):
    """Expect full, shuffled batches of different samples: without them there is no order to speak of."""
    for epoch in labels(student.probe(epochs, n=40, bs=8, shuffle=True, seed=seed, count=1)):
        fits = [len(batch) for batch in epoch] == [8] * 5 and sorted(flat(epoch)) == list(range(40))
        expect(fits, f"{CALL} does not give each of 40 samples once, in 5 batches of 8. {EPOCHS}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_judging_sees_every_sample_in_order(student, rng):
    """Without shuffling, every sample comes once, in the dataset's order; the last batch may be smaller."""
    for n, bs in ((5 * int(rng.integers(3, 6)) + 3, 5), (6, 6), (3, 1)):
        got = labels(student.probe(epochs, n=n, bs=bs, shuffle=False, seed=1, count=2))
        expect_repeatable(got)
        for epoch in got:
            seen = flat(epoch)
            expect(
                seen == list(range(n)) or sorted(seen) != list(range(n)),
                f"{CALL} changes the order of the samples although `shuffle` is False. {EPOCHS}",
                code="shuffles-for-judging",
            )
            expect(
                len(seen) >= n,
                f"{CALL} leaves samples out when judging. Only training drops the smaller last batch. {EPOCHS}",
                code="drops-for-judging",
            )
            expect(seen == list(range(n)), f"{CALL} does not give every sample once, in the dataset's order. {EPOCHS}")
            want = [bs] * (n // bs) + [n % bs] * (n % bs > 0)
            expect_close([len(each) for each in epoch], want, what=f"the list of batch sizes of {CALL}", because=EPOCHS)


@pytest.mark.core
@pytest.mark.parametrize(("n", "bs"), [(24, 6), (34, 6), (5, 5)])
def test_training_has_full_batches_only(student, rng, n, bs):
    """With shuffling, all batches are full, and no sample comes twice in an epoch."""
    got = labels(student.probe(epochs, n=n, bs=bs, shuffle=True, seed=int(rng.integers(100)), count=2))
    expect_repeatable(got)
    for epoch in got:
        expect(
            all(len(batch) == bs for batch in epoch),
            f"{CALL} yields a batch that is not full when training. A new shape compiles the update anew: drop what "
            f"is left over, other samples will be next time. {EPOCHS}",
            code="not-full",
        )
        said = f"{CALL} does not yield {n // bs} batches of {bs} from {n} samples. {EPOCHS}"
        expect(len(epoch) == n // bs, said, code="number-of-batches")
        seen = flat(epoch)
        expect(
            len(set(seen)) == len(seen),
            f"{CALL} yields a sample twice in an epoch: shuffle, don't draw with replacement.",
            code="sample-twice",
        )
        expect(set(seen) <= set(range(n)), f"{CALL} yields samples that are not in the dataset.")


def claims_of(orders):
    """What must hold of the orders of some epochs; with a code and what to say where it does not."""
    return [
        (
            all(order != sorted(order) for order in orders),
            "not-shuffled",
            "yields the samples in the dataset's order although `shuffle` is True",
        ),
        (
            all(one != other for one, other in pairwise(orders)),
            "same-order",
            "repeats the order of one epoch in the next. Make the generator once, with the loader, and let every epoch "
            "go on drawing from it",
        ),
        (
            # By chance it is one, of 59.
            all(sum(b - a == 1 for a, b in pairwise(order)) < 30 for order in orders),
            "neighbours-stay",
            "leaves most samples next to their neighbour in the dataset, as where the order is only rotated, or whole "
            "batches change places. Draw a random order of all samples for every epoch",
        ),
    ]


@pytest.mark.core
@pytest.mark.weight(2)
def test_every_epoch_has_a_new_order(student, rng):
    """With shuffling, every epoch comes in a new random order, and over many epochs no sample is left out."""
    got = labels(student.probe(epochs, n=60, bs=10, shuffle=True, seed=int(rng.integers(100)), count=3))
    expect_repeatable(got)
    for fits, code, because in claims_of([flat(epoch) for epoch in got]):
        expect(fits, f"{CALL} {because}. {EPOCHS}", code=code)
    expect(
        len({frozenset(map(frozenset, epoch)) for epoch in got}) == 3,
        f"{CALL} makes the same batches in every epoch, in another order only. Shuffle the samples, not the batches. "
        f"{EPOCHS}",
        code="same-batches",
    )
    far = [np.corrcoef(flat(epoch), range(60))[0, 1] for epoch in got]
    expect(
        max(map(abs, far)) < 0.8,  # by chance 0.13
        f"{CALL} leaves all samples near their places in the dataset, as where a few at a time are shuffled. Draw a "
        f"random order of all of them. {EPOCHS}",
        code="near-their-places",
    )
    many = labels(student.probe(epochs, n=13, bs=4, shuffle=True, seed=int(rng.integers(100)), count=25))
    expect(
        len({tuple(flat(epoch)) for epoch in many}) == 25,
        f"{CALL} repeats an order after some epochs. Let every epoch go on drawing from the loader's generator. "
        f"{EPOCHS}",
        code="orders-take-turns",
    )
    expect(
        {y for epoch in many for y in flat(epoch)} == set(range(13)),  # by chance one is missing once in 10**28
        f"{CALL} leaves the same samples out in every epoch. Shuffle all samples first, then drop what is left over. "
        f"{EPOCHS}",
        code="left-out-for-ever",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_seed_alone_decides_the_order(student, rng):
    """The same seed gives the same epochs, another seed others; other loaders and global seeds change nothing."""
    expect_training(student, 0)
    for seed in (int(rng.integers(2, 1000)), 0):
        first, other = (
            labels(student.probe(epochs, n=40, bs=8, shuffle=True, seed=each, count=2)) for each in (seed, seed + 1)
        )
        quiet, noisy = (labels(student.probe(disturbed, n=40, bs=8, seed=seed, disturb=each)) for each in (False, True))
        expect(
            first == quiet,
            f"{CALL} gives another order when it is called again with the same seed. Give the loader a generator of "
            f"its own, made from `seed`, which may be 0. {EPOCHS}",
            code="not-repeatable",
        )
        expect(
            first != other,
            f"{CALL} gives the same order for two different seeds. Make the loader's generator from `seed`. {EPOCHS}",
            code="seed-ignored",
        )
        expect(
            quiet == noisy,
            f"{CALL}: the order changes with what others do meanwhile: they draw random numbers, call "
            "`torch.manual_seed`, or iterate over loaders of theirs. Give each loader a generator of its own, made "
            f"from `seed`. {EPOCHS}",
            code="global-generator",
        )


@pytest.mark.core
def test_batches_are_numpy_arrays(student):
    """Batches are NumPy arrays, float32 images and integer labels."""
    got = student.probe(first_batch)
    if isinstance(got["numpy"], str):
        fail(WORKERS, code="workers")
    expect(
        isinstance(got["numpy"], list) and len(got["numpy"]) == 2 and all(each is True for each in got["numpy"]),
        f"{CALL} does not yield a pair of NumPy arrays. Pass `numpy_collate` to the loader. See *From samples to a "
        "batch*.",
        code="not-numpy",
    )
    want = [np.tile(np.arange(4, dtype=np.float32)[:, None], 3), np.arange(4)]
    expect_close(got["parts"], want, what=f"the list of images and labels in the first batch of {CALL}", because=EPOCHS)


@pytest.mark.core
def test_an_epoch_may_be_broken_off(student, rng):
    """Who stops in the middle of an epoch gets a whole one the next time."""
    for shuffle in (False, True):
        got = labels(student.probe(broken_off, n=20, bs=4, shuffle=shuffle, seed=int(rng.integers(100))))
        expect(
            len(got) == 1 and sorted(flat(got[0])) == list(range(20)),
            f"{CALL} goes on in the middle where the last epoch was broken off, as `next(iter(loader))` does. Each "
            f"`iter(loader)` begins anew. {EPOCHS}",
            code="goes-on",
        )


@pytest.mark.core
def test_samples_of_any_kind(student):
    """The dataset's samples may be dicts or bare arrays: batches are made by `numpy_collate`."""
    got = student.probe(of_other_samples)
    images = [np.tile(np.arange(a, b, dtype=np.float32)[:, None], 2) for a, b in ((0, 3), (3, 5))]
    want = [[[images[0], np.arange(3)], [images[1], np.arange(3, 5)]], images]
    because = f"`numpy_collate` knows all kinds of samples; take none of them for granted. {EPOCHS}"
    expect_close(got, want, what=f"the batches of {CALL} for dicts, and for arrays,", because=because)
