"""Verdict cards: what people read under a grade cell, as HTML and as plain text.

Everything that is not ours is escaped here, at the one place that makes HTML, and no card holds a script, a link or a
style sheet: a card is safe wherever a notebook's outputs are shown. Colour is never the only sign of a verdict.
"""

from __future__ import annotations

from html import escape

from gradax.course.config import FeedbackPolicy
from gradax.results import ExerciseResult, Kind, Status, SubmissionResult, TestResult, Verdict

WORDS = {Verdict.PASSED: "passed", Verdict.FAILED: "failed", Verdict.ERROR: "not graded"}
SYMBOLS = {Verdict.PASSED: "✔", Verdict.FAILED: "✘", Verdict.ERROR: "⚠"}
COLOURS = {Verdict.PASSED: "#1a7f37", Verdict.FAILED: "#c02434", Verdict.ERROR: "#9a6700"}

KIND_WORDS = {
    Kind.TIMEOUT: "took too long",
    Kind.CPU_LIMIT: "used up its processor time",
    Kind.MEMORY: "used up its memory",
    Kind.CRASH: "crashed Python",
    Kind.EXITED: "ended Python",
    Kind.OUTPUT_FLOOD: "printed too much",
    Kind.REPLY_TOO_LARGE: "returned too large a value",
    Kind.UNSERIALISABLE: "returned something that cannot be checked",
    Kind.PROTOCOL: "broke the grader's protocol",
    Kind.EXCEPTION: "raised an exception",
    Kind.NOT_DEFINED: "not defined",
}

OURS = "The grader could not finish this one. It is not your fault and costs no points; your instructor will see to it."
EVERYTHING = FeedbackPolicy()

_CARD = (
    "border:1px solid #8c959f;border-left:6px solid {colour};border-radius:4px;padding:.6em .9em;margin:.4em 0;"
    "max-width:60em;background:#fff;color:#1f2328;font-family:system-ui,sans-serif;font-size:14px;line-height:1.45"
)
_ITEM = "margin:.25em 0;list-style:none"
_NOTE = "margin:.1em 0 .3em 1.6em;white-space:pre-wrap"


def points(value: float) -> str:
    """Points as people write them: ``12``, ``7.5``, ``3.33``."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def inert(text: str) -> str:
    """`text` without the characters that steer a terminal or turn the reading direction; newlines and tabs stay."""
    return "".join(char for char in text if char in "\n\t" or char.isprintable())


def card_html(exercise: ExerciseResult, policy: FeedbackPolicy = EVERYTHING) -> str:
    """One exercise's card."""
    parts = [
        _heading(f"{_sign(exercise.verdict)} <code>{escape(inert(exercise.name))}</code>", _score(exercise)),
        '<ul style="margin:.4em 0 0;padding:0">',
        *(_test_html(test, policy) for test in exercise.tests),
        "</ul>",
    ]
    if exercise.verdict is Verdict.ERROR:
        parts.append(f'<p style="{_NOTE}">{escape(OURS)}</p>')
    if exercise.diagnosis and policy.show_diagnosis:
        parts.append(f'<p style="{_NOTE}">It looks like this: {escape(inert(exercise.diagnosis))}</p>')
    label = escape(f"{inert(exercise.name)}: {WORDS[exercise.verdict]}", quote=True)
    style = _CARD.format(colour=COLOURS[exercise.verdict])
    return f'<div role="group" aria-label="{label}" style="{style}">{"".join(parts)}</div>'


def card_text(exercise: ExerciseResult, policy: FeedbackPolicy = EVERYTHING) -> str:
    """The same card where there is no HTML."""
    head = f"{SYMBOLS[exercise.verdict]} {exercise.name}: {WORDS[exercise.verdict]}, {_score(exercise)}"
    lines = [head]
    for test in exercise.tests:
        lines.append(f"  {SYMBOLS[test.verdict]} {_rubric(test)}{_kind(test)}")
        if test.message and policy.show_messages:
            lines += [f"      {line}" for line in test.message.splitlines()]
    if exercise.verdict is Verdict.ERROR:
        lines.append(f"  {OURS}")
    if exercise.diagnosis and policy.show_diagnosis:
        lines.append(f"  It looks like this: {exercise.diagnosis}")
    return inert("\n".join(lines))


def summary_html(result: SubmissionResult) -> str:
    """What became of the whole submission: its points, its status and its warnings."""
    verdict, words = _STATUSES[result.status]
    parts = [_heading(_sign(verdict, words), f"{points(result.score)} of {points(result.max_score)} points")]
    if result.warnings:
        parts.append('<ul style="margin:.4em 0 0;padding:0">')
        parts += [f'<li style="{_ITEM};white-space:pre-wrap">⚠ {escape(inert(text))}</li>' for text in result.warnings]
        parts.append("</ul>")
    style = _CARD.format(colour=COLOURS[verdict])
    return f'<div role="group" aria-label="{escape(words)}" style="{style}">{"".join(parts)}</div>'


def summary_text(result: SubmissionResult) -> str:
    """The same summary where there is no HTML."""
    lines = [f"{_STATUSES[result.status][1]}: {points(result.score)} of {points(result.max_score)} points"]
    lines += [f"  ⚠ {text}" for text in result.warnings]
    return inert("\n".join(lines))


_STATUSES = {
    Status.GRADED: (Verdict.PASSED, "graded"),
    Status.MALFORMED: (Verdict.FAILED, "cannot be read as this assignment's notebook"),
    Status.ERROR: (Verdict.ERROR, "not graded to the end: the score is not final"),
}


def _heading(left: str, right: str) -> str:
    return (
        '<div style="display:flex;flex-wrap:wrap;justify-content:space-between;gap:1em">'
        f"<strong>{left}</strong><span>{right}</span></div>"
    )


def _sign(verdict: Verdict, words: str | None = None) -> str:
    colour = COLOURS[verdict]
    symbol = f'<span aria-hidden="true">{SYMBOLS[verdict]}</span>'
    return f'<span style="color:{colour}">{symbol} {words or WORDS[verdict]}</span>'


def _score(exercise: ExerciseResult) -> str:
    return f"{points(exercise.score)} of {points(exercise.max_score)} points"


def _test_html(test: TestResult, policy: FeedbackPolicy) -> str:
    line = f'{_sign(test.verdict)} <span style="margin-left:.3em">{escape(_rubric(test))}</span>'
    if test.kind:
        line += f" <em>{escape(_kind(test))}</em>"
    note = ""
    if test.message and policy.show_messages:
        note = f'<div style="{_NOTE}">{escape(inert(test.message))}</div>'
    return f'<li style="{_ITEM}">{line}{note}</li>'


def _rubric(test: TestResult) -> str:
    return inert(" ".join((test.rubric or test.name).split()))


def _kind(test: TestResult) -> str:
    return f" ({KIND_WORDS[test.kind]})" if test.kind else ""
