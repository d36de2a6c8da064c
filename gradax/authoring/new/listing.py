"""course.yaml with one more assignment: its text, comments included, stays as it is but for the new lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from gradax.course import CourseError
from gradax.course.config import AssignmentEntry

_LIST = "assignments"


def with_assignment(path: Path, entry: AssignmentEntry) -> str:
    """The text of a valid course.yaml with another assignment at the end of its list.

    Raises:
        CourseError: where it is written in a way that cannot be added to; it says what to write by hand.
    """
    text = path.read_text(encoding="utf-8")
    before = yaml.safe_load(text)
    wanted = before | {_LIST: [*before[_LIST], {"name": entry.name, "title": entry.title}]}
    found = _node(text)
    added = (_in_flow if found.flow_style and found.value else _in_block)(text, found, entry)
    if _read(added) != wanted:
        raise CourseError(
            f"{path}: its list of assignments is written in an unusual way; add `{_in_braces(entry)}` to it by hand."
        )
    return added


def _read(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return None


def _node(text: str) -> Any:
    """The list of assignments, as YAML's parser sees it: with where it begins and ends."""
    return next(value for key, value in yaml.compose(text, yaml.SafeLoader).value if key.value == _LIST)


def _in_block(text: str, found: Any, entry: AssignmentEntry) -> str:
    if not found.value:  # `assignments: []`
        start, end = found.start_mark.index, found.end_mark.index
        return text[:start].rstrip(" ") + "\n" + _lines(entry, "  ").rstrip("\n") + text[end:]
    indent = " " * found.start_mark.column
    last = _end_of(found.value[-1])
    line_end = text.find("\n", last)
    if line_end < 0:
        return text + "\n" + _lines(entry, indent)
    return text[: line_end + 1] + _lines(entry, indent) + text[line_end + 1 :]


def _in_flow(text: str, found: Any, entry: AssignmentEntry) -> str:
    last = found.value[-1].end_mark.index
    return f"{text[:last]}, {_in_braces(entry)}{text[last:]}"


def _end_of(node: Any) -> int:
    """Where the last word of a node ends; PyYAML counts the comments after a block as part of it."""
    while isinstance(node.value, list) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def _lines(entry: AssignmentEntry, indent: str) -> str:
    return f"{indent}- name: {_quoted(entry.name)}\n{indent}  title: {_quoted(entry.title)}\n"


def _in_braces(entry: AssignmentEntry) -> str:
    return f"{{name: {_quoted(entry.name)}, title: {_quoted(entry.title)}}}"


def _quoted(text: str) -> str:
    """A string as YAML; quoted only where it would be read as something else."""
    plain = all(char.isalnum() or char in " _" for char in text) and yaml.safe_load(text) == text
    return text if plain else json.dumps(text, ensure_ascii=False)
