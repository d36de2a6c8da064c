"""Classical item analysis: how well an exercise, or a test, tells those who can do the rest from those who cannot.

The figure is the corrected item-total correlation, also called item-rest correlation: Pearson's r between an item and
the total of all *other* items, since an item that is part of the total agrees with itself (Henrysson, "Correction of
item-total correlations in item analysis", Psychometrika 28, 1963, 211-218). For an item that is passed or failed, this
is the point-biserial correlation (Lord and Novick, "Statistical Theories of Mental Test Scores", 1968, chapter 15). Its
interval is Fisher's ("On the 'probable error' of a coefficient of correlation", Metron 1, 1921): symmetric in atanh r,
with a standard error of 1/√(n-3).

Nothing is said where there is too little data: fewer than `AT_LEAST` students, or fewer than `OF_EACH` who
passed, or who failed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, StatisticsError
from statistics import correlation as pearson

AT_LEAST = 10
OF_EACH = 3
POOR = 0.2  # "poor items, to be rejected or improved": Ebel, "Measuring Educational Achievement", 1965, p. 364
_Z = NormalDist().inv_cdf(0.975)
_ALMOST = 1 - 1e-9  # of an r of 1, atanh is infinite


@dataclass(frozen=True)
class Correlation:
    """A correlation with its 95 % interval.

    Attributes:
        r: the coefficient.
        low: the interval's lower end.
        high: its upper end.
        n: how many students it rests on.
    """

    r: float
    low: float
    high: float
    n: int

    @property
    def poor(self) -> bool:
        """Whether it is low beyond chance: even the upper end of its interval lies below `POOR`."""
        return self.high < POOR


def item_rest_correlation(items: Sequence[float], rests: Sequence[float]) -> Correlation | None:
    """How an item goes together with the rest, student by student; None where there is too little to say."""
    n = len(items)
    if n < AT_LEAST or _too_much_alike(items):
        return None
    try:
        r = pearson(items, rests)
    except StatisticsError:  # all have the same rest
        return None
    centre, reach = math.atanh(max(-_ALMOST, min(_ALMOST, r))), _Z / math.sqrt(n - 3)
    return Correlation(r, math.tanh(centre - reach), math.tanh(centre + reach), n)


def _too_much_alike(items: Sequence[float]) -> bool:
    """Whether all but a few have the same value."""
    return len(items) - max(map(items.count, set(items))) < OF_EACH
