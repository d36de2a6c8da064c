import numpy as np
import pytest

from gradax.testing.places import places


def at(shape, *indices):
    marked = np.zeros(shape, bool)
    for index in indices:
        marked[index] = True
    return marked


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        (at((), ()), ""),
        (at(3), ""),
        (at(3, slice(None)), ""),
        (at(9, 4), "[4]"),
        (at(9, slice(4, 9)), "[4:9]"),
        (at(9, 0, 8), "[0] and [8]"),
        (at((3, 4), 1), "[1, :]"),
        (at((3, 4), np.s_[:, 0]), "[:, 0]"),
        (at((3, 4), np.s_[1:, 2:4]), "[1:3, 2:4]"),
        (at((2, 3, 4), np.s_[:, 1, 0]), "[:, 1, 0]"),
        (np.eye(4, dtype=bool), "the diagonal"),
        (~np.eye(4, dtype=bool), "everywhere but on the diagonal"),
        (np.triu(np.ones((4, 4), bool), 1), "above the diagonal"),
        (np.tril(np.ones((4, 4), bool), -1), "below the diagonal"),
        (at((4, 4), (0, 1), (2, 3)), "[0, 1] and [2, 3]"),
        (at(20, slice(3, 15, 2)), "within [3:14]"),
        (at(19, slice(0, None, 2)), "[0], [2], [4], [6] and 6 more"),
        (~at((3, 4), (0, 1), (2, 2)), "everywhere but at [0, 1] and [2, 2]"),
        (at((1, 3), (0, 0)), "[0, 0]"),
    ],
)
def test_the_shortest_index_that_says_it(marked, said):
    assert places(marked) == said
