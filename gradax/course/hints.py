"""The ladder of hints: ``hints/<exercise>.md``, its rungs separated by lines of three dashes."""

from __future__ import annotations

import re
from pathlib import Path

from gradax.course.config import CourseError

RUNGS = 3  # a question first, the idea next, nearly the answer last


def read_hints(path: Path) -> list[str]:
    """The rungs of one exercise's ladder, as markdown, first to last.

    Raises:
        CourseError: where the file is missing or does not hold exactly three rungs.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CourseError(
            f"{path}: there are no hints for {path.stem!r}. Write {RUNGS} of them, separated by lines of `---`."
        ) from None
    rungs = [rung.strip() for rung in re.split(r"^---\s*$", text, flags=re.MULTILINE)]
    if len(rungs) != RUNGS or not all(rungs):
        raise CourseError(f"{path}: an exercise has {RUNGS} hints, separated by lines of `---`; it has {len(rungs)}.")
    return rungs
