"""The class report as plain text, for a terminal and for a file."""

from __future__ import annotations

from collections.abc import Iterator

from gradax.gradebook.cards.verdict_card import KIND_WORDS
from gradax.report.class_report import BINS, ClassReport
from gradax.report.counts import ByHandCount, ExerciseCount, ExerciseOutcome
from gradax.results import SIGNS, Verdict
from gradax.text import counted, listed, one_line, points, printable

NAMES_AT_MOST = 12


def as_text(report: ClassReport) -> str:
    """The whole report, ending in a newline."""
    return printable("\n".join(_lines(report)) + "\n")


def some(students: list[str]) -> str:
    """The first few of them, and how many more there are."""
    return listed(students, at_most=NAMES_AT_MOST)


def percent(share: float) -> str:
    """A share in whole per cent."""
    return f"{100 * share:.0f} %"


def figure(value: float) -> str:
    """A correlation, as the page shows it."""
    return f"{value:.2f}".replace("-", "−")


def status_line(report: ClassReport) -> str:
    """How many submissions there are, and how they went."""
    count = counted(len(report.results), "submission")
    if not report.results:
        return f"{count}; nothing to count yet"
    statuses = ", ".join(f"{number} {status}" for status, number in sorted(report.statuses.items()))
    if not report.shares:
        return f"{count} ({statuses})"
    middle, half = report.middle
    return f"{count} ({statuses}); mean {percent(middle)}, median {percent(half)} of the points"


def _lines(report: ClassReport) -> Iterator[str]:
    yield f"{report.title} ({report.assignment})"
    yield status_line(report)
    if report.blank:
        yield f"Nothing written: {some(report.blank)}"
    if report.unprotected:
        yield f"Graded without protection: {some(report.unprotected)}"
    yield ""
    yield "Scores"
    widest = max(report.histogram, default=0)
    for index, count in enumerate(report.histogram):
        bar = "█" * round(30 * count / widest) if widest else ""
        yield f"  {_bin(index)}  {bar} {count or ''}".rstrip()
    if report.suspects:
        yield ""
        yield "Tests to look at"
        for exercise, test in report.suspects:
            yield f"  {exercise.name}: {one_line(test.rubric)} {' '.join(test.suspicions)}"
    for exercise in report.exercises:
        yield ""
        yield from _exercise(exercise)
    if report.by_hand:
        yield ""
        yield "Graded by hand"
        yield from ("  " + line for line in map(_by_hand, report.by_hand))
    if report.endings:
        yield ""
        yield "Tests that ended early"
        for ending in report.endings:
            students = ending.students
            yield f"  {KIND_WORDS[ending.kind]} ({ending.kind}): {len(students)}: {some(students)}"
    if report.alike:
        yield ""
        yield "Nearly the same: to look at, never an accusation"
        for each in report.alike:
            how = "identical" if each.share is None else f"{percent(each.share)} in common"
            yield f"  {some([*each.students])}: {how}"
    if report.warnings:
        yield ""
        yield "Warnings"
        yield from ("  " + ": ".join(filter(None, (student, one_line(text)))) for student, text in report.warnings)


def _exercise(exercise: ExerciseCount) -> Iterator[str]:
    blank = exercise.outcomes[ExerciseOutcome.BLANK]
    told = [
        f"{percent(exercise.pass_rate)} passed, {percent(exercise.mean_share)} of the points on average"
        if exercise.shares
        else "",
        f"discrimination {figure(exercise.discrimination.r)}" if exercise.discrimination else "",
        f"not written by {blank}" if blank else "",
    ]
    yield f"{exercise.name} ({points(exercise.max_score)} points): {', '.join(filter(None, told))}"
    for test in exercise.tests.values():
        if test.failed or test.errors:
            ours = f", {len(test.errors)} not graded" if test.errors else ""
            yield f"  {SIGNS[Verdict.FAILED]} {len(test.failed)} failed{ours}: {one_line(test.rubric)}"
    for sentence, students in exercise.by_misconception:
        yield f"  {len(students)} look like this: {sentence} ({some(students)})"
    if exercise.unknown:
        alone = sum(len(cluster.students) for cluster in exercise.unknown)
        yield f"  {alone} fail without a diagnosis, in {counted(len(exercise.unknown), 'way')}"


def _by_hand(count: ByHandCount) -> str:
    waiting = f"; {len(count.waiting)} waiting: {some(count.waiting)}" if count.waiting else ""
    if not count.max_score:
        return f"{count.name} (no points)"
    average = f", {percent(count.mean_share)} of the points on average" if count.shares else ""
    return f"{count.name} ({points(count.max_score)} points): {len(count.shares)} graded{average}{waiting}"


def _bin(index: int) -> str:
    width = 100 // BINS
    last = index == BINS - 1
    return f"{index * width:3d}–{(index + 1) * width - (0 if last else 1):3d} %"
