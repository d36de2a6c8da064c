import pytest

from gradax.course.config import LatePolicy
from gradax.gradebook.database.late import penalty

HOUR, DAY = 3600, 86400


@pytest.mark.parametrize(
    ("seconds", "points"),
    [(0, 0.0), (1, 8.0), (DAY, 8.0), (DAY + 1, 16.0), (3 * DAY - HOUR, 24.0), (30 * DAY, 40.0)],
)
def test_each_begun_day_costs_a_share_up_to_the_bound(seconds, points):
    assert penalty(LatePolicy(per_day=0.1, at_most=0.5), 80.0, seconds) == points


def test_without_a_price_lateness_costs_nothing():
    assert penalty(LatePolicy(), 80.0, DAY) == 0.0
