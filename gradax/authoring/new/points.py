"""The points of an assignment, which sum to 100: what a new exercise gets, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from gradax.authoring.lint import POINTS
from gradax.course import CourseError
from gradax.text import counted


def room_for(before: Mapping[str, float], wanted: int | None = None) -> tuple[float, dict[str, float]]:
    """The points of a new exercise, and what the others are worth then.

    A new exercise takes what is left of 100. Where nothing is left, or less than is wanted, the others give up some,
    each in proportion; by default so that the new one has an even share.

    Args:
        before: the points of everything else, by name.
        wanted: the new exercise's points, where a number is asked for.

    Raises:
        CourseError: where the others would be left without any.
    """
    left = POINTS - sum(before.values())
    if wanted is None and left >= 1:
        return left, dict(before)
    giving = {name: worth for name, worth in before.items() if worth}
    wanted = round(POINTS / (len(giving) + 1)) if wanted is None else wanted
    most = POINTS - len(giving)
    if not 1 <= wanted <= most:
        others = f", since {counted(len(giving), 'other exercise')} cannot have less than 1" if giving else ""
        raise CourseError(
            f"An exercise cannot have {counted(wanted, 'point')} here: at least 1, at most {most}{others}."
        )
    if wanted <= left:
        return wanted, dict(before)
    return wanted, dict(before) | _scaled(giving, POINTS - wanted)


def _scaled(worth: Mapping[str, float], total: int) -> dict[str, float]:
    """Whole numbers in proportion to `worth`, each at least 1, which sum to `total`."""
    exact = {name: total * each / sum(worth.values()) for name, each in worth.items()}
    scaled = {name: max(1, int(each)) for name, each in exact.items()}
    while missing := total - sum(scaled.values()):
        step = 1 if missing > 0 else -1
        able = [name for name in scaled if scaled[name] + step]  # nobody gives up the last one
        scaled[max(able, key=lambda name: step * (exact[name] - scaled[name]))] += step
    return dict(scaled)
