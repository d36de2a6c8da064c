"""Diagnoses: the sentence of the known wrong answer that a submission repeats, where that is confirmed.

``tests/<assignment>/fingerprints.json`` holds how each wrong answer of the course's own banks fails, as `gradax verify`
saw it: the tests that it fails, each with its failure's code. It is committed, so that a test that judges differently
from before is noticed.

An equal fingerprint is not an equal cause: many mistakes give a wrong value. A diagnosis is made only where one of the
codes names a cause, which the test that gave it has confirmed, and where one wrong answer alone fails in this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from gradax import codes
from gradax.course import Assignment, CourseError
from gradax.files import stamp
from gradax.results import OUT_OF_TIME, ExerciseResult, TestResult, Verdict

Failing = tuple[str, str]
"""One failed test: its name, and its failure's code."""


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One wrong answer: what it gets wrong, and how the tests see it."""

    sentence: str
    fingerprint: tuple[Failing, ...]


Fingerprints = dict[str, dict[str, Known]]
"""By exercise, then by the wrong answer's name."""


def fingerprint(tests: Iterable[TestResult]) -> tuple[Failing, ...]:
    """How these tests fail; empty where they pass, or where one ended in an error on our side.

    What ran out of time is left out: how far a slow answer comes depends on the machine.
    """
    tests = list(tests)
    if any(test.verdict is Verdict.ERROR for test in tests):
        return ()
    judged = [test for test in tests if test.verdict is Verdict.FAILED and test.kind not in OUT_OF_TIME]
    return tuple((test.name, test.code or codes.REFUSED) for test in judged)


def diagnose(assignment: Assignment, result: ExerciseResult) -> str | None:
    """What `name_misconception` makes of a result, with the wrong answers that the course knows."""
    path = fingerprints_path(assignment)
    return name_misconception(_read(path, stamp(path)).get(result.name, {}).values(), fingerprint(result.tests))


def recognised(assignment: Assignment) -> list[tuple[str, str]]:
    """The exercise and name of each wrong answer that a diagnosis would name, in order."""
    return [
        (exercise, name)
        for exercise, answers in sorted(read_fingerprints(fingerprints_path(assignment)).items())
        for name, wrong in sorted(answers.items())
        if name_misconception(answers.values(), wrong.fingerprint) is not None
    ]


def name_misconception(known: Iterable[Known], seen: tuple[Failing, ...]) -> str | None:
    """The sentence of the one misconception that fails in this way, if a test has confirmed its cause."""
    if not any(codes.names_a_cause(code) for _, code in seen):
        return None
    sentences = {wrong.sentence for wrong in known if wrong.fingerprint == seen}
    return sentences.pop() if len(sentences) == 1 else None


def fingerprints_path(assignment: Assignment) -> Path:
    """Where an assignment's fingerprints lie."""
    return assignment.tests / "fingerprints.json"


def read_fingerprints(path: Path) -> Fingerprints:
    """What `format_fingerprints` gave; empty where there is no such file.

    Raises:
        CourseError: where the file is damaged.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Fingerprints)
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        raise CourseError(f"{path}: {error}. Remove it and run `gradax verify`, which writes it anew.") from None


def format_fingerprints(fingerprints: Mapping[str, Mapping[str, Known]]) -> bytes:
    """The file's bytes, the same for the same fingerprints: a line for each wrong answer."""
    lines = []
    for exercise, answers in sorted(fingerprints.items()):
        inner = ",\n".join(
            f'  "{name}": {msgspec.json.encode(known, order="sorted").decode()}'
            for name, known in sorted(answers.items())
        )
        lines.append(f' "{exercise}": {{\n{inner}\n }}')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


@lru_cache(maxsize=16)
def _read(path: Path, version: object) -> Fingerprints:
    return read_fingerprints(path)
