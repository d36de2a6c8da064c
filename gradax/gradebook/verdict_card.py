"""Verdict cards: what people read under a grade cell, as HTML and as plain text.

No card holds a script, a link or a style sheet, and everything in it is escaped: it is safe wherever a notebook's
outputs are shown. Colour is never the only sign of a verdict.
"""

from __future__ import annotations

from gradax.course.config import FeedbackPolicy
from gradax.html import render
from gradax.results import SIGNS, ExerciseResult, Kind, Status, SubmissionResult, TestResult, Verdict
from gradax.text import listed, one_line, points, printable

WORDS = {Verdict.PASSED: "passed", Verdict.FAILED: "failed", Verdict.ERROR: "not graded"}
_COLOURS = {Verdict.PASSED: "#1a7f37", Verdict.FAILED: "#c02434", Verdict.ERROR: "#9a6700"}
_LOOKS = {verdict: {"sign": SIGNS[verdict], "colour": _COLOURS[verdict]} for verdict in Verdict}
_WARNING = "⚠"

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

_STATUSES = {
    Status.GRADED: (Verdict.PASSED, "graded"),
    Status.MALFORMED: (Verdict.FAILED, "cannot be read as this assignment's notebook"),
    Status.ERROR: (Verdict.ERROR, "not fully graded: the score is not final"),
}


def card_html(exercise: ExerciseResult, policy: FeedbackPolicy = EVERYTHING) -> str:
    """One exercise's card."""
    return render(
        "gradebook/verdict_card.html.j2",
        exercise=exercise,
        policy=policy,
        label=f"{exercise.name}: {WORDS[exercise.verdict]}",
        score=_score(exercise),
        ours=OURS if exercise.verdict is Verdict.ERROR else "",
        follow_through=_follow_through(exercise),
        looks=_LOOKS,
        words=WORDS,
        kind_words=KIND_WORDS,
    )


def card_text(exercise: ExerciseResult, policy: FeedbackPolicy = EVERYTHING) -> str:
    """The same card where there is no HTML."""
    head = f"{SIGNS[exercise.verdict]} {exercise.name}: {WORDS[exercise.verdict]}, {_score(exercise)}"
    lines = [head]
    for test in exercise.tests:
        lines.append(f"  {SIGNS[test.verdict]} {one_line(test.rubric or test.name)}{_kind(test)}")
        if test.message and policy.show_messages:
            lines += [f"      {line}" for line in test.message.splitlines()]
    if exercise.verdict is Verdict.ERROR:
        lines.append(f"  {OURS}")
    if follow_through := _follow_through(exercise):
        lines.append(f"  {follow_through}")
    if exercise.diagnosis and policy.show_diagnosis:
        lines.append(f"  It looks like this: {exercise.diagnosis}")
    return printable("\n".join(lines))


def summary_html(result: SubmissionResult) -> str:
    """What became of the whole submission: its points, its status and its warnings."""
    verdict, words = _STATUSES[result.status]
    return render(
        "gradebook/verdict_summary.html.j2",
        look=_LOOKS[verdict],
        words=words,
        score=_total(result),
        warnings=result.warnings,
        warning_sign=_WARNING,
        receipt=_receipt(result),
    )


def summary_text(result: SubmissionResult) -> str:
    """The same summary where there is no HTML."""
    lines = [f"{_STATUSES[result.status][1]}: {_total(result)}"]
    lines += [f"  {_WARNING} {text}" for text in result.warnings]
    if receipt := _receipt(result):
        lines.append(f"  {receipt}")
    return printable("\n".join(lines))


def _receipt(result: SubmissionResult) -> str:
    """How to tell which notebook this is about."""
    if not result.receipt:
        return ""
    return (
        f"Receipt: `{result.receipt}`. Run `gradax receipt {result.assignment}.ipynb {result.receipt}` to see "
        "whether your notebook is the one that was graded."
    )


def _follow_through(exercise: ExerciseResult) -> str:
    """What a student reads where the reference stood in for their own version of earlier exercises."""
    if not exercise.follow_through:
        return ""
    names = listed(f"`{name}`" for name in exercise.follow_through)
    return f"Judged with the reference's version of {names} in place of yours: a mistake there costs nothing here."


def _score(result: ExerciseResult | SubmissionResult) -> str:
    return f"{points(result.score)} of {points(result.max_score)} points"


def _total(result: SubmissionResult) -> str:
    by_hand = f", and {points(result.by_hand)} more are graded by hand" if result.by_hand else ""
    return f"{_score(result)}{by_hand}"


def _kind(test: TestResult) -> str:
    return f" ({KIND_WORDS[test.kind]})" if test.kind else ""
