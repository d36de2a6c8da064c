"""Markdown of a student's is quoted, so that it is text wherever it is opened, and found again as it was."""

import nbformat
import pytest
from nbconvert.filters import markdown2html

from gradax.gradebook.converters.answers import answer_in, quoted, unquoted


def notebook(*cells):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}


def cell(source, name="explain", **about):
    metadata = {"nbgrader": {"grade_id": name, "grade": True, "solution": True} | about} if about is not None else {}
    return {"cell_type": "markdown", "id": name, "metadata": metadata, "source": source}


def added(source, number=1):
    return {"cell_type": "markdown", "id": f"added-{number}", "metadata": {}, "source": source}


TEXTS = [
    "",
    "In words.",
    "Two\n\nparagraphs.\n",
    "```\ncode\n```",
    "a ````` b",
    "<img src=x onerror=alert(1)>",
    "![](http://example.org/x.png)",
    "</code></pre><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "$\\href{javascript:alert(1)}{x}$",
    "```text\nquoted already\n```",
    "a\r```\r<b>",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_quoted_is_found_again(text):
    there = notebook(cell(text), added(text))
    assert unquoted(quoted(there)) == there


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_quoted_is_text_in_a_page(text):
    html = markdown2html(quoted(notebook(cell(text)))["cells"][0]["source"])
    inner = html.replace('<div class="highlight">', "").replace("<span></span>", "")
    for tag in ("<div>", "</div>", "<pre>", "</pre>", "<code>", "</code>"):
        inner = inner.replace(tag, "")
    assert "<" not in inner


def test_the_courses_own_text_stays():
    prose = {"cell_type": "markdown", "id": "cell-1", "metadata": {}, "source": "# Heading"}
    assert quoted(notebook(prose)) == notebook(prose)


def test_quoting_leaves_the_notebook_valid():
    nbformat.validate(nbformat.from_dict(quoted(notebook(cell("x"), added("y")))))


def test_the_answer_to_a_task_is_what_was_added():
    there = notebook(cell("Draw.", grade=False, solution=False, task=True), added("one"), added("two", 2))
    assert answer_in(there, "explain") == ["one", "two"]


def test_the_answer_to_a_question_is_its_cell():
    assert answer_in(notebook(cell("Mine."), added("one")), "explain") == ["Mine."]
    assert answer_in(notebook(cell("Mine.")), "other") == []
