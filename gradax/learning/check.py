"""`check`: an exercise's visible checks on the live notebook."""

from __future__ import annotations

import time
from typing import Any

from gradax.learning import notebook
from gradax.learning.as_html import card_html
from gradax.learning.as_text import card_text
from gradax.learning.check_card import CheckCard, card_of
from gradax.learning.quiet import CheckFailed, LearningError
from gradax.learning.workplace import Workplace, locate

CALL_SECONDS = 10.0  # for one call of the student's code, as when grading


def check(exercise: str, *, seconds: float = CALL_SECONDS) -> None:
    """Check what you wrote: run the visible checks of `exercise` and show how each went.

    Code that does not end within `seconds` is interrupted, and its line is named.

    Raises:
        CheckFailed: quietly, where something did not pass; the card says what and why.
        LearningError: where there is no such exercise.
    """
    place = locate(named(exercise, "check"), notebook.folder())
    card = judge(place, exercise, notebook.names(), seconds)
    notebook.show(card_text(card), html=card_html(card))
    if not card.passed:
        raise CheckFailed(f"{exercise}: {card.summary}.")


def judge(place: Workplace, exercise: str, names: dict[str, Any], seconds: float = CALL_SECONDS) -> CheckCard:
    """Run an exercise's visible checks on `names`."""
    from gradax.testing.runner import run_tests
    from gradax.testing.student import Student
    from gradax.wire.perform import Performer
    from gradax.wire.transport import LocalTransport

    transport = LocalTransport(Performer(names, live=True), seconds=seconds, say=notebook.say)
    start = time.perf_counter()
    results = run_tests([place.check_path(exercise)], lambda _: Student(transport), reveal=True)
    return card_of(exercise, results.get(exercise, []), time.perf_counter() - start, place.points().get(exercise))


def named(exercise: object, function: str) -> str:
    """The exercise's name; raises `LearningError` where it is not given as a string."""
    if isinstance(exercise, str):
        return exercise
    name = getattr(exercise, "__name__", "forward")
    raise LearningError(f'Give the exercise\'s name in quotes: {function}("{name}").')
