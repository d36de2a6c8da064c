import numpy as np

from gradax.learning.pictures import pictures_of
from gradax.testing import Compared


def heat_map(got, want):
    (picture,) = pictures_of(Compared(np.asarray(got), np.asarray(want), 1e-4, 1e-5))
    return picture


def test_small_matrices_are_all_numbers():
    picture = heat_map([[1.0, 2.0], [3.0, 8.0]], [[1.0, 2.0], [3.0, 4.0]])
    assert [[(entry.level, entry.got, entry.want) for entry in entries] for _, entries in picture.rows] == [
        [(0, "1", "1"), (0, "2", "2")],
        [(0, "3", "3"), (4, "8", "4")],
    ]
    assert picture.sentence == "1 of 4 entries differs: [1, 1]."
    assert not picture.squares


def test_the_further_off_the_higher_the_level():
    picture = heat_map(np.array([[0.0, 1.0], [2.0, 4.0]]), np.zeros((2, 2)))
    assert [entry.level for _, entries in picture.rows for entry in entries] == [0, 1, 2, 4]


def test_nan_and_inf_are_furthest_off_and_named():
    picture = heat_map([[np.nan, -np.inf], [1.0, 1.5]], [[1.0, 1.0], [1.0, 1.0]])
    entries = [entry for _, row in picture.rows for entry in row]
    assert [entry.got for entry in entries] == ["nan", "-inf", "1", "1.5"]
    assert [entry.level for entry in entries] == [4, 4, 0, 4]


def test_an_expected_nan_is_no_difference():
    picture = heat_map([[np.nan, 1.0], [1.0, 1.0]], [[np.nan, 2.0], [1.0, 1.0]])
    assert picture.rows[0][1][0].level == 0


def test_of_large_matrices_the_numbers_are_those_around_the_mistake():
    want = np.zeros((50, 60))
    got = want.copy()
    got[49, 30] = 1
    picture = heat_map(got, want)
    assert [row for row, _ in picture.rows] == [44, 45, 46, 47, 48, 49]
    assert picture.columns == (27, 28, 29, 30, 31, 32)
    assert (picture.tall, picture.wide) == (17, 30)
    assert picture.squares == ("", "", "", "M15 16h1v1h-1z")
    assert "A square stands for 3 × 2 entries, and shows the one that is furthest off." in picture.sentence


def test_of_several_matrices_the_one_that_is_furthest_off():
    got = np.zeros((3, 2, 2))
    got[1, 0, 0], got[2, 1, 1] = 1, 9
    picture = heat_map(got, np.zeros((3, 2, 2)))
    assert picture.sentence.startswith("This is `[2]`, the matrix with the entry that is furthest off. 1 of 4")
