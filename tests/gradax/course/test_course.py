"""A course on disk: exercises found in a notebook, and the sentence for each way in which they cannot be."""

import json

import pytest

from gradax.course import Course, CourseError, exercises_of


def cell(grade_id, *, solution=False, points=None, source=""):
    meta = {"grade_id": grade_id, "solution": solution, "grade": points is not None}
    if points is not None:
        meta["points"] = points
    return {"cell_type": "code", "source": source, "metadata": {"nbgrader": meta}}


def notebook(*cells):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}


def test_an_exercise_is_a_solution_cell_and_its_grade_cell(tmp_path):
    found = exercises_of(notebook(cell("f", solution=True, source="x = 1"), cell("test_f", points=5)), tmp_path)
    assert [(each.name, each.points, each.solution) for each in found] == [("f", 5.0, "x = 1")]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ([cell("f", solution=True)], "the exercise 'f' has no grade cell; add one with the grade_id 'test_f'"),
        ([cell("test_f", points=1)], "the grade cell 'test_f' has no solution cell; add one with the grade_id 'f'"),
        ([cell("f", solution=True), cell("f", solution=True)], "the grade_id 'f' is used twice"),
    ],
)
def test_a_half_exercise_is_named(tmp_path, cells, sentence):
    with pytest.raises(CourseError, match=sentence):
        exercises_of(notebook(*cells), tmp_path)


@pytest.fixture
def course(tmp_path):
    (tmp_path / "course.yaml").write_text(
        "format_version: 1\ntitle: T\nassignments: [{name: 01_first, title: First}]\n", encoding="utf-8"
    )
    return Course.open(tmp_path)


def test_a_misspelt_assignment_gets_the_nearest_name(course):
    with pytest.raises(CourseError, match="there is no assignment `01_frist`; did you mean `01_first`"):
        course.assignment("01_frist")


def test_a_misspelt_exercise_gets_the_nearest_name(course):
    assignment = course.assignment("01_first")
    assignment.source.mkdir(parents=True)
    both = notebook(cell("forward", solution=True), cell("test_forward", points=5))
    assignment.notebook_path.write_text(json.dumps(both), encoding="utf-8")
    with pytest.raises(CourseError, match="01_first has no exercise `foward`; did you mean `forward`"):
        assignment.exercise("foward")


@pytest.fixture
def renaming(course):
    """The course, in which an exercise has another name now."""

    def renaming(renamed, *names):
        path = course.root / "course.yaml"
        path.write_text(path.read_text().replace("title: First", f"title: First, renamed: {renamed}"))
        assignment = Course.open(course.root).assignment("01_first")
        assignment.source.mkdir(parents=True)
        cells = [each for name in names for each in (cell(name, solution=True), cell(f"test_{name}", points=5))]
        assignment.notebook_path.write_text(json.dumps(notebook(*cells)))
        return assignment

    return renaming


def test_an_exercise_may_have_had_another_name(renaming):
    assert renaming("{ahead: forward}", "forward").renamed == {"ahead": "forward"}


def test_a_new_name_that_is_not_there_gets_the_nearest_one(renaming):
    with pytest.raises(
        CourseError, match=r"01_first says that `ahead` is called `foward` now, .*; did you mean `forward`"
    ):
        _ = renaming("{ahead: foward}", "forward").renamed


def test_an_earlier_name_that_is_still_there_is_told(renaming):
    with pytest.raises(
        CourseError, match="`ahead` is called `forward` now, but `ahead` is still there; remove the line"
    ):
        _ = renaming("{ahead: forward}", "ahead", "forward").renamed


def test_a_course_with_new_names_can_be_a_key(renaming):
    assert len({renaming("{ahead: forward}", "forward")}) == 1


def test_no_names_select_every_assignment(course):
    assert [each.name for each in course.select([])] == ["01_first"]


def test_a_course_is_found_from_a_folder_inside_it(course, monkeypatch):
    inside = course.root / "source"
    inside.mkdir()
    monkeypatch.chdir(inside)
    assert Course.open().root == course.root


@pytest.mark.parametrize("text", ["", "[]", "{", '{"nbformat": 3, "cells": []}', '{"nbformat": 4}'])
def test_a_file_that_is_no_notebook_is_named(course, text):
    assignment = course.assignment("01_first")
    assignment.source.mkdir(parents=True)
    assignment.notebook_path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"01_first\.ipynb: not a notebook"):
        _ = assignment.exercises
