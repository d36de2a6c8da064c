import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

import gradax
from gradax.authoring.bundle import make_bundle
from gradax.course import CourseError


@pytest.fixture(scope="module")
def course(tmp_path_factory, tiny_course_class):
    """A course whose release was made by hand, since a bundle only packs it."""
    course = tiny_course_class(tmp_path_factory.mktemp("bundle") / "course")
    course.write("release/01_tiny/01_tiny.ipynb", "a notebook")
    return course


@pytest.fixture(scope="module")
def bundle(course):
    folder = course.root / "for_students"
    make_bundle(course.open(), course.open().assignments, folder)
    return folder


def wheel_of(bundle):
    (wheel,) = bundle.glob("*.whl")
    return wheel


def metadata_of(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        return message_from_bytes(archive.read(name))


def test_it_holds_all_that_a_student_needs(bundle):
    names = sorted(path.name for path in bundle.iterdir())
    assert names == [".pristine", "01_tiny", "README.md", wheel_of(bundle).name, "requirements.txt"]
    assert (bundle / "01_tiny" / "01_tiny.ipynb").read_text() == "a notebook"


def test_every_requirement_is_pinned_and_the_wheel_lies_beside(bundle):
    comment, wheel, *others = (bundle / "requirements.txt").read_text().splitlines()
    assert comment.startswith("#")
    assert wheel == f"./{wheel_of(bundle).name}"
    assert all("==" in line for line in others)
    assert any(line.startswith("jupyterlab==") for line in others)
    needed = metadata_of(wheel_of(bundle)).get_all("Requires-Dist")
    assert len(others) == len([line for line in needed if "extra ==" not in line or "extra == 'lab'" in line])


def test_pytorch_is_among_them_where_an_assignment_needs_it(course, bundle, tmp_path):
    assert "torch" not in (bundle / "requirements.txt").read_text() + (bundle / "README.md").read_text()
    settings = course.root / "course.yaml"
    before = settings.read_text()
    settings.write_text(before.replace("title: One exercise", 'title: One exercise\n    preload: ["torch?"]'))
    make_bundle(course.open(), course.open().assignments, tmp_path)
    settings.write_text(before)
    pinned = (tmp_path / "requirements.txt").read_text()
    assert "\ntorch==" in pinned
    assert "\ntorchvision==" in pinned
    assert "PyTorch" in (tmp_path / "README.md").read_text()


def test_the_wheel_needs_no_nbgrader(bundle):
    needed = metadata_of(wheel_of(bundle)).get_all("Requires-Dist")
    assert not [line for line in needed if "nbgrader" in line and "extra ==" not in line]


def test_the_wheel_holds_every_template(bundle):
    package = Path(gradax.__file__).parent
    with zipfile.ZipFile(wheel_of(bundle)) as archive:
        held = {name for name in archive.namelist() if name.endswith((".j2", ".css"))}
    assert held == {
        path.relative_to(package.parent).as_posix() for ending in ("j2", "css") for path in package.rglob(f"*.{ending}")
    }


def test_the_wheel_holds_no_tests_and_no_notebooks(bundle):
    with zipfile.ZipFile(wheel_of(bundle)) as archive:
        assert not [name for name in archive.namelist() if not name.startswith("gradax")]


@pytest.mark.parametrize(
    "words",
    [
        "A tiny course",
        "pip install -r requirements.txt",
        "gradax hint",
        "Run All Cells",
        "\njupyter lab\n",
        "gradax submit 01_tiny\n",
        "gradax receipt 01_tiny",
        "gradax doctor",
        "`.venv\\Scripts\\activate`",
        "`uv venv && uv pip install -r requirements.txt`",
        "%cd 01_tiny\n",
    ],
)
def test_the_readme_says_how_to_begin_work_and_hand_in(bundle, words):
    assert words in (bundle / "README.md").read_text()


def test_an_earlier_bundle_is_replaced(course, bundle):
    before = {path.name: path.read_bytes() for path in bundle.iterdir() if path.is_file()}
    make_bundle(course.open(), course.open().assignments, bundle)
    assert {path.name: path.read_bytes() for path in bundle.iterdir() if path.is_file()} == before


def test_a_folder_with_something_else_is_left_alone(course, tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(CourseError, match=r"holds 'thesis.tex', which no bundle has. Name a new or empty folder"):
        make_bundle(course.open(), course.open().assignments, tmp_path)
