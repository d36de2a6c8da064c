import nbformat
import pytest

from gradax.authoring.normal_form import normalise, to_text

LOCKED = {"grade": True, "grade_id": "test_f", "locked": True, "points": 3, "schema_version": 3, "solution": False}


def code(source="x = 1", **metadata):
    output = {"output_type": "stream", "name": "stdout", "text": "1\n"}
    return {
        "cell_type": "code",
        "execution_count": 7,
        "id": "a8f1",
        "metadata": metadata,
        "outputs": [output],
        "source": source,
    }


def notebook(*cells):
    return {
        "cells": list(cells),
        "metadata": {"kernelspec": {"name": "mine"}, "author": "me"},
        "nbformat": 4,
        "nbformat_minor": 4,
    }


def only_cell(cell):
    return normalise(notebook(cell))["cells"][0]


def test_outputs_and_counts_go():
    cell = only_cell(code())
    assert (cell["outputs"], cell["execution_count"]) == ([], None)


def test_a_cell_with_a_grade_id_has_it_as_its_id():
    assert only_cell(code(nbgrader=LOCKED))["id"] == "test_f"


def test_another_cell_is_called_after_its_place():
    assert [cell["id"] for cell in normalise(notebook(code(), code()))["cells"]] == ["cell-0", "cell-1"]


def test_a_person_s_kernel_and_other_metadata_go():
    assert normalise(notebook())["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def test_a_cell_keeps_its_grading_and_its_tags_only():
    cell = only_cell(code(nbgrader=LOCKED, tags=["b", "a"], scrolled=True, collapsed=False))
    assert cell["metadata"] == {"nbgrader": LOCKED, "tags": ["a", "b"]}


def test_the_source_stays_as_it_is():
    source = "x = 1  \n\n\ny = 2"
    assert only_cell(code(source))["source"] == only_cell(code(source.splitlines(keepends=True)))["source"] == source


def test_a_picture_pasted_into_text_stays():
    picture = {"image.png": {"image/png": "iVBORw0KGgo="}}
    cell = {"cell_type": "markdown", "metadata": {}, "source": "![](attachment:image.png)", "attachments": picture}
    assert only_cell(cell)["attachments"] == picture


def test_twice_is_once():
    once = normalise(notebook(code(nbgrader=LOCKED), code()))
    assert normalise(once) == once


def test_the_argument_is_left_alone():
    cell = code(nbgrader=LOCKED, tags=["b", "a"])
    normalise(notebook(cell))
    assert cell["outputs"]
    assert cell["metadata"]["tags"] == ["b", "a"]


@pytest.mark.parametrize("source", ["", "x = 'é→'\ny", "a\n", "form\x0cfeed\n\u2028x"])
def test_the_text_is_what_nbformat_writes(source):
    normal = normalise(notebook(code(source), {"cell_type": "markdown", "metadata": {}, "source": source}))
    assert to_text(normal) == nbformat.writes(nbformat.from_dict(normal), version=4) + "\n"
