"""What a student does best next: the exercises to repair, those first that bring the most points."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from gradax.gradebook.cards.verdict_card import is_blank, tally
from gradax.results import SubmissionResult, Verdict
from gradax.text import listed


@dataclass(frozen=True)
class NextStep:
    """One exercise to repair.

    Attributes:
        exercise: its name.
        gain: the points that it would bring.
        blank: whether nothing was written yet.
        standing: how it stands, in a few words.
        section: the title of the notebook's section that it stands in, if it has one.
        hints: whether there are hints.
        borrowed: the earlier exercises in which the reference's version stood in for the student's own.
    """

    exercise: str
    gain: float
    blank: bool
    standing: str
    section: str = ""
    hints: bool = False
    borrowed: tuple[str, ...] = ()

    @property
    def borrowed_names(self) -> str:
        """The borrowed exercises in a sentence."""
        return listed(f"`{name}`" for name in self.borrowed)


def next_steps(
    result: SubmissionResult,
    scores: Mapping[str, float],
    sections: Mapping[str, str],
    hinted: Collection[str],
) -> list[NextStep]:
    """The exercises that have points to gain, most first; what we could not grade is nobody's to repair.

    Args:
        result: the submission's verdicts.
        scores: the points that the exercises have in the gradebook, where a person may have changed them.
        sections: the titles of the exercises' sections.
        hinted: the exercises that have hints.
    """
    steps = [
        NextStep(
            exercise=each.name,
            gain=each.max_score - scores.get(each.name, each.score),
            blank=is_blank(each),
            standing=tally(each),
            section=sections.get(each.name, ""),
            hints=each.name in hinted,
            borrowed=each.follow_through or (),
        )
        for each in result.exercises
        if each.verdict is Verdict.FAILED
    ]
    return sorted((step for step in steps if step.gain > 0), key=lambda step: -step.gain)
