"""The class report as plain text, for a terminal and for a file."""

from __future__ import annotations

from collections.abc import Iterator

from gradax.gradebook.verdict_card import KIND_WORDS, inert, points
from gradax.report.class_report import BINS, ClassReport, ExerciseCount

NAMES_AT_MOST = 12


def as_text(report: ClassReport) -> str:
    """The whole report, ending in a newline."""
    return inert("\n".join(_lines(report)) + "\n")


def name_some(students: list[str]) -> str:
    """The first few of them, and how many more there are."""
    shown = ", ".join(students[:NAMES_AT_MOST])
    more = len(students) - NAMES_AT_MOST
    return f"{shown} and {more} more" if more > 0 else shown


def percent(share: float) -> str:
    """A share in whole per cent."""
    return f"{100 * share:.0f} %"


def status_line(report: ClassReport) -> str:
    """How many submissions there are, and how they went."""
    counts = ", ".join(f"{count} {status}" for status, count in sorted(report.statuses.items()))
    middle, half = report.middle
    return f"{len(report.results)} submissions ({counts}); mean {percent(middle)}, median {percent(half)} of the points"


def _lines(report: ClassReport) -> Iterator[str]:
    yield f"{report.title} ({report.assignment})"
    yield status_line(report)
    if report.unprotected:
        yield f"Graded without protection: {name_some(report.unprotected)}"
    yield ""
    yield "Scores"
    widest = max(report.histogram, default=0)
    for index, count in enumerate(report.histogram):
        bar = "█" * round(30 * count / widest) if widest else ""
        yield f"  {_bin(index)}  {bar} {count or ''}".rstrip()
    for exercise in report.exercises:
        yield ""
        yield from _exercise(exercise)
    if report.endings:
        yield ""
        yield "Tests that ended early"
        for kind, students in sorted(report.endings.items()):
            yield f"  {KIND_WORDS[kind]} ({kind}): {len(students)}: {name_some(students)}"
    warnings = [(result.student, text) for result in report.results for text in result.warnings]
    if warnings or report.problems:
        yield ""
        yield "Warnings"
        yield from (f"  {student}: {' '.join(text.split())}" for student, text in warnings)
        yield from (f"  {problem}" for problem in report.problems)


def _exercise(exercise: ExerciseCount) -> Iterator[str]:
    yield (
        f"{exercise.name} ({points(exercise.max_score)} points): {percent(exercise.pass_rate)} passed it, "
        f"{percent(exercise.mean_share)} of the points on average"
    )
    for test in exercise.tests.values():
        if test.failed or test.errors:
            ours = f", {len(test.errors)} not graded" if test.errors else ""
            yield f"  ✘ {len(test.failed)} failed{ours}: {' '.join(test.rubric.split())}"
    for sentence, students in sorted(exercise.misconceptions.items(), key=lambda item: -len(item[1])):
        yield f"  like this, {len(students)}: {sentence} ({name_some(students)})"


def _bin(index: int) -> str:
    width = 100 // BINS
    last = index == BINS - 1
    return f"{index * width:3d}–{(index + 1) * width - (0 if last else 1):3d} %"
