import csv
import io

import pytest

from gradax.course import CourseError
from gradax.report.export import export, to_csv
from gradax.report.formats import Format
from gradax.results import Status, Verdict


def rows(text):
    return list(csv.reader(io.StringIO(text)))


def exported(tiny_class, format):
    course = tiny_class.course()
    return rows(export(course, course.assignments, format).text)


def test_csv_has_a_row_for_each_student_and_assignment(tiny_class, make_result):
    tiny_class.record(make_result("ada"), make_result("bob", 37.5, protection=None))
    head, *body = exported(tiny_class, Format.CSV)
    assert head == [
        "student", "assignment", "score", "max_score", "late_penalty", "final_score", "status", "protection",
    ]  # fmt: skip
    assert body == [
        ["ada", "01_tiny", "100", "100", "0", "100", "graded", "A"],
        ["bob", "01_tiny", "37.5", "100", "0", "37.5", "graded", "none"],
    ]


def test_a_malformed_submission_has_no_points_and_says_so(tiny_class, make_result):
    tiny_class.record(make_result("eve", 0.0, status=Status.MALFORMED, warnings=["Not JSON."]))
    assert exported(tiny_class, Format.CSV)[1] == ["eve", "01_tiny", "0", "100", "0", "0", "malformed", "A"]


def test_a_verdict_that_is_out_has_no_final_score(tiny_class, make_result):
    tiny_class.record(make_result("ada", 50.0, status=Status.ERROR, verdict=Verdict.ERROR))
    assert exported(tiny_class, Format.CSV)[1][5:7] == ["", "error"]


@pytest.mark.parametrize(("format", "above"), [(Format.CANVAS, 2), (Format.MOODLE, 1)])
def test_who_has_no_final_score_is_not_imported_since_an_empty_cell_removes_a_grade(
    tiny_class, make_result, format, above
):
    tiny_class.record(make_result("ada", 50.0, status=Status.ERROR, verdict=Verdict.ERROR), make_result("bob"))
    assert [row[0] for row in exported(tiny_class, format)[above:]] == ["bob"]


def test_canvas_gets_its_heads_and_the_points_possible(tiny_class, make_result):
    tiny_class.record(make_result("ada", 50.0))
    assert exported(tiny_class, Format.CANVAS) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "One exercise"],
        ["Points Possible", "", "", "", "", "100"],
        ["ada", "", "", "ada", "", "50"],
    ]


def test_moodle_gets_user_names_and_a_column_for_each_assignment(tiny_class, make_result):
    tiny_class.record(make_result("ada", 50.0))
    assert exported(tiny_class, Format.MOODLE) == [
        ["Username", "First name", "Last name", "Email address", "One exercise"],
        ["ada", "", "", "", "50"],
    ]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", " =1", "\uff1d1+1", "\n=1"]
)
def test_no_cell_is_a_formula(cell):
    assert rows(to_csv([[cell]]))[0][0].startswith(("'", "\\"))


@pytest.mark.parametrize("cell", ["=\u03381+1", "ada;=1+1", 'ada;"=1+1"', "ada; @SUM(A1)", '"=1+1"'])
def test_no_cell_is_a_formula_by_a_mark_above_it_or_where_semicolons_part_cells(cell):
    parts = rows(to_csv([[cell]]))[0][0].split(";")
    assert [part for part in parts if part.lstrip(' "').startswith(("=", "@"))] == []


def test_an_apostrophe_in_front_makes_no_ids_equal():
    written = [row[0] for row in rows(to_csv([["=ada"], ["'=ada"], ["''=ada"]]))]
    assert len(set(written)) == 3


@pytest.mark.parametrize(
    "nothing", ["\u200b", "\ufeff", "\u00ad", "\u3164", "\ufe0f", "\u202e", "\U000e0041", "\u0007"]
)
def test_characters_that_show_nothing_hide_no_formula_and_make_no_ids_equal(nothing):
    written = [row[0] for row in rows(to_csv([[f"{nothing}=1+1"], ["ada"], [f"ada{nothing}"]]))]
    assert written[0].startswith("\\")
    assert written[1:] == ["ada", f"ada{written[0].removesuffix('=1+1')}"]


def test_commas_quotes_and_lines_are_quoted():
    cells = ['a,"b"', "two\nlines", "plain"]
    assert rows(to_csv([cells])) == [cells]


def test_without_a_gradebook_it_says_what_to_do(tiny_class):
    (tiny_class.root / "gradebook.db").unlink()
    with pytest.raises(CourseError, match=r"no gradebook yet; run `gradax grade` first"):
        exported(tiny_class, Format.CSV)
