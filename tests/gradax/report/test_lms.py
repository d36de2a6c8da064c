"""What Canvas and Moodle import: their own students and columns, our scores, and nothing of theirs is lost."""

import csv
import io

import pytest
from nbgrader.api import Gradebook

from gradax.course import CourseError
from gradax.report.export import export
from gradax.report.formats import Format

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,One exercise (4711),Essay (4712),Current Score
,,,,,Manual Posting,,
    Points Possible,,,,,100.00,10.00,(read only)
"Lovelace, Ada",17,S-1,ada,"Monday, early",40.00,9.00,50
"García, José",18,S-2,jose@example.org,Tuesday,70.00,8.00,70
"Student, Test",99,,7a0c,Monday,,,
"""
MOODLE = """\
First name;Last name;ID number;Email address;Assignment: One exercise (Real);Quiz: Limits (Real)
Ada;Lovelace;17;Ada@example.org;40,00;7,00
José;García;18;jose@example.org;-;8,00
"""
TWO = """\
format_version: 1
title: A tiny course
assignments:
  - {name: 01_tiny, title: One exercise}
  - {name: 02_more, title: More}
"""


@pytest.fixture
def known(tiny_class):
    """Write down what the gradebook knows of a student."""

    def write(student, **more):
        with Gradebook(f"sqlite:///{tiny_class.root / 'gradebook.db'}") as gradebook:
            gradebook.update_or_create_student(student, **more)

    return write


@pytest.fixture
def matched(tiny_class, tmp_path):
    """Export into the system's own file; gives rows and notes."""

    def run(format, text):
        path = tmp_path / "theirs.csv"
        path.write_text(text, encoding="utf-8")
        course = tiny_class.course()
        made = export(course, course.assignments, format, path)
        return list(csv.reader(io.StringIO(made.text))), " ".join(made.notes)

    return run


def test_canvas_gets_its_own_ids_sections_and_column_with_our_score(tiny_class, make_result, matched):
    tiny_class.record(make_result("ada", 87.5))
    assert matched(Format.CANVAS, CANVAS)[0] == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "One exercise (4711)"],
        ["    Points Possible", "", "", "", "", "100.00"],
        ["Lovelace, Ada", "17", "S-1", "ada", "Monday, early", "87.5"],
    ]


def test_what_canvas_has_stays_where_we_have_no_score(tiny_class, make_result, known, matched):
    tiny_class.record(make_result("ada", 87.5))
    known("jose@example.org")
    assert [row[-1] for row in matched(Format.CANVAS, CANVAS)[0][2:]] == ["87.5", "70.00"]


def test_canvas_students_are_found_by_the_number_that_the_roster_gave(tiny_class, make_result, known, matched):
    tiny_class.record(make_result("countess", 87.5))
    known("countess", lms_user_id="17")
    assert matched(Format.CANVAS, CANVAS)[0][2][3:] == ["ada", "Monday, early", "87.5"]


def test_moodle_gets_its_id_numbers_addresses_and_column(tiny_class, make_result, known, matched):
    tiny_class.record(make_result("countess", 87.5))
    known("countess", email="ada@EXAMPLE.org")
    known("18")
    rows, notes = matched(Format.MOODLE, MOODLE)
    assert rows == [
        ["First name", "Last name", "ID number", "Email address", "Assignment: One exercise (Real)"],
        ["Ada", "Lovelace", "17", "Ada@example.org", "87.5"],
        ["José", "García", "18", "jose@example.org", ""],
    ]
    assert "let Moodle identify users by `ID number`" in notes


def test_moodle_is_told_a_column_that_identifies_everybody(tiny_class, make_result, known, matched):
    tiny_class.record(make_result("ada"))
    known("ada", email="ada@example.org")
    assert "identify users by `Email address`" in matched(Format.MOODLE, MOODLE.replace(";17;", ";;"))[1]


def test_nobody_can_be_identified_where_all_columns_have_gaps(tiny_class, make_result, matched):
    tiny_class.record(make_result("ada"))
    text = "Username,ID number\nada,\nada2,\n".replace("ada2", "bob")
    tiny_class.record(make_result("bob"))
    assert "identify users by `Username`" in matched(Format.MOODLE, text)[1]
    assert "No column identifies everybody" in matched(Format.MOODLE, "ID number,Email address\nada,\n,bob\n")[1]


def test_who_is_on_one_side_only_is_named(tiny_class, make_result, matched):
    tiny_class.record(make_result("ada"), make_result("bob"))
    notes = matched(Format.CANVAS, CANVAS)[1]
    assert "In the gradebook but not in theirs.csv, so their grades are not exported: bob." in notes
    assert "In theirs.csv but not in the gradebook, so they are not exported: García, José 18." in notes
    assert "Test" not in notes


def test_a_row_that_fits_two_students_and_a_student_in_two_rows_are_left_out(tiny_class, make_result, known, matched):
    tiny_class.record(make_result("ada"), make_result("eve"), make_result("jose@example.org"))
    known("eve", lms_user_id="17")
    rows, notes = matched(Format.CANVAS, CANVAS)
    assert [row[1] for row in rows[2:]] == ["18"]
    assert "several students in the gradebook fit the row: Lovelace, Ada 17." in notes
    known("eve", lms_user_id="")
    rows, notes = matched(Format.CANVAS, CANVAS + '"Lovelace, A.",19,,ada,Monday,,,\n')
    assert [row[1] for row in rows[2:]] == ["18"]
    assert "several rows of theirs.csv fit them: ada." in notes


def test_an_assignment_that_is_new_to_them_becomes_a_column(tiny_class, make_result, matched):
    tiny_class.record(make_result("ada"))
    rows, notes = matched(Format.CANVAS, CANVAS.replace("One exercise (4711)", "Something else (4711)"))
    assert [row[-1] for row in rows] == ["One exercise", "100", "100"]
    assert "Canvas has no column `One exercise` yet, and creates one on import." in notes


@pytest.mark.parametrize("head", ["01_tiny", "Exercise: One exercise", "ONE EXERCISE (Real)", "One exercise (Punkte)"])
def test_a_column_is_found_by_title_or_name(tiny_class, make_result, matched, head):
    tiny_class.record(make_result("17", 87.5))
    assert matched(Format.MOODLE, MOODLE.replace("Assignment: One exercise (Real)", head))[0][0][-1] == head


@pytest.mark.parametrize("kind", ["Percentage", "Letter", "Feedback"])
def test_a_percentage_a_letter_or_feedback_is_no_column_of_points(tiny_class, make_result, matched, kind):
    tiny_class.record(make_result("17", 87.5))
    assert matched(Format.MOODLE, MOODLE.replace("(Real);Quiz", f"({kind});Quiz"))[0][0][-1] == "One exercise"


@pytest.mark.parametrize(
    ("format", "text", "sentence"),
    [
        (Format.CANVAS, MOODLE, "this is not a gradebook as Canvas exports it: there is no column `ID` or `Section`"),
        (Format.MOODLE, "Name,Grade\nAda,1\n", "this is not a file as Moodle exports it: there is no column ID number"),
        (Format.CANVAS, CANVAS.replace(",ada,", ",aad,"), "nobody in it is in the gradebook by the same id"),
        (Format.CANVAS, CANVAS.replace("100.00", "10,00".join('""')), "is worth 10 points in Canvas and 100 here"),
        (
            Format.MOODLE,
            MOODLE.replace(";17;", ";ada;").replace("Limits", "One exercise"),
            "all fit 01_tiny; remove the columns",
        ),
        (Format.CSV, CANVAS, "add `--format canvas` or `--format moodle`"),
    ],
)
def test_what_cannot_match_is_refused(tiny_class, make_result, matched, format, text, sentence):
    tiny_class.record(make_result("ada"))
    with pytest.raises(CourseError) as error:
        matched(format, text)
    assert sentence in str(error.value)


def test_a_formula_in_a_name_of_theirs_is_harmless(tiny_class, make_result, matched):
    tiny_class.record(make_result("ada"))
    assert matched(Format.CANVAS, CANVAS.replace("Lovelace, Ada", "=HYPERLINK(1)"))[0][2][0] == "'=HYPERLINK(1)"


def test_a_gap_is_said_where_their_file_is_not_there(tiny_class, make_result):
    tiny_class.record(make_result("ada"))
    (tiny_class.root / "course.yaml").write_text(TWO)
    course = tiny_class.course()
    with Gradebook(f"sqlite:///{tiny_class.root / 'gradebook.db'}") as gradebook:
        gradebook.add_assignment("02_more")
    (note,) = export(course, course.assignments, Format.MOODLE).notes
    assert "Some cells are empty, and Moodle would remove a grade that it has there." in note
    assert export(course, course.assignments[:1], Format.MOODLE).notes == ()
