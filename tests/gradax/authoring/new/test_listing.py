import pytest
import yaml

from gradax.authoring.new.listing import with_assignment
from gradax.course import CourseError
from gradax.course.config import AssignmentEntry

NEW = AssignmentEntry("02_second", "The second: more")
ADDED = {"name": "02_second", "title": "The second: more"}


@pytest.fixture
def listed(tmp_path):
    """The text of a course.yaml with one assignment more."""

    def listed(text, entry=NEW):
        path = tmp_path / "course.yaml"
        path.write_text(f"format_version: 1\ntitle: A course\n{text}")
        return with_assignment(path, entry).removeprefix("format_version: 1\ntitle: A course\n")

    return listed


def test_the_first_one(listed):
    text = listed("assignments: []  # none yet\nlimits: {}\n")
    assert text == ('assignments:\n  - name: 02_second\n    title: "The second: more"  # none yet\nlimits: {}\n')


def test_the_last_one_and_every_comment_stays(listed):
    text = (
        "assignments:  # in order\n  - name: a\n    title: A  # one\n    devices: 8\n\n# What it costs.\nlimits: {}\n"
    )
    new = '  - name: 02_second\n    title: "The second: more"\n'
    assert listed(text) == text.replace("devices: 8\n", f"devices: 8\n{new}")


def test_lists_without_indent_and_without_a_last_newline(listed):
    text = "assignments:\n- name: a\n  title: A"
    assert listed(text) == text + '\n- name: 02_second\n  title: "The second: more"\n'


def test_an_entry_that_ends_in_a_list_of_its_own(listed):
    text = "assignments:\n  - name: a\n    title: A\n    preload:\n      - torch\n      - torchvision\n"
    assert yaml.safe_load(listed(text))["assignments"][1] == ADDED


def test_a_list_in_brackets(listed):
    text = listed("assignments: [{name: a, title: A}]\n")
    assert text == 'assignments: [{name: a, title: A}, {name: 02_second, title: "The second: more"}]\n'


@pytest.mark.parametrize("name", ["01", "null", "1_000", "on"])
def test_a_name_that_yaml_takes_for_something_else_is_quoted(listed, name):
    text = listed("assignments: []\n", AssignmentEntry(name, "yes"))
    assert yaml.safe_load(text)["assignments"] == [{"name": name, "title": "yes"}]


def test_a_list_that_cannot_be_added_to_is_told_what_to_write(listed):
    text = "x: &kept []\nassignments: *kept\n"
    with pytest.raises(CourseError, match=r"course.yaml: its list of assignments .*; add `\{name: 02_second, title: "):
        listed(text)
