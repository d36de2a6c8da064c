"""Names for what is new: they name files, cells and functions, so each is a plain word on every machine."""

from __future__ import annotations

import keyword
import re
import unicodedata

from gradax.course import CourseError
from gradax.course.course import TEST_PREFIX
from gradax.testing import Student

LONGEST = 40
_RULE = f"lower-case letters a to z, digits and underscores, {LONGEST} at most"
_IMPORTED = ("jax", "jnp", "np", "check", "hint")  # by the notebook's first cell


def assignment_name(name: str) -> str:
    """The name, where an assignment can have it.

    Raises:
        CourseError: where it cannot be one; it says why, and suggests another.
    """
    return _checked(name, "an assignment", "[a-z0-9_]+", "of")


def exercise_name(name: str) -> str:
    """The name, where an exercise and its function can have it.

    Raises:
        CourseError: where it cannot be one; it says why, and suggests another.
    """
    _checked(name, "an exercise", "[a-z][a-z0-9_]*", "a letter first, then")
    if keyword.iskeyword(name):
        raise CourseError(f"`{name}` is a word of Python's own; choose another name for the exercise.")
    if name in _IMPORTED or hasattr(Student, name):
        raise CourseError(f"`{name}` means something else in notebooks or tests; choose another name for the exercise.")
    if name.startswith(TEST_PREFIX):
        raise CourseError(f"`{name}` begins like the name of a test; leave out `{TEST_PREFIX}`.")
    return name


def title_of(name: str) -> str:
    """A title made from a name: ``01_first_steps`` is called "First steps"."""
    words = re.sub(r"^[\d_]+", "", name).replace("_", " ").strip() or name
    return words[:1].upper() + words[1:]


def _checked(name: str, what: str, pattern: str, beginning: str) -> str:
    if re.fullmatch(pattern, name) and len(name) <= LONGEST:
        return name
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    other = re.sub(r"[^a-z0-9]+", "_", plain)[:LONGEST].strip("_")
    hint = f" Try `{other}`." if other != name and re.fullmatch(pattern, other) else ""
    raise CourseError(f"`{name}` cannot be the name of {what}: it is made {beginning} {_RULE}.{hint}")
