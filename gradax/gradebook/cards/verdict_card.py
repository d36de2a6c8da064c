"""Verdict cards: what people read under a grade cell, as HTML and as plain text.

No card holds a script, a link or a style sheet, and everything in it is escaped: it is safe wherever a notebook's
outputs are shown. Colour is never the only sign of a verdict. On a page of ours, which has a style sheet, its elements
have classes in place of styles.
"""

from __future__ import annotations

from dataclasses import dataclass

from gradax import codes
from gradax.course.config import FeedbackPolicy
from gradax.html import render
from gradax.learning.check_card import SAME, reason_of
from gradax.results import SIGNS, ExerciseResult, Kind, Status, SubmissionResult, Verdict
from gradax.text import counted, listed, one_line, points, printable

WORDS = {Verdict.PASSED: "passed", Verdict.FAILED: "failed", Verdict.ERROR: "not graded"}


@dataclass(frozen=True)
class Look:
    """How a verdict looks: its sign and colour, and the name that a style sheet has for it."""

    name: str
    sign: str
    colour: str


LOOKS = {
    Verdict.PASSED: Look("passed", SIGNS[Verdict.PASSED], "#1a7f37"),
    Verdict.FAILED: Look("failed", SIGNS[Verdict.FAILED], "#c02434"),
    Verdict.ERROR: Look("error", SIGNS[Verdict.ERROR], "#9a6700"),
}
PARTLY = Look("partly", "–", "#57606a")
NOT_WRITTEN = "not written yet"
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


@dataclass(frozen=True)
class TestLine:
    """One test: its claim, how it went, and what went wrong where that has not been said above.

    Attributes:
        claim: the rubric line.
        look: how its verdict looks.
        word: the verdict in words.
        note: a few words more: what ended it, or that the reason is the same as above.
        message: the sentences.
        detail: the values behind them.
    """

    claim: str
    look: Look
    word: str
    note: str = ""
    message: str = ""
    detail: str = ""


def card_html(exercise: ExerciseResult, policy: FeedbackPolicy = EVERYTHING, *, on_page: bool = False) -> str:
    """One exercise's card; `on_page` is for a page that has our style sheet."""
    return render(
        "gradebook/cards/verdict_card.html.j2",
        name=exercise.name,
        look=PARTLY if is_blank(exercise) else LOOKS[exercise.verdict],
        word=word_of(exercise),
        fold=_fold(exercise) if on_page else "",
        lines=_lines(exercise, policy),
        score=_score(exercise),
        remarks=_remarks(exercise, policy),
        on_page=on_page,
    )


def card_text(exercise: ExerciseResult, policy: FeedbackPolicy = EVERYTHING) -> str:
    """The same card where there is no HTML."""
    sign = (PARTLY if is_blank(exercise) else LOOKS[exercise.verdict]).sign
    told = [f"{sign} {exercise.name}: {word_of(exercise)}, {_score(exercise)}"]
    for line in _lines(exercise, policy):
        note = f" ({line.note})" if line.note else ""
        told.append(f"  {line.look.sign} {one_line(line.claim)}{note}")
        told += [f"      {text}" for part in (line.message, line.detail) for text in part.splitlines()]
    told += [f"  {remark}" for remark in _remarks(exercise, policy)]
    return printable("\n".join(told))


def summary_html(result: SubmissionResult) -> str:
    """What became of the whole submission: its points, its status and its warnings."""
    look, words = status_of(result)
    return render(
        "gradebook/cards/verdict_summary.html.j2",
        look=look,
        words=words,
        score=_total(result),
        warnings=result.warnings,
        warning_sign=_WARNING,
        receipt=receipt_line(result),
        on_page=False,
    )


def summary_text(result: SubmissionResult) -> str:
    """The same summary where there is no HTML."""
    lines = [f"{status_of(result)[1]}: {_total(result)}"]
    lines += [f"  {_WARNING} {text}" for text in result.warnings]
    if receipt := receipt_line(result):
        lines.append(f"  {receipt}")
    return printable("\n".join(lines))


def receipt_line(result: SubmissionResult) -> str:
    """How to tell which notebook this is about."""
    if not result.receipt:
        return ""
    return (
        f"Receipt: `{result.receipt}`. Run `gradax receipt {result.assignment}.ipynb {result.receipt}` to see "
        "whether your notebook is the one that was graded."
    )


def status_of(result: SubmissionResult) -> tuple[Look, str]:
    """How a submission stands, and that in words."""
    if result.status is Status.MALFORMED:
        return LOOKS[Verdict.FAILED], "cannot be read as this assignment's notebook"
    if result.status is Status.ERROR:
        return LOOKS[Verdict.ERROR], "not fully graded: the score is not final"
    passed, blank = (
        sum(each.verdict is Verdict.PASSED for each in result.exercises),
        sum(map(is_blank, result.exercises)),
    )
    if not result.exercises:
        return PARTLY, "graded"
    if passed == len(result.exercises):
        return LOOKS[Verdict.PASSED], "graded: every exercise passes"
    words = f"graded: {_passing(passed, len(result.exercises), 'exercise')}"
    if blank:
        words += f", {blank} {'is' if blank == 1 else 'are'} {NOT_WRITTEN}"
    return PARTLY if result.score else LOOKS[Verdict.FAILED], words


def is_blank(exercise: ExerciseResult) -> bool:
    """Whether nothing was written yet, as far as every test could see."""
    return bool(exercise.tests) and all(test.code == codes.NOT_WRITTEN for test in exercise.tests)


def word_of(exercise: ExerciseResult) -> str:
    """An exercise's verdict in a word or three."""
    return NOT_WRITTEN if is_blank(exercise) else WORDS[exercise.verdict]


def tally(exercise: ExerciseResult) -> str:
    """How an exercise's tests went, in a few words."""
    if is_blank(exercise):
        return NOT_WRITTEN
    passed, tests = sum(test.verdict is Verdict.PASSED for test in exercise.tests), len(exercise.tests)
    if passed == tests:
        return {1: "the test passes", 2: "both tests pass"}.get(tests, f"all {tests} tests pass")
    return _passing(passed, tests, "test")


def _lines(exercise: ExerciseResult, policy: FeedbackPolicy) -> list[TestLine]:
    """The tests, each mistake told once."""
    if is_blank(exercise):  # nothing is wrong yet: the card is the list of what is looked at
        return [TestLine(test.rubric or test.name, PARTLY, "") for test in exercise.tests]
    told: set[str] = set()
    lines = []
    for test in exercise.tests:
        message, _, detail = (test.message or "").strip().partition("\n")
        notes = [NOT_WRITTEN if test.code == codes.NOT_WRITTEN else KIND_WORDS[test.kind]] if test.kind else []
        if not (test.message and policy.show_messages):
            message = detail = ""
        elif (reason := reason_of(test, message)) in told:
            message = detail = ""
            notes.append(SAME)
        else:
            told.add(reason)
        look, word = LOOKS[test.verdict], WORDS[test.verdict]
        lines.append(TestLine(test.rubric or test.name, look, word, ", ".join(notes), message, detail.strip("\n")))
    return lines


def _passing(passed: int, of: int, noun: str) -> str:
    return f"{passed} of {counted(of, noun)} {'passes' if 1 in (passed, of) else 'pass'}"


def _fold(exercise: ExerciseResult) -> str:
    """Over what the tests are folded away, where none of them says anything."""
    if is_blank(exercise):
        return "What is looked at"
    return tally(exercise).capitalize() if exercise.verdict is Verdict.PASSED else ""


def _remarks(exercise: ExerciseResult, policy: FeedbackPolicy) -> list[str]:
    """What is said of the exercise as a whole."""
    remarks = [OURS] if exercise.verdict is Verdict.ERROR else []
    if exercise.follow_through:
        borrowed = listed(f"`{name}`" for name in exercise.follow_through)
        remarks.append(
            f"Judged with the reference's version of {borrowed} in place of yours: a mistake there costs nothing here."
        )
    if exercise.diagnosis and policy.show_diagnosis:
        remarks.append(f"It looks like this: {exercise.diagnosis}")
    return remarks


def _score(result: ExerciseResult | SubmissionResult) -> str:
    return f"{points(result.score)} of {points(result.max_score)} points"


def _total(result: SubmissionResult) -> str:
    by_hand = f", and {points(result.by_hand)} more are graded by hand" if result.by_hand else ""
    return f"{_score(result)}{by_hand}"
