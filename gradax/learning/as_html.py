"""A check card and an overview as HTML, in the colours of the page that it lands on.

Colours come from JupyterLab's theme, with fallbacks made of `currentColor` and transparent tints elsewhere, so that one
card is right on light and dark pages. Nothing is loaded, and everything that came from a check is escaped.
"""

from __future__ import annotations

from gradax.course.hints import RUNGS
from gradax.html import render
from gradax.learning.check_card import MARK_SIGNS, CheckCard
from gradax.learning.overview import Overview


def check_card_html(card: CheckCard) -> str:
    """The whole card, as one element with its own style."""
    # Only the first mistake's values are open, so that it is the one that is read.
    unfolded = next((line for line in card.lines if line.message), None)
    aside = " · ".join(part for part in (card.worth, f"{card.seconds:.1f} s") if part)
    return render("learning/check_card.html.j2", card=card, signs=MARK_SIGNS, unfolded=unfolded, aside=aside)


def overview_html(overview: Overview, following: str) -> str:
    """An assignment at a glance, as one element with its own style; `following` says what to do now."""
    return render("learning/overview.html.j2", overview=overview, signs=MARK_SIGNS, rungs=RUNGS, following=following)
