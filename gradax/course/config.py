"""course.yaml: what the course is, in the instructor's words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import yaml

from gradax.files import seen_from
from gradax.text import nearest

FORMAT_VERSION = 1
FILE_NAME = "course.yaml"

Positive = Annotated[float, msgspec.Meta(gt=0)]
PositiveInt = Annotated[int, msgspec.Meta(gt=0)]
Fraction = Annotated[float, msgspec.Meta(ge=0, le=1)]
Name = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_]+$")]


def course_folder(start: Path) -> Path | None:
    """The nearest folder upwards from `start` that holds a course.yaml, if there is one."""
    return next((folder for folder in (start, *start.parents) if (folder / FILE_NAME).is_file()), None)


def as_printed(text: str) -> str:
    """`text` with its paths relative to the course that one is in, or else to the current folder."""
    here = Path.cwd()
    return seen_from(course_folder(here) or here, text)


class CourseError(ValueError):
    """Something in the course's files is not as it should be; the text says what, where and what to do."""


class LatePolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lateness costs: `per_day` of the score for each begun day, `at_most` in all (fractions of the score)."""

    per_day: Fraction = 0.0
    at_most: Fraction = 1.0


class AssignmentEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One assignment as course.yaml lists it.

    `due` is in UTC where it names no zone. `devices` is the number of CPU devices its code sees; `preload` is imported
    besides `Environment.preload`. `renamed` has earlier names of exercises, and what they are called now. `extensions`
    has students' own due dates, by their ids.
    """

    name: Name
    title: str
    due: datetime | None = None
    late_policy: LatePolicy | None = None
    devices: PositiveInt = 1
    preload: tuple[str, ...] = ()
    renamed: dict[str, str] = {}
    extensions: dict[str, datetime] = {}

    def __hash__(self) -> int:
        """The hash of the name, which no other entry has; dictionaries cannot be hashed."""
        return hash(self.name)


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one submission may use; MiB are 2**20 bytes.

    Seconds are those that the code was given: the wall clock's, less what it waited for a processor. `call_seconds` is
    for one call, `cell_seconds` for one cell, `added_seconds` for all cells that the student added,
    `submission_seconds` for everything else. `cpu_seconds` are of processor time, for all threads together.
    """

    call_seconds: Positive = 10.0
    cell_seconds: Positive = 30.0
    submission_seconds: Positive = 240.0
    added_seconds: Positive = 60.0
    cpu_seconds: PositiveInt = 120
    memory_mib: PositiveInt = 3000
    notebook_mib: PositiveInt = 8


class FeedbackPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a student reads after grading."""

    show_messages: bool = True
    show_diagnosis: bool = True


class Environment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The modules that the sandbox imports once, before any student's code; "name?" only where it is installed."""

    preload: tuple[str, ...] = ("jax", "flax.linen", "optax")


class CourseConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of course.yaml."""

    format_version: int
    title: str
    assignments: tuple[AssignmentEntry, ...]
    late_policy: LatePolicy = LatePolicy()
    limits: Limits = Limits()
    feedback: FeedbackPolicy = FeedbackPolicy()
    environment: Environment = Environment()


def read_config(path: Path) -> CourseConfig:
    """Read and check a course.yaml.

    Raises:
        CourseError: naming the file, the place in it, what is wrong and, for a misspelt key, the likely one.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CourseError(
            f"{path}: there is no such file. Run gradax from the course's top folder, where {FILE_NAME} lies, or "
            "begin a course with `gradax new course DIR`."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    try:
        config = msgspec.convert(yaml.safe_load(text), CourseConfig)
    except yaml.YAMLError as error:
        raise CourseError(f"{path}: not YAML: {' '.join(str(error).split())}") from None
    except msgspec.ValidationError as error:
        raise CourseError(f"{path}: {_explain(str(error))}") from None
    if config.format_version != FORMAT_VERSION:
        raise CourseError(f"{path}: format_version is {config.format_version}; this gradax reads {FORMAT_VERSION}.")
    names = [entry.name for entry in config.assignments]
    for name in names:
        if names.count(name) > 1:
            raise CourseError(f"{path}: the assignment {name!r} is listed twice; remove one.")
    for entry in config.assignments:
        _refuse_early_extensions(path, entry)
    return config


def in_utc(when: datetime) -> datetime:
    """A date of course.yaml as nbgrader keeps it: in UTC, without a zone. One that names no zone is in UTC."""
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when


def _refuse_early_extensions(path: Path, entry: AssignmentEntry) -> None:
    for student, until in entry.extensions.items():
        if entry.due is None:
            raise CourseError(f"{path}: {entry.name} has an extension for `{student}` and no due date; add `due`.")
        if in_utc(until) < in_utc(entry.due):
            raise CourseError(
                f"{path}: the extension of {entry.name} for `{student}` ends before the due date. It is the student's "
                "own due date."
            )


_KNOWN_KEYS = {
    key
    for struct in (CourseConfig, AssignmentEntry, LatePolicy, Limits, FeedbackPolicy, Environment)
    for key in struct.__struct_fields__
}


_OF_A_KEY = "key` in `"  # msgspec's words


def _explain(message: str) -> str:
    """What msgspec says, with the place in words and a suggestion for a misspelt key."""
    what, _, where = message.partition(" - at `")
    as_key, where = where.startswith(_OF_A_KEY), where.removeprefix(_OF_A_KEY)
    place = where.rstrip("`").removeprefix("$").removeprefix(".") or "the top level"
    unknown = re.search(r"unknown field `(.+?)`", what)
    missing = re.search(r"missing required field `(.+?)`", what)
    if unknown:
        key = unknown.group(1)
        return f"unknown key `{key}` in {place}; {nearest(key, _KNOWN_KEYS, otherwise='remove it.')}"
    if missing:
        return f"the key `{missing.group(1)}` is missing in {place}; add it."
    if as_key:
        return f"{what} as a key in {place}; put it in quotes."
    if "matching regex" in what:
        return f"a name is letters, digits and underscores only, in {place}."
    return f"{what} in {place}."
