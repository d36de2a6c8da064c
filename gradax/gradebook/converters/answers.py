"""What students wrote for people to read: found in a notebook, and shown as the text that it is.

An answer in Markdown could load pictures or bring HTML into pages that somebody opens. In the autograded notebook it
is quoted: it stands in a fence, which every viewer shows as text.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

from gradax.course.notebook import Cell, Notebook, grade_id_of, is_code, is_solution, is_task, source_of
from gradax.submission.canonical import ADDED

_TICKS = re.compile("`+")
_QUOTED = re.compile(r"(`{3,})text\n(.*)\n\1", re.DOTALL)


def is_added(cell: Cell) -> bool:
    """Whether the student added this cell."""
    return str(cell.get("id", "")).startswith(ADDED) and grade_id_of(cell) is None


def answer_in(notebook: Notebook, name: str) -> list[str]:
    """What there is to read for the cell of that name: of a task, whatever the student added."""
    for cell in notebook["cells"]:
        if grade_id_of(cell) == name:
            return [source_of(each) for each in (filter(is_added, notebook["cells"]) if is_task(cell) else [cell])]
    return []


def quoted(notebook: Notebook) -> Notebook:
    """A copy in which the student's Markdown is quoted."""
    return _with_markdown(notebook, _quote)


def unquoted(notebook: Notebook) -> Notebook:
    """A copy of a quoted notebook in which it is as the student wrote it."""
    return _with_markdown(notebook, _unquote)


def _with_markdown(notebook: Notebook, change: Callable[[str], str]) -> Notebook:
    made = copy.deepcopy(notebook)
    for cell in made["cells"]:
        if not is_code(cell) and (is_solution(cell) or is_added(cell)):
            cell["source"] = change(source_of(cell))
    return made


def _quote(text: str) -> str:
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    return f"{fence}text\n{text}\n{fence}"


def _unquote(text: str) -> str:
    found = _QUOTED.fullmatch(text)
    return found[2] if found else text
