"""Mutants that are not mistakes, each with its reason: ``equivalent.yaml`` among an exercise's answers."""

from __future__ import annotations

from pathlib import Path

import msgspec
import yaml

from gradax.course import Assignment, CourseError

FILE_NAME = "equivalent.yaml"


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Changes that leave a solution right, as lines ``- before`` and ``+ after``, and why they do."""

    reason: str
    changes: tuple[str, ...]


def equivalents_path(assignment: Assignment, exercise: str) -> Path:
    """Where an exercise keeps them."""
    return assignment.bank_folder / exercise / FILE_NAME


def read_equivalents(path: Path) -> dict[str, str]:
    """The diff of each mutant that is not a mistake, with the reason.

    Raises:
        CourseError: for a file that cannot be read, and for an empty reason.
    """
    try:
        found = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), tuple[Equivalent, ...])
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    except yaml.YAMLError as error:
        raise CourseError(f"{path}: not YAML: {' '.join(str(error).split())}") from None
    except msgspec.ValidationError as error:
        raise CourseError(
            f"{path}: {error}. Make it a list in which each entry has a `reason` and a list of `changes`."
        ) from None
    for each in found:
        if not each.reason.strip():
            raise CourseError(f"{path}: a `reason` is empty; say why these changes leave the solution right.")
    return {_diff(change): each.reason for each in found for change in each.changes}


def _diff(change: str) -> str:
    """The change as a mutant's diff has it: without indentation and empty lines."""
    lines = (line.strip() for line in change.splitlines())
    return "\n".join(f"{line[0]} {line[1:].strip()}" for line in lines if line)
