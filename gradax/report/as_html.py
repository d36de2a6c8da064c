"""The class report as one HTML page: no script, nothing loaded from elsewhere, all text escaped."""

from __future__ import annotations

from markupsafe import Markup

from gradax.gradebook.cards.verdict_card import KIND_WORDS, PARTLY, is_blank
from gradax.html import CONTENT_POLICY, render, style
from gradax.report import plots
from gradax.report.as_text import NAMES_AT_MOST, figure, percent, status_line
from gradax.report.class_report import BINS, ClassReport
from gradax.report.counts import ExerciseOutcome
from gradax.report.item_analysis import AT_LEAST, OF_EACH
from gradax.results import SIGNS, ExerciseResult

CAUSES_AT_MOST = 10
PAIRS_AT_MOST = 30


def as_html(report: ClassReport) -> str:
    """The whole page."""
    return render(
        "report/class_report.html.j2",
        report=report,
        status_line=status_line(report),
        content_policy=CONTENT_POLICY,
        style=style("gradebook/converters/feedback.css", "report/class_report.css"),
        plots=_plots(report),
        outcomes=list(ExerciseOutcome),
        kind_words=KIND_WORDS,
        sign=_sign,
        percent=percent,
        figure=figure,
        names_at_most=NAMES_AT_MOST,
        causes_at_most=CAUSES_AT_MOST,
        pairs_at_most=PAIRS_AT_MOST,
        at_least=AT_LEAST,
        of_each=OF_EACH,
    )


def _plots(report: ClassReport) -> dict[str, Markup]:
    """The plots that there is something to draw in."""
    made = {}
    if report.shares:
        edges = [100 * index / BINS for index in range(BINS + 1)]
        made["scores"] = plots.histogram(
            report.histogram, edges, unit="share of the points, %", about="Submissions by their share of the points"
        )
    if report.exercises:
        made["outcomes"] = plots.outcomes(report.exercises, about="What became of each exercise")
        made["items"] = plots.items(report.exercises, about="Difficulty and discrimination of each exercise")
    if report.seconds and report.seconds[-1] > 0:
        made["time"] = plots.histogram(
            *report.durations, unit="seconds", about="Submissions by the seconds that grading them took"
        )
    return made


def _sign(exercise: ExerciseResult) -> str:
    return PARTLY.sign if is_blank(exercise) else SIGNS[exercise.verdict]
