"""One loader of nbgrader's configuration."""

import pytest

from gradax.course import Course, CourseError
from gradax.gradebook.config import CONFIG, nbgrader_config


def test_the_file_counts_where_there_is_one(course_root):
    (course_root / CONFIG).write_text("c = get_config()\nc.CourseDirectory.course_id = 'mine'\n")
    assert nbgrader_config(Course.open(course_root)).CourseDirectory.course_id == "mine"


def test_without_the_file_it_is_what_the_file_would_set_up(course_root):
    config = nbgrader_config(Course.open(course_root))
    assert config.CourseDirectory.root == str(course_root)
    assert config.GenerateFeedback.force


def test_whoever_needs_the_file_says_what_to_do(course_root):
    with pytest.raises(CourseError, match=r"there is no such file; .* `gradax new course DIR` creates one"):
        nbgrader_config(Course.open(course_root), needed=True)
