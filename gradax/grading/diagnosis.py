"""Diagnoses: a submission that fails just as a known wrong answer does gets that wrong answer's sentence.

``tests/<assignment>/fingerprints.json`` holds how each wrong answer of the course's own banks fails, as `gradax verify`
saw it. It is committed, so that a test that changed its mind is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from gradax.course import Assignment, CourseError
from gradax.files import stamp
from gradax.results import ExerciseResult, Kind, TestResult, Verdict

# Values differ from seed to seed; what they are said about does not. A number inside a word (float32) is such a word.
# A full stop behind a number goes with it, since 3. may be the number 3 before one, or the float 3.0.
_NUMBER = re.compile(r"(?<![\w.])[-+]?(\d[\d_]*(\.\d*)?|\.\d+)([eE][-+]?\d+)?\.?(?!\w)")

ALTERNATIVES = 3  # misconceptions that one diagnosis may offer
OR = " Or: "

Failing = tuple[str, Kind | None, str | None]
"""One failed test: its name, kind, and message with every number as #."""


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One wrong answer: what it gets wrong, and how the tests see it."""

    sentence: str
    fingerprint: tuple[Failing, ...]


Fingerprints = dict[str, dict[str, Known]]
"""By exercise, then by the wrong answer's name."""


def fingerprint(tests: Iterable[TestResult]) -> tuple[Failing, ...]:
    """How these tests fail; empty where they pass, or where one ended in an error of ours, which says nothing."""
    tests = list(tests)
    if any(test.verdict is Verdict.ERROR for test in tests):
        return ()
    return tuple(
        (test.name, test.kind, None if test.message is None else _NUMBER.sub("#", test.message))
        for test in tests
        if test.verdict is Verdict.FAILED
    )


def diagnose(assignment: Assignment, result: ExerciseResult) -> str | None:
    """What `name_misconception` makes of a result, with the wrong answers that the course knows."""
    path = fingerprints_path(assignment)
    return name_misconception(_read(path, stamp(path)).get(result.name, {}).values(), fingerprint(result.tests))


def name_misconception(known: Iterable[Known], seen: tuple[Failing, ...]) -> str | None:
    """The sentence of the misconception that fails in this way; where a few do, their sentences, one after the other.

    None where none does, or more than `ALTERNATIVES`: such a list would only confuse.
    """
    sentences = dict.fromkeys(wrong.sentence for wrong in known if seen and wrong.fingerprint == seen)
    return OR.join(sentences) if 0 < len(sentences) <= ALTERNATIVES else None


def fingerprints_path(assignment: Assignment) -> Path:
    """Where an assignment's fingerprints lie."""
    return assignment.tests / "fingerprints.json"


def read_fingerprints(path: Path) -> Fingerprints:
    """What `write_fingerprints` wrote; empty where there is no such file.

    Raises:
        CourseError: where the file is damaged.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Fingerprints)
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        raise CourseError(f"{path}: {error}. Run `gradax verify`, which writes it anew.") from None


def format_fingerprints(fingerprints: Mapping[str, Mapping[str, Known]]) -> bytes:
    """The file's bytes, the same for the same fingerprints."""
    return msgspec.json.format(msgspec.json.encode(fingerprints, order="sorted"), indent=1) + b"\n"


@lru_cache(maxsize=16)
def _read(path: Path, version: object) -> Fingerprints:
    return read_fingerprints(path)
