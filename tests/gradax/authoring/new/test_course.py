import pytest

from gradax.authoring.new.course import lay_course
from gradax.course import Course, CourseError
from gradax.course.config import CourseConfig, LatePolicy
from gradax.gradebook.config import nbgrader_config


def test_all_that_gradax_and_nbgrader_read_of_a_course(tmp_path):
    lay_course(tmp_path / "mine")
    names = sorted(path.name for path in (tmp_path / "mine").iterdir())
    assert names == [".gitignore", "README.md", "course.yaml", "nbgrader_config.py", "submitted"]
    course = Course.open(tmp_path / "mine")
    assert nbgrader_config(course, needed=True).CourseDirectory.root == str(tmp_path / "mine")


def test_its_settings_are_those_that_hold_without_them(tmp_path):
    lay_course(tmp_path / "mine")
    config, plain = Course.open(tmp_path / "mine").config, CourseConfig(1, "Mine", ())
    assert (config.title, config.assignments) == ("Mine", ())
    assert (config.limits, config.feedback) == (plain.limits, plain.feedback)
    assert config.late_policy == LatePolicy(0.1, 0.5)


@pytest.mark.parametrize("title", ['Learn "JAX": <fast> & well', "Apprends JAX à l'école", "two\nlines", "{{ x }}"])
def test_any_title(tmp_path, title):
    lay_course(tmp_path / "mine", title)
    assert Course.open(tmp_path / "mine").config.title == " ".join(title.split())


def test_a_folder_for_git_and_one_for_python_may_be_there(tmp_path):
    for name in (".git", ".venv"):
        (tmp_path / name).mkdir()
    lay_course(tmp_path)
    assert (tmp_path / "course.yaml").is_file()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "thesis.tex").touch()
    with pytest.raises(CourseError, match=r"is not empty: it holds `thesis.tex`; name a new or empty folder"):
        lay_course(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_folder_with_a_course_is_told_how_to_go_on(tmp_path):
    lay_course(tmp_path)
    with pytest.raises(CourseError, match="already holds a course; go there and run `gradax new assignment NAME`"):
        lay_course(tmp_path)


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "mine").touch()
    with pytest.raises(CourseError, match="mine: is a file; name a new or empty folder"):
        lay_course(tmp_path / "mine")


def test_a_folder_below_a_file_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CourseError, match="cannot be written: Not a directory"):
        lay_course(tmp_path / "file" / "mine")
