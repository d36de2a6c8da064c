"""Visible checks of `make_loader`."""

import numpy as np

from gradax.testing import expect, probe


@probe
def labels_of(student, shuffle, seed, count):
    """The labels of ten samples in batches of four, for some epochs. A list is a dataset, too."""
    import numpy as np

    ten = [(np.float32([i, i]), i) for i in range(10)]
    loader = student.make_loader(ten, 4, shuffle, seed)
    return [[y.tolist() for _, y in loader] for _ in range(count)]


def test_judging(student):
    """Ten samples in batches of four, not shuffled: 0 to 3, 4 to 7, and the two that are left."""
    (got,) = student.probe(labels_of, shuffle=False, seed=0, count=1)
    expect(
        got == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]],
        "`make_loader(ds, 4, False, 0)` does not give every sample once, in order, the smaller batch last. "
        "See section 10.",
        f"got the labels {got}",
    )


def test_training(student):
    """Ten samples in batches of four, shuffled: two full batches of different samples, another order in each epoch."""
    got = student.probe(labels_of, shuffle=True, seed=0, count=3)
    for epoch in got:
        expect(
            [len(batch) for batch in epoch] == [4, 4] and len(set(np.ravel(epoch).tolist())) == 8,
            "`make_loader(ds, 4, True, 0)` is to give two full batches in each epoch, no sample twice. See section 10.",
            f"got the labels {epoch}",
        )
    expect(
        got[0] != got[1] and got[1] != got[2],
        "`make_loader(ds, 4, True, 0)` repeats the same order. Each epoch has its own.",
        f"got the labels {got}",
    )


def test_the_seed(student):
    """The same seed gives the same epochs, another seed others."""
    first, again, other = (student.probe(labels_of, shuffle=True, seed=seed, count=3) for seed in (5, 5, 6))
    expect(first == again, "Two loaders with seed 5 differ. Give the loader a generator made from `seed`.")
    expect(first != other, "Seeds 5 and 6 give the same order. Give the loader a generator made from `seed`.")
