"""The class report as one HTML page: no script, nothing loaded from elsewhere, all text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape as _escape

from gradax.gradebook.verdict_card import KIND_WORDS, SYMBOLS, inert, points
from gradax.html import CONTENT_POLICY
from gradax.report.as_text import name_some, percent, status_line
from gradax.report.class_report import BINS, ClassReport, ExerciseCount
from gradax.results import Verdict

_STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { margin-bottom: 0 } h2 { margin-top: 2.5rem; border-bottom: 1px solid #8c959f } h3 { margin-bottom: .3rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #8c959f55; vertical-align: top }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.bar { background: #2f6feb; height: 1.1em; border-radius: 2px } .histogram td { border: 0; padding: .1rem .6rem }
.histogram td.wide { width: 80% } code { font-size: .95em } .quiet { opacity: .75 } pre, .text { white-space: pre-wrap }
"""


def as_html(report: ClassReport) -> str:
    """The whole page."""
    body = [
        f"<h1>{escape(report.title)}</h1>",
        f'<p class="quiet"><code>{escape(report.assignment)}</code></p>',
        f"<p>{escape(status_line(report))}</p>",
    ]
    if report.unprotected:
        body.append(f"<p><strong>Graded without protection:</strong> {escape(name_some(report.unprotected))}</p>")
    body += ["<h2>Scores</h2>", _histogram(report), "<h2>Exercises</h2>", _overview(report)]
    body += [_exercise(exercise) for exercise in report.exercises]
    if report.endings:
        rows = [(KIND_WORDS[kind], kind, len(who), name_some(who)) for kind, who in sorted(report.endings.items())]
        body += ["<h2>Tests that ended early</h2>", _table(("What happened", "Kind", "#Students", "Who"), rows)]
    warnings = [(result.student, text) for result in report.results for text in result.warnings]
    warnings += [("", problem) for problem in report.problems]
    if warnings:
        body += ["<h2>Warnings</h2>", _table(("Student", "Warning"), warnings)]
    body += ["<h2>Submissions</h2>", _submissions(report)]
    return page(f"{report.title}: the class", "\n".join(body))


def page(title: str, body: str) -> str:
    """A page of ours around `body`, which is HTML already."""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_escape(CONTENT_POLICY, quote=True)}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def escape(text: str) -> str:
    """Text for HTML: escaped, and without characters that do more than show themselves."""
    return _escape(inert(text), quote=True)


def _histogram(report: ClassReport) -> str:
    widest = max(report.histogram, default=0) or 1
    rows = "".join(
        f'<tr><th scope="row" class="number">{100 * index // BINS}–{100 * (index + 1) // BINS} %</th>'
        f'<td class="wide"><div class="bar" style="width:{100 * count / widest:.0f}%"></div></td>'
        f'<td class="number">{count}</td></tr>'
        for index, count in enumerate(report.histogram)
    )
    return f'<table class="histogram"><caption class="quiet">Submissions by share of the points</caption>{rows}</table>'


def _overview(report: ClassReport) -> str:
    rows = [
        (exercise.name, points(exercise.max_score), percent(exercise.pass_rate), percent(exercise.mean_share),
         exercise.verdicts[Verdict.ERROR] or "")
        for exercise in report.exercises
    ]  # fmt: skip
    return _table(("Exercise", "#Points", "#Passed it", "#Mean share", "#Not graded"), rows)


def _exercise(exercise: ExerciseCount) -> str:
    tests = [
        (len(test.failed), len(test.errors) or "", test.rubric, name_some(test.failed + test.errors))
        for test in exercise.tests.values()
    ]
    tests.sort(key=lambda row: -row[0])
    parts = [f"<h3><code>{escape(exercise.name)}</code></h3>"]
    parts.append(_table(("#Failed", "#Not graded", "Test", "Who"), tests))
    if exercise.misconceptions:
        found = sorted(exercise.misconceptions.items(), key=lambda item: -len(item[1]))
        rows = [(len(who), sentence, name_some(who)) for sentence, who in found]
        parts.append(_table(("#Students", "Like this", "Who"), rows))
    return "\n".join(parts)


def _submissions(report: ClassReport) -> str:
    rows = [
        (
            result.student,
            f"{points(result.score)} / {points(result.max_score)}",
            result.status,
            result.protection or "none",
            " ".join(SYMBOLS[exercise.verdict] for exercise in result.exercises),
            f"{result.seconds:.1f}",
        )
        for result in report.results
    ]
    return _table(("Student", "#Points", "Status", "Protection", "Exercises", "#Seconds"), rows)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """A table; a column whose head begins with # holds numbers."""
    classes = [' class="number"' if head.startswith("#") else "" for head in heads]
    top = "".join(
        f'<th scope="col"{kind}>{escape(head.lstrip("#"))}</th>' for head, kind in zip(heads, classes, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td{kind}>{escape(str(value))}</td>" for value, kind in zip(row, classes, strict=True))
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
