"""The class report as one HTML page: no script, nothing loaded from elsewhere, all text escaped."""

from __future__ import annotations

from gradax.gradebook.verdict_card import KIND_WORDS
from gradax.html import CONTENT_POLICY, render
from gradax.report.as_text import percent, some, status_line
from gradax.report.class_report import ClassReport
from gradax.results import SIGNS


def as_html(report: ClassReport) -> str:
    """The whole page."""
    return render(
        "report/class_report.html.j2",
        report=report,
        status_line=status_line(report),
        content_policy=CONTENT_POLICY,
        kind_words=KIND_WORDS,
        signs=SIGNS,
        percent=percent,
        some=some,
    )
