import pytest

from gradax.report.item_analysis import item_rest_correlation

HALF = [0.0, 1.0] * 10


def test_an_item_that_goes_with_the_rest_correlates():
    found = item_rest_correlation(HALF, [0.2, 0.8] * 10)
    assert (found.r, found.n) == (pytest.approx(1.0), 20)


def test_one_that_goes_against_it_is_poor():
    found = item_rest_correlation(HALF, [0.8, 0.2] * 10)
    assert found.r == pytest.approx(-1.0)
    assert found.poor


def test_the_interval_is_fishers():
    # r = 0.5 of 28 students: atanh(0.5) ± 1.96 / 5, as tables have it
    items = [0.0] * 14 + [1.0] * 14
    rests = [0.0] * 10 + [1.0] * 4 + [0.0] * 3 + [1.0] * 11
    found = item_rest_correlation(items, rests)
    assert (found.r, found.low, found.high) == pytest.approx((0.5012, 0.1567, 0.7363), abs=1e-3)


def test_low_by_chance_is_not_poor():
    assert not item_rest_correlation([0.0, 1.0] * 6, [0.0, 0.0, 1.0, 1.0] * 3).poor


@pytest.mark.parametrize(
    ("items", "rests"),
    [
        ([], []),
        ([1.0], [0.5]),
        ([0.0, 1.0] * 4, [0.0, 1.0] * 4),  # fewer than ten
        ([1.0] * 20, [0.0, 1.0] * 10),  # everybody passes
        ([0.0] * 2 + [1.0] * 18, [0.0] * 2 + [1.0] * 18),  # two fail
        (HALF, [0.5] * 20),  # everybody has the same rest
    ],
)
def test_nothing_is_said_where_there_is_too_little(items, rests):
    assert item_rest_correlation(items, rests) is None
