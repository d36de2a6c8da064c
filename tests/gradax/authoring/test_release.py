import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from gradax.authoring.release import LeakError, find_drift, release
from gradax.course import CourseError

LEAKY = "source/01_tiny/hints/clamp.md"
LEAK = "One.\n---\nTwo.\n---\nbounded_below = max(low, float(x))\nreturn min(high, bounded_below)\n"


def release_it(course):
    release(course.open(), course.assignment())


def drift(course):
    return [line.replace(f"{course.root}/", "") for line in find_drift(course.open(), course.assignment())]


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def released_files(course):
    return files(course.root / "release" / "01_tiny")


@pytest.fixture(scope="module")
def released(tmp_path_factory, tiny_course_class):
    """A released course, for tests that only look."""
    course = tiny_course_class(tmp_path_factory.mktemp("released") / "course")
    release_it(course)
    return course


def test_students_get_notebook_checks_and_hints(released):
    assert sorted(released_files(released)) == ["01_tiny.ipynb", "checks/test_clamp.py", "hints/clamp.md"]


def test_the_solution_becomes_a_friendly_stub(released):
    assert released.released()["cells"][2]["source"] == [
        "def clamp(x, low, high):\n",
        '    """Return the number nearest to x between low and high."""\n',
        "    # Write your code here.\n",
        '    raise NotImplementedError("write me")',
    ]


def test_the_notebook_is_valid_and_in_normal_form(released):
    text = (released.root / "release" / "01_tiny" / "01_tiny.ipynb").read_text()
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert text == json.dumps(released.released(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_checksums_are_nbgrader_s(released):
    from nbgrader.utils import compute_checksum

    for cell in nbformat.from_dict(released.released())["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["source"] = "".join(cell["source"])
            assert cell["metadata"]["nbgrader"]["checksum"] == compute_checksum(cell)


def test_the_gradebook_knows_the_cells_that_stock_autograde_restores(released):
    with sqlite3.connect(released.root / "gradebook.db") as gradebook:
        cells = dict(gradebook.execute("select name, source from source_cell"))
    gradebook.close()
    assert cells["test_clamp"] == 'check("clamp")'
    assert set(cells) == {"setup", "clamp", "test_clamp"}


def test_what_was_released_is_in_step(released):
    assert drift(released) == []


def test_releasing_twice_changes_no_byte(tiny_course):
    release_it(tiny_course)
    first = released_files(tiny_course)
    release_it(tiny_course)
    assert released_files(tiny_course) == first


def test_nbgrader_s_own_command_gives_the_same_bytes(released, tiny_course):
    nbgrader = Path(sys.executable).parent / "nbgrader"
    command = [str(nbgrader), "generate_assignment", "01_tiny"]
    subprocess.run(command, cwd=tiny_course.root, check=True, capture_output=True)
    assert released_files(tiny_course) == released_files(released)


def test_looking_for_drift_leaves_everything_alone(tiny_course):
    before = files(tiny_course.root)
    find_drift(tiny_course.open(), tiny_course.assignment())
    assert files(tiny_course.root) == before


def test_each_drifted_file_is_named(tiny_course):
    tiny_course.write("release/01_tiny/hints/clamp.md", "An older hint.\n")
    tiny_course.write("release/01_tiny/hints/wrap.md", "A hint of long ago.\n")
    assert drift(tiny_course) == [
        "release/01_tiny/01_tiny.ipynb: is missing",
        "release/01_tiny/checks/test_clamp.py: is missing",
        "release/01_tiny/hints/clamp.md: is not what source/ gives now",
        "release/01_tiny/hints/wrap.md: is no longer released",
    ]


def test_a_leak_stops_the_release_and_leaves_the_last_one(tiny_course):
    tiny_course.write("release/01_tiny/01_tiny.ipynb", "the last one")
    tiny_course.write(LEAKY, LEAK)
    with pytest.raises(LeakError, match=r"(?s)01_tiny was not released.*release/01_tiny/hints/clamp.md: shows most of"):
        release_it(tiny_course)
    assert released_files(tiny_course) == {"01_tiny.ipynb": b"the last one"}


def test_a_leak_is_told_with_the_drift(tiny_course):
    tiny_course.write(LEAKY, LEAK)
    assert drift(tiny_course)[0].startswith("release/01_tiny/hints/clamp.md: shows most of the solution of `clamp`")


def test_an_output_in_the_source_is_not_released(tiny_course):
    path = tiny_course.root / "source" / "01_tiny" / "01_tiny.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"][4] |= {
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "3"}],
        "execution_count": 9,
    }
    notebook["cells"][4]["metadata"]["tags"] = ["demo", "my-remark"]
    path.write_text(json.dumps(notebook))
    release_it(tiny_course)
    cell = tiny_course.released()["cells"][4]
    assert (cell["outputs"], cell["execution_count"], cell["metadata"]["tags"]) == ([], None, ["demo"])


def open_region(notebook):
    notebook["cells"][2]["source"] = "def clamp(x, low, high):\n    ### BEGIN SOLUTION\n    return x"


def region_in_a_demonstration(notebook):
    notebook["cells"][4]["source"] = "### BEGIN SOLUTION\nclamp(3, 0, 1)\n### END SOLUTION"


def odd_grade_id(notebook):
    notebook["cells"][1]["metadata"]["nbgrader"]["grade_id"] = "set up"


def kernel_in_a_word(notebook):
    notebook["metadata"]["kernelspec"] = "python3"


REFUSED = [
    (open_region, "cell 'clamp': no end solution statement found."),
    (region_in_a_demonstration, "cell 5: Solution region detected in a non-solution cell; please make sure all"),
    (odd_grade_id, "cell 'set up': 'set up' does not match"),
    (kernel_in_a_word, "'python3' is not of type 'object'."),
]


@pytest.fixture(params=REFUSED, ids=lambda each: each[0].__name__)
def refused(request, tiny_course):
    """A course that nbgrader refuses, and what is to be said."""
    spoil, what = request.param
    path = tiny_course.root / "source" / "01_tiny" / "01_tiny.ipynb"
    notebook = json.loads(path.read_text())
    spoil(notebook)
    path.write_text(json.dumps(notebook))
    return tiny_course, f"01_tiny.ipynb: nbgrader cannot generate the assignment: {what}"


def test_what_nbgrader_refuses_is_said_in_a_sentence(refused):
    course, sentence = refused
    with pytest.raises(CourseError) as caught:
        release_it(course)
    assert sentence in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def nbgrader(course):
    """What nbgrader's own command ends with, and says."""
    command = [str(Path(sys.executable).parent / "nbgrader"), "generate_assignment", "01_tiny"]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize("refused", REFUSED[:1], indirect=True, ids=["open_region"])
def test_nbgrader_s_own_command_ends_in_that_sentence_too(refused):
    course, sentence = refused
    code, said = nbgrader(course)
    assert (code, "Traceback" in said) == (1, False), said
    assert sentence in said.splitlines()[-1]


def test_nbgrader_s_own_command_refuses_what_cannot_be_graded(tiny_course):
    tiny_course.cells[3]["source"] = "assert clamp(3, 0, 1) == 1"
    tiny_course.write_notebook()
    code, said = nbgrader(tiny_course)
    assert (code, "the grade cell 'test_clamp' should be `check(" in said) == (1, True), said
    assert not (tiny_course.root / "release").exists()


@pytest.mark.parametrize("name", ["release", "release/01_tiny"])
def test_a_file_in_the_release_s_place_is_said(tiny_course, name):
    tiny_course.write(name, "in the way")
    with pytest.raises(CourseError, match=r"01_tiny: cannot be written: .* Move away what is in its place\.$"):
        release_it(tiny_course)


@pytest.mark.parametrize("lines", ["raise ValueError('boom')", "c = ("])
def test_a_configuration_that_cannot_be_read_is_said(tiny_course, lines):
    tiny_course.write("nbgrader_config.py", lines)
    with pytest.raises(CourseError, match=r"nbgrader_config.py: it cannot be read: (ValueError|SyntaxError): .*\.$"):
        release_it(tiny_course)


def test_a_configuration_that_nbgrader_refuses_is_said(tiny_course):
    path = tiny_course.root / "nbgrader_config.py"
    path.write_text(f"{path.read_text()}\nget_config().GenerateAssignment.permissions = 'all'\n")
    with pytest.raises(CourseError, match=r"nbgrader cannot generate the assignment: The 'permissions' trait"):
        release_it(tiny_course)


def test_a_course_without_nbgrader_s_configuration_is_told(tiny_course):
    (tiny_course.root / "nbgrader_config.py").unlink()
    with pytest.raises(CourseError, match=r"nbgrader_config.py: there is no such file"):
        release_it(tiny_course)


def test_a_notebook_without_exercises_is_told(tiny_course):
    tiny_course.cells = tiny_course.cells[:2]
    tiny_course.write_notebook()
    with pytest.raises(CourseError, match="there is no exercise in it"):
        release_it(tiny_course)
