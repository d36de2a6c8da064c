"""What an instructor should look at before trusting a result."""

from __future__ import annotations

from msgspec import UNSET

from gradax.results import SubmissionResult
from gradax.text import listed


def suspicion(result: SubmissionResult) -> str | None:
    """A sentence for the instructor where the student's code has replaced what tests rely on."""
    if result.replaced is UNSET:
        return None
    names = listed((f"`{name}`" for name in result.replaced), at_most=3)
    return (
        f"The code replaces {names}. Tests that look at programs and traces rely on these: read the notebook before "
        "you trust its points."
    )
