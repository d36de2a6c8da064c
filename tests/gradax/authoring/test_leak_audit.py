"""One test a leak: put a secret where students would find it, and read what the audit says."""

import json
import shutil

import pytest

from gradax.authoring.leak_audit import audit
from gradax.authoring.normal_form import to_text

NOTEBOOK = "01_tiny.ipynb"


@pytest.fixture
def handed_out(tiny_course):
    """What the students get, made by hand: the course's own files, the solution taken out."""
    folder = tiny_course.root / "handed_out"
    shutil.copytree(tiny_course.root / "source" / "01_tiny", folder)
    change(folder, 2, source='def clamp(x, low, high):\n    raise NotImplementedError("write me")')
    return folder


def change(folder, index, **changes):
    notebook = json.loads((folder / NOTEBOOK).read_text())
    notebook["cells"][index] |= changes
    (folder / NOTEBOOK).write_text(to_text(notebook))


def append(path, text):
    path.write_text(path.read_text() + text)


def leaks(course, folder):
    return [str(leak).replace(f"{folder}/", "") for leak in audit(course.assignment(), folder)]


def only_leak(course, folder):
    (leak,) = leaks(course, folder)
    return leak


def test_a_clean_folder_has_none(tiny_course, handed_out):
    assert leaks(tiny_course, handed_out) == []


def test_a_line_of_the_solution(tiny_course, handed_out):
    change(handed_out, 4, source="bounded_below  =  max(low, float(x))  # so they say")
    assert only_leak(tiny_course, handed_out) == (
        "01_tiny.ipynb: shows a line of the solution of `clamp`: 'bounded_below = max(low, float(x))'."
    )


def test_a_line_of_the_solution_in_a_visible_check(tiny_course, handed_out):
    append(handed_out / "checks" / "test_clamp.py", "\n# bounded_below = max(low, float(x))\n")
    assert only_leak(tiny_course, handed_out).startswith("checks/test_clamp.py: shows a line of the solution")


def test_a_line_that_the_author_shows_on_purpose_is_none(tiny_course, handed_out):
    tiny_course.cells[4]["source"] = "low, x = 0, 1\nbounded_below = max(low, float(x))"
    tiny_course.write_notebook()
    change(handed_out, 4, source=tiny_course.cells[4]["source"])
    assert leaks(tiny_course, handed_out) == []


def test_most_of_a_solution_is_one_even_where_the_author_shows_it(tiny_course, handed_out):
    hint = "Almost:\n---\nThere:\n---\n`bounded_below = max(low, float(x))`, then `return min(high, bounded_below)`\n"
    tiny_course.write("source/01_tiny/hints/clamp.md", hint)
    (handed_out / "hints" / "clamp.md").write_text(hint)
    assert only_leak(tiny_course, handed_out) == (
        "hints/clamp.md: shows most of the solution of `clamp`; reword it or show less."
    )


def test_a_hint_that_nearly_is_the_answer_is_none(tiny_course, handed_out):
    hint = "Almost:\n---\nThere:\n---\n`bounded_below = max(low, float(x))`, then `return min(high, ...)`\n"
    tiny_course.write("source/01_tiny/hints/clamp.md", hint)
    (handed_out / "hints" / "clamp.md").write_text(hint)
    assert leaks(tiny_course, handed_out) == []


def test_a_solution_mark(tiny_course, handed_out):
    change(handed_out, 2, source="### BEGIN SOLUTION")
    assert only_leak(tiny_course, handed_out) == "01_tiny.ipynb: holds the mark 'BEGIN SOLUTION'."


def test_a_hidden_test(tiny_course, handed_out):
    hidden = (tiny_course.root / "tests" / "01_tiny" / "test_clamp.py").read_text()
    change(handed_out, 0, source=hidden)
    found = leaks(tiny_course, handed_out)
    assert any("shows a line of the hidden test code `test_leaves_a_number_within_alone`" in leak for leak in found)


def test_a_hidden_test_that_is_a_visible_check_as_well(tiny_course, handed_out):
    hidden = (tiny_course.root / "tests" / "01_tiny" / "test_clamp.py").read_text()
    tiny_course.write("source/01_tiny/checks/test_clamp.py", hidden)
    (handed_out / "checks" / "test_clamp.py").write_text(hidden)
    found = leaks(tiny_course, handed_out)
    assert any("shows most of the hidden test code `test_stays_between_the_bounds`" in leak for leak in found)


def test_a_message_of_a_hidden_test(tiny_course, handed_out):
    append(handed_out / "hints" / "clamp.md", "\n`clamp(x, 0, 1)` should give back an x between 0 and 1.\n")
    assert only_leak(tiny_course, handed_out).startswith(
        "hints/clamp.md: shows a message of the hidden tests of `clamp`"
    )


def test_an_answer(tiny_course, handed_out):
    change(handed_out, 4, source="return max(low, min(high, x))")
    assert "01_tiny.ipynb: shows a line of the answer right_nested of `clamp`" in only_leak(tiny_course, handed_out)


def test_what_a_wrong_answer_is_about(tiny_course, handed_out):
    about = "Takes the bounds for a width and a height, as beginners often do"
    tiny_course.write("tests/01_tiny/answers/clamp/wrong_about.py", f"# {about}.\n# fails: test_x\nclamp = 1\n")
    change(handed_out, 0, source=f"{about}.")
    assert "01_tiny.ipynb: shows what the answer wrong_about of `clamp` is about" in only_leak(tiny_course, handed_out)


def test_a_signature_in_a_hidden_test_is_no_message(tiny_course, handed_out):
    signature = "`clamp(x_of_any_dtype, the_lower_bound, the_upper_bound)`"
    path = tiny_course.root / "tests" / "01_tiny" / "test_clamp.py"
    append(path, f'\n\ndef test_more(student):\n    """More."""\n    fail("{signature}")\n')
    change(handed_out, 0, source=signature)
    assert leaks(tiny_course, handed_out) == []


def test_json_escapes_hide_nothing(tiny_course, handed_out):
    source = 'def clamp(x):\n    ### BEGIN SOLUTION\n    return {"ä": "nearest", "b": x}["ä"]\n    ### END SOLUTION'
    tiny_course.cells[2]["source"] = source
    tiny_course.write_notebook()
    change(handed_out, 4, source='return {"ä": "nearest", "b": x}["ä"]')
    assert "shows a line of the solution of `clamp`" in only_leak(tiny_course, handed_out)


@pytest.mark.parametrize(
    "changes",
    [{"outputs": [{"output_type": "stream", "name": "stdout", "text": "3"}]}, {"execution_count": 3}],
    ids=["output", "count"],
)
def test_an_output(tiny_course, handed_out, changes):
    change(handed_out, 4, **changes)
    assert only_leak(tiny_course, handed_out) == "01_tiny.ipynb: cell 4 holds an output."


def test_a_secret_in_an_output(tiny_course, handed_out):
    printed = {"output_type": "stream", "name": "stdout", "text": ["bounded_below = max(low, float(x))"]}
    change(handed_out, 4, outputs=[printed])
    assert any("shows a line of the solution" in leak for leak in leaks(tiny_course, handed_out))


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"solution2": "first"}, "cell 4 has the metadata 'solution2', which students do not need."),
        ({"nbgrader": {"remark": 1}}, "cell 4 has the nbgrader metadata 'remark', which students do not need."),
        ({"tags": ["instructor"]}, "cell 4 has the tag 'instructor', which is not one for students."),
    ],
)
def test_metadata_of_the_instructor(tiny_course, handed_out, metadata, expected):
    change(handed_out, 4, metadata=metadata)
    assert only_leak(tiny_course, handed_out) == f"01_tiny.ipynb: {expected}"


def test_metadata_of_the_notebook(tiny_course, handed_out):
    path = handed_out / NOTEBOOK
    notebook = json.loads(path.read_text())
    notebook["metadata"] = {"authors": ["me"], "kernelspec": {"name": "my-kernel"}}
    path.write_text(to_text(notebook))
    assert leaks(tiny_course, handed_out) == [
        "01_tiny.ipynb: has the notebook metadata 'authors', which students do not need.",
        "01_tiny.ipynb: has the notebook metadata 'kernelspec', which students do not need.",
    ]


@pytest.mark.parametrize("name", ["notes.txt", "01_tiny.py", "checks/test_wrap.py", "old/01_tiny.ipynb"])
def test_a_stray_file(tiny_course, handed_out, name):
    path = handed_out / name
    path.parent.mkdir(exist_ok=True)
    path.write_text((handed_out / NOTEBOOK).read_text())
    assert only_leak(tiny_course, handed_out) == f"{name}: does not belong to the assignment; remove it from source/."


def test_a_link(tiny_course, handed_out):
    path = handed_out / "hints" / "clamp.md"
    path.unlink()
    path.symlink_to("/etc/hostname")
    assert only_leak(tiny_course, handed_out).startswith("hints/clamp.md: does not belong to the assignment")
