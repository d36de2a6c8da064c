"""What people grade, in canonical submissions: answers in Markdown and code, and whatever was written beside them."""

import copy

import pytest

from gradax.submission.canonical import canonicalise, malformed, with_answers
from gradax.submission.reconcile import MISSING_TEXT

MIB = 2**20
STUB = "*Write your answer here.*"
TASK = "Derive a formula."


@pytest.fixture
def released(release, hand):
    """The small course with a written answer, code that people look at, and a task."""

    def about(name, **more):
        made = {"grade": True, "grade_id": name, "locked": False, "points": 5, "schema_version": 3, "solution": True}
        return {"nbgrader": made | more}

    made = copy.deepcopy(release)
    at = hand.index(made, "test_double") + 1
    made["cells"][at:at] = [
        hand.cell("Why twice?", "markdown", "why"),
        hand.cell(STUB, "markdown", "explain", **about("explain")),
        hand.cell('raise NotImplementedError("write me")', name="plot", **about("plot")),
        hand.cell(TASK, "markdown", "derive", **about("derive", grade=False, solution=False, task=True, locked=True)),
    ]
    return made


@pytest.fixture
def work(released):
    """A copy to write in."""
    return copy.deepcopy(released)


@pytest.fixture
def read(released, hand):
    return lambda submitted: canonicalise(released, hand.data(submitted), max_bytes=MIB)


def texts(canonical):
    return {cell["id"]: cell["source"] for cell in canonical.notebook["cells"] if cell["cell_type"] == "markdown"}


def notes(canonical):
    return [source for name, source in texts(canonical).items() if name.startswith("added-")]


def names(canonical):
    return [cell.name for cell in canonical.cells]


def test_an_answer_in_markdown_is_taken_by_grade_id(read, work, hand):
    hand.find(work, "explain")["source"] = ["In *my*\n", "words."]
    canonical = read(work)
    assert texts(canonical)["explain"] == "In *my*\nwords."
    assert canonical.warnings == ()


def test_an_answer_in_markdown_does_not_run(read, work, hand):
    hand.find(work, "explain")["source"] = "1 / 0"
    assert "explain" not in names(read(work))


def test_text_is_not_read_as_code(read, work, hand):
    hand.find(work, "explain")["source"] = "double(double)"  # a name that a demonstration defines, were it code
    assert names(read(work)) == names(read(copy.deepcopy(work)))


def test_code_that_people_grade_runs_once_it_is_written(read, work, hand):
    assert "plot" not in names(read(work))
    hand.find(work, "plot")["source"] = "curve = []"
    assert "plot" in names(read(work))
    assert {cell.exercise for cell in read(work).cells if cell.name == "plot"} == {None}


def test_a_missing_answer_says_so(read, work, hand):
    del work["cells"][hand.index(work, "explain")]
    canonical = read(work)
    assert texts(canonical)["explain"] == MISSING_TEXT
    assert canonical.warnings == ("The solution cell of `explain` is missing in the submission.",)


def test_an_optional_answer_that_is_missing_is_not_missed(released, hand):
    hand.find(released, "explain")["metadata"]["nbgrader"]["points"] = 0
    work = copy.deepcopy(released)
    del work["cells"][hand.index(work, "explain")]
    canonical = canonicalise(released, hand.data(work), max_bytes=MIB)
    assert texts(canonical)["explain"] == STUB
    assert canonical.warnings == ()


def test_of_several_answers_the_last_one_written_counts_and_the_others_are_kept(read, work, hand):
    for text in ("Once.", "Twice.", STUB):
        work["cells"].append(hand.find(work, "explain") | {"source": text})
    canonical = read(work)
    assert texts(canonical)["explain"] == "Twice."
    assert notes(canonical) == ["Once."]


def test_an_answer_that_became_code_is_kept(read, work, hand):
    hand.find(work, "explain")["cell_type"] = "code"
    hand.find(work, "explain")["source"] = "In my words."
    canonical = read(work)
    assert texts(canonical)["explain"] == "In my words."
    assert "explain" not in names(canonical)


def test_text_that_was_added_is_kept_in_its_place(read, work, hand):
    work["cells"].insert(hand.index(work, "derive") + 1, hand.cell("n(n + 1) / 2", "markdown", "mine"))
    cells = [cell["source"] for cell in read(work).notebook["cells"]]
    assert cells[cells.index(TASK) + 1] == "n(n + 1) / 2"


@pytest.mark.parametrize("name", ["derive", "why"])
def test_what_was_written_into_the_question_is_kept_beside_it(read, work, hand, name):
    hand.find(work, name)["source"] += "\n\nBecause."
    canonical = read(work)
    assert notes(canonical) == [hand.find(work, name)["source"]]
    assert "Because." not in texts(canonical)[name]


def test_the_courses_own_text_is_not_the_students(read, work):
    for cell in work["cells"]:
        del cell["id"]  # as Colab saves it
    assert notes(read(work)) == []


def test_where_nobody_reads_no_text_is_kept(release, submitted, hand):
    submitted["cells"].append(hand.cell("A note.", "markdown", "mine"))
    assert notes(canonicalise(release, hand.data(submitted), max_bytes=MIB)) == []


def test_what_cannot_be_read_has_the_released_text(released):
    assert texts(malformed(released, "It was cut off."))["explain"] == STUB


def test_an_answer_by_name_is_put_in_its_cell(released):
    assert texts(with_answers(released, {"explain": "So."}))["explain"] == "So."
