"""A page for each assignment: what it teaches and what it asks for.

Only released notebooks are read, so that no solution and no hidden test can be on these pages.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from gradax.authoring.bundle import readme
from gradax.course import Assignment, Course
from gradax.course.exercises import exercises_of
from gradax.course.notebook import Notebook, read_notebook, source_of
from gradax.course.sections import sections_of
from gradax.text import counted

_INTRODUCTION_ENDS = "**How to work.**"
# ### Exercise 4.1 · `init_mlp_params` · ★★ · 16 points · 25 minutes
_HEADING = re.compile(
    r"^### Exercise (?P<number>[\d.]+) · .*?· (?P<stars>★+) · .*?(?P<minutes>\d+ minutes)", re.MULTILINE
)


def students_page(root: Path) -> str:
    """The README of the students' bundle, as a page."""
    course = Course.open(root)
    _, rest = readme(course, course.assignments).split("\n", 1)
    return f"# For students\n\nThis is the README of the bundle that your course gives you.\n{rest}"


def exercise_pages(root: Path) -> dict[str, str]:
    """The pages by their paths, the list of all assignments first."""
    assignments = Course.open(root).assignments
    index = ["# Exercises\n", "| | assignment | exercises | points |\n|---|---|---|---|"]
    pages = {}
    for each in assignments:
        notebook = read_notebook(each.release_path)
        exercises = exercises_of(notebook, each.release_path)
        page = f"{each.name}.md"
        number, _, _ = each.name.partition("_")
        total = sum(exercise.points for exercise in exercises)
        index.append(f"| {number} | [{each.entry.title}]({page}) | {len(exercises)} | {total:g} |")
        pages[f"exercises/{page}"] = _page(each, notebook)
    return {"exercises/index.md": "\n".join(index) + "\n", **pages}


def _page(assignment: Assignment, notebook: Notebook) -> str:
    introduction, _, _ = source_of(notebook["cells"][0]).partition(_INTRODUCTION_ENDS)
    parts = [introduction.strip()]
    headings = [found for cell in notebook["cells"] for found in _HEADING.finditer(source_of(cell))]
    exercises = exercises_of(notebook, assignment.release_path)
    sections = sections_of(notebook)
    title = ""
    for exercise, heading in zip(exercises, headings, strict=True):
        section = sections.get(exercise.name, "")
        if section != title:
            title = section
            parts.append(f"## {section}\n")
        facts = (heading["stars"], counted(exercise.points, "point"), heading["minutes"])
        parts.append(f"### {heading['number']} `{exercise.name}`\n\n{_asked(exercise.solution)}\n\n{' · '.join(facts)}")
    return "\n\n".join(parts) + "\n"


def _asked(stub: str) -> str:
    """What each function or class of a solution cell is to do: the first paragraphs of their docstrings."""
    found = []
    for node in ast.parse(stub).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and (text := ast.get_docstring(node)):
            found.append((node.name, " ".join(text.partition("\n\n")[0].split())))
    return found[0][1] if len(found) == 1 else "\n".join(f"- `{name}`: {text}" for name, text in found)
