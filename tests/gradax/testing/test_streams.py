import ml_dtypes
import numpy as np
import pytest

from gradax.testing import correlation, could_be_independent, could_be_normal


@pytest.fixture
def numbers():
    return np.random.default_rng(3)


def test_independent_draws_are_uncorrelated(numbers):
    assert correlation(numbers.normal(size=(50, 40)), numbers.normal(size=(50, 40))) < 0.2


def test_draws_from_one_key_share_their_beginning_whatever_their_shapes(numbers):
    draw = numbers.normal(size=2000)
    assert correlation(draw.reshape(50, 40), draw[:1000].reshape(10, 100)) == pytest.approx(1)


def test_scale_shift_and_sign_hide_nothing(numbers):
    draw = numbers.normal(size=1000)
    assert correlation(draw, 3 - 0.1 * draw) == pytest.approx(1)


def test_what_does_not_vary_has_everything_in_common_with_its_like_only(numbers):
    assert correlation(np.zeros(5), np.ones(5)) == 1
    assert correlation(np.zeros(5), numbers.normal(size=5)) == 0


@pytest.mark.parametrize("broken", [[], [np.nan] * 3, [np.inf, 1, 2]])
def test_what_is_no_stream_has_nothing_in_common(broken):
    assert correlation(broken, [1.0, 2.0, 3.0]) == 0


def test_independent_normal_draws_could_be_normal(numbers):
    assert all(could_be_normal(*numbers.normal(size=(2, 50, 80))) for _ in range(20))


def test_draws_that_end_at_three_could_not(numbers):
    draws = numbers.normal(size=(2, 5000))
    assert not could_be_normal(*np.where(np.abs(draws) > 3, 0, draws))


def test_draws_divided_by_their_own_spread_could_not(numbers):
    draws = numbers.normal(size=(2, 4000)).astype(np.float32)
    assert not could_be_normal(*(draw / draw.std() for draw in draws))
    assert could_be_normal(draws[0] / draws[0].std(), draws[1])


def test_numbers_that_are_not_finite_could_not():
    assert not could_be_normal(np.array([4, np.inf]), np.array([np.nan, 1]))


def test_independent_entries_could_be_independent(numbers):
    assert all(could_be_independent(numbers.normal(size=shape)) for shape in [(50, 80), (3, 5), (1, 1)] * 20)


@pytest.mark.parametrize("dtype", ["float16", ml_dtypes.bfloat16])
def test_numbers_of_low_precision_could_be_independent(numbers, dtype):
    assert could_be_independent(numbers.normal(size=(50, 80)).astype(dtype))


@pytest.mark.parametrize("tie", [lambda w: np.sort(w, axis=0), lambda w: w[:1] + 0 * w, lambda w: np.abs(w)])
def test_entries_that_hang_together_could_not(numbers, tie):
    assert not could_be_independent(tie(numbers.normal(size=(60, 60))))
