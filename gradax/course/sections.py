"""Sections of a notebook, as its headings of the second level divide it."""

from __future__ import annotations

import re

from gradax.course.notebook import Notebook, grade_id_of, is_code, is_solution, source_of

_FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^## +(.+?)[ #]*$", re.MULTILINE)


def sections_of(notebook: Notebook) -> dict[str, str]:
    """The title of the section in which each solution cell stands; nothing for those that stand before the first."""
    found: dict[str, str] = {}
    title = ""
    for cell in notebook["cells"]:
        if is_solution(cell):
            if title:
                found[str(grade_id_of(cell))] = title
        elif not is_code(cell) and grade_id_of(cell) is None:
            headings = _HEADING.findall(_FENCED.sub("", source_of(cell)))
            title = headings[-1] if headings else title
    return found
