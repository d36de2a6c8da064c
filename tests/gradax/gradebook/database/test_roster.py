"""Rosters as they come: whose row is whose, and the sentence for each row that nobody can use."""

import pytest

from gradax.course import CourseError
from gradax.gradebook.database.roster import RosterEntry, read_roster

OWN = "id,first_name,last_name,email,lms_user_id\nada,Ada,Lovelace,ada@example.org,17\n"
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,One exercise (4711)
    Points Possible,,,,,100
"Lovelace, Ada",17,S-1,ada,Monday,88
"Student, Test",99,,7a0c,Monday,
"""
MOODLE = "First name;Last name;ID number;Username;Email address\nAda;Lovelace;17;ada;ada@example.org\n"
CLASSROOM = '"identifier","github_username","github_id","name"\n"ada","countess","42","Ada Lovelace"\n'


def read(tmp_path, text, **more):
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path, **more)


@pytest.mark.parametrize(
    ("text", "student"),
    [
        (OWN, RosterEntry("ada", "Ada", "Lovelace", "ada@example.org", "17")),
        (CANVAS, RosterEntry("ada", "Ada", "Lovelace", "", "17")),
        (MOODLE, RosterEntry("ada", "Ada", "Lovelace", "ada@example.org", "17")),
        (CLASSROOM, RosterEntry("ada", "", "Ada Lovelace")),
        ("Email,Name\nada@example.org,Ada\n", RosterEntry("ada@example.org", "", "Ada", "ada@example.org")),
    ],
    ids=["own", "canvas", "moodle", "classroom", "e-mail"],
)
def test_who_it_is_in_each_system_s_words(tmp_path, text, student):
    roster = read(tmp_path, text)
    assert dict(roster.students) == {student.id: student}
    assert roster.left_out == ()


def test_names_in_every_script(tmp_path):
    roster = read(tmp_path, 'id,name\n1,"García, José"\n2,"חרותי, דנה"\n3,"王, 小明"\n4,"O\'Brien, Ünal ""Ü"""\n')
    names = [(student.last_name, student.first_name) for student in roster.students.values()]
    assert names == [("García", "José"), ("חרותי", "דנה"), ("王", "小明"), ("O'Brien", 'Ünal "Ü"')]


def test_the_column_of_ids_can_be_named(tmp_path):
    assert set(read(tmp_path, "Matrikel,id\n007,1\n", id_column="matrikel").students) == {"007"}


def test_a_student_who_stands_there_twice_counts_once(tmp_path):
    assert len(read(tmp_path, "id,name\nada,Ada\nada,Ada\n").students) == 1


def test_two_rows_of_one_student_that_differ_are_refused(tmp_path):
    with pytest.raises(CourseError, match="lines 2 and 4 both belong to `ada`, and differ; keep one of them"):
        read(tmp_path, "id,name\nada,Ada\nbob,Bob\nada,Adele\n")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",Eve", "Line 3 is left out (Eve): there is no id in it."),
        ("../eve,Eve", "`../eve` cannot be the name of a folder in submitted/."),
        ("eve\u200b,Eve", "the id `eve\\u200b` holds an invisible character; remove it."),
        (f"{'e' * 129},Eve", "an id has at most 128 characters."),
    ],
)
def test_a_row_without_an_id_that_can_be_one_is_left_out_and_said(tmp_path, row, sentence):
    roster = read(tmp_path, f"id,name\nada,Ada\n{row}\n")
    assert set(roster.students) == {"ada"}
    assert sentence in roster.left_out[0]


@pytest.mark.parametrize(
    ("text", "more", "sentence"),
    [
        ("number,name\n1,Ada\n", {}, "none of `number` and `name` is known to hold ids; name the column with `--id"),
        ("number,name\n1,Ada\n", {"id_column": "nmber"}, "no column `nmber`; did you mean `number`?"),
        ("id,name\n", {}, "it has no student"),
        ("id,name\n,Ada\n", {}, "it has no student.\nLine 2 is left out"),
    ],
)
def test_a_file_that_is_no_roster(tmp_path, text, more, sentence):
    with pytest.raises(CourseError) as error:
        read(tmp_path, text, **more)
    assert sentence in str(error.value)
