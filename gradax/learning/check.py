"""`check`: an exercise's visible checks on the live notebook, or all of them at a glance."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from gradax.learning import notebook
from gradax.learning.as_html import check_card_html, overview_html
from gradax.learning.as_text import check_card_text
from gradax.learning.check_card import CheckCard, card_of
from gradax.learning.overview import overview_of, standing_of
from gradax.learning.overview_as_text import next_step, overview_text
from gradax.learning.quiet import CheckFailed, LearningError
from gradax.learning.workplace import Workplace, locate, workplace_at, workplaces

if TYPE_CHECKING:
    from gradax.testing.compared import Compared

CALL_SECONDS = 10.0  # for one call of the student's code, as when grading


def check(exercise: object = None, *, seconds: float = CALL_SECONDS) -> None:
    """Check what you wrote: run the visible checks of `exercise` and show how each went.

    Without a name, show at a glance how every exercise of the assignment stands. Code that does not end within
    `seconds` is interrupted, and its line is named.

    Raises:
        CheckFailed: quietly, where something did not pass; the card says what and why.
        LearningError: where there is no such exercise.
    """
    assignment = _assignment(exercise)
    if assignment:
        _show_overview(assignment, seconds)
        return
    name = named(exercise, "check")
    card = run_checks(locate(name, notebook.folder()), name, notebook.names(), seconds)
    notebook.show(check_card_text(card), html=check_card_html(card))
    if not card.passed:
        raise CheckFailed(f"{name}: {card.summary}.")


def check_all() -> None:
    """Show at a glance how every exercise of the assignment stands; the same as ``check()``."""
    check()


def _assignment(name: object) -> Workplace | None:
    """The assignment that is meant: the one here where no name is given, or the one of that name."""
    if name is None:
        return workplace_at(notebook.folder())
    return next((place for place in workplaces(notebook.folder()) if place.name == name), None)


def _show_overview(place: Workplace, seconds: float) -> None:
    cards: list[CheckCard] = []
    for exercise in place.exercises():
        patient = not any(card.slow for card in cards)
        cards.append(run_checks(place, exercise, notebook.names(), seconds, patient))
    overview = overview_of(place, map(standing_of, cards))
    name = overview.next.standing.exercise if overview.next else ""
    invitation = f'Run `check("{name}")` to see more, `hint("{name}")` for a hint.'
    notebook.show(overview_text(overview, invitation), html=overview_html(overview, next_step(overview, invitation)))


def run_checks(
    place: Workplace, exercise: str, names: dict[str, Any], seconds: float = CALL_SECONDS, patient: bool = True
) -> CheckCard:
    """Run an exercise's visible checks on `names`; for `patient` see `LocalTransport`."""
    from gradax.learning.pictures import pictures_of
    from gradax.testing.runner import run_tests
    from gradax.testing.student import Student
    from gradax.wire.perform import Performer
    from gradax.wire.transport import LocalTransport

    transport = LocalTransport(Performer(names, live=True), seconds=seconds, say=notebook.say, patient=patient)
    compared: dict[str, Compared] = {}
    start = time.perf_counter()
    results = run_tests(
        [place.check_path(exercise)], lambda _: Student(transport), reveal=True, witness=compared.__setitem__
    )
    took = time.perf_counter() - start
    pictures = {name: pictures_of(each) for name, each in compared.items()}
    return card_of(exercise, results.get(exercise, []), took, place.points().get(exercise), pictures)


def named(exercise: object, function: str) -> str:
    """The name of the exercise: as it is given, or that of the object that is given in its place.

    Raises:
        LearningError: where it is neither.
    """
    if isinstance(exercise, str):
        return exercise
    known = {name for place in workplaces(notebook.folder()) for name in place.checked}
    bound = [name for name in known if notebook.names().get(name) is exercise]
    name = bound[0] if len(bound) == 1 else getattr(exercise, "__name__", None)
    if name in known:
        return str(name)
    example = name if isinstance(name, str) and name.isidentifier() else "forward"
    raise LearningError(f'Give the exercise\'s name in quotes: {function}("{example}").')
