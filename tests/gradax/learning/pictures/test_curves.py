import numpy as np

from gradax.learning.pictures import pictures_of
from gradax.testing import Compared


def curves(got, want):
    (picture,) = pictures_of(Compared(np.asarray(got), np.asarray(want), 1e-4, 1e-5))
    return picture


def test_two_lines_in_one_box():
    picture = curves([0.0, 1, 2, 3, 4], [0.0, 1, 2, 3, 2])
    assert picture.want == "M0.0 150.0L100.0 112.5L200.0 75.0L300.0 37.5L400.0 75.0"
    assert picture.got.endswith("L400.0 0.0")
    assert picture.wrong == "M400.0 0.0h0"
    assert (picture.top, picture.bottom, picture.last) == ("4", "0", 4)
    assert picture.sentence == (
        "1 of 5 entries differs: [4]. What came back is between 0 and 4. What is expected is between 0 and 3."
    )


def test_nan_and_inf_break_the_line_and_stand_at_the_edge():
    picture = curves([0.0, np.nan, 1, np.inf, -np.inf], np.ones(5))
    assert picture.got == "M0.0 150.0M200.0 0.0"
    assert picture.stray == "M100.0 150.0h0M300.0 0.0h0M400.0 150.0h0"
    assert "What came back is between 0 and 1, with 1 nan, 1 inf and 1 -inf." in picture.sentence


def test_nothing_finite_is_drawn_too():
    picture = curves([np.nan] * 6, [np.inf] * 6)
    assert (picture.got, picture.want) == ("", "")
    assert "What came back is 6 nan. What is expected is 6 inf." in picture.sentence


def test_no_mistake_is_lost_among_many_entries():
    want = np.zeros(100_000)
    got = want.copy()
    got[77_777] = 1
    picture = curves(got, want)
    assert picture.wrong == f"M{400 * 77_777 / 99_999:.1f} 0.0h0"
    assert "Of 100000 entries 159 are drawn" in picture.sentence


def test_the_largest_floats_fit():
    largest = np.finfo(np.float64).max
    assert "nan" not in curves([largest, -largest, 0, 0, 0], np.zeros(5)).got
