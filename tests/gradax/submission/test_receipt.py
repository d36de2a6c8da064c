"""Receipts: the same answers have the same one, other answers another one."""

import copy
import json
import re

import pytest

from gradax.submission.canonical import canonicalise
from gradax.submission.receipt import receipt_in


@pytest.fixture
def receipt(release, hand):
    """The receipt of a notebook, by this release or another one."""

    def receipt(made, *, by=release, **more):
        data = made if isinstance(made, bytes) else hand.data(made)
        return canonicalise(by, data, max_bytes=2**20, **more).receipt

    return receipt


def test_a_receipt_is_four_groups_of_four(receipt, submitted):
    assert re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", receipt(submitted))


def ran(made, hand):
    """Outputs and counts."""
    hand.find(made, "double").update(execution_count=7, outputs=[{"output_type": "stream", "name": "stdout"}])


def moved_to_another_kernel(made, hand):
    """The kernel's name, and what an editor adds."""
    made["metadata"] = {"kernelspec": {"name": "venv", "language": "python"}, "colab": {"provenance": []}}


def with_blanks_at_line_ends(made, hand):
    """Blanks that nobody sees."""
    hand.find(made, "double")["source"] = hand.solutions["double"].replace("\n", "  \n")


def with_lists_of_lines(made, hand):
    """A cell's text as a list of lines."""
    hand.find(made, "negate")["source"] = hand.solutions["negate"].splitlines(keepends=True)


def with_other_points(made, hand):
    """The points of a grade cell."""
    hand.find(made, "test_double")["metadata"]["nbgrader"]["points"] = 1000


def without_a_demonstration(made, hand):
    """A demonstration that was deleted."""
    del made["cells"][hand.index(made, "shown")]


def with_an_empty_cell(made, hand):
    """The empty cell at the end that Jupyter adds."""
    made["cells"].append(hand.cell("", name="last"))


@pytest.mark.parametrize(
    "change",
    [
        ran,
        moved_to_another_kernel,
        with_blanks_at_line_ends,
        with_lists_of_lines,
        with_other_points,
        without_a_demonstration,
        with_an_empty_cell,
    ],
    ids=lambda change: change.__name__,
)
def test_what_no_answer_depends_on_leaves_it_alone(receipt, submitted, hand, change):
    before = receipt(submitted)
    change(submitted, hand)
    assert receipt(submitted) == before


def test_how_the_file_is_written_leaves_it_alone(receipt, submitted):
    rewritten = json.dumps(submitted, indent=4, sort_keys=True).encode()
    assert receipt(rewritten) == receipt(submitted)


def another_answer(made, hand):
    hand.find(made, "double")["source"] = "def double(x): return x + x"


def another_helper(made, hand):
    made["cells"].append(hand.cell("def helper(): return 1", name="mine"))


def another_place(made, hand):
    made["cells"].insert(2, hand.cell("factor = 4", name="mine"))


def another_demonstration(made, hand):
    hand.find(made, "shown")["source"] = "def double(x): return 0"


@pytest.mark.parametrize(
    "change",
    [another_answer, another_helper, another_place, another_demonstration],
    ids=lambda change: change.__name__,
)
def test_what_the_student_wrote_changes_it(receipt, submitted, hand, change):
    before = receipt(submitted)
    change(submitted, hand)
    assert receipt(submitted) != before


def test_answers_that_changed_places_change_it(receipt, submitted, hand):
    before = receipt(submitted)
    first, second = hand.find(submitted, "double"), hand.find(submitted, "negate")
    first["source"], second["source"] = second["source"], first["source"]
    assert receipt(submitted) != before


def test_a_new_text_of_the_course_leaves_it_alone(receipt, submitted, release, hand):
    later = copy.deepcopy(release)
    later["cells"][0]["source"] = "# Three small exercises"
    assert receipt(submitted, by=later) == receipt(submitted)


def test_an_exercise_that_a_new_release_adds_leaves_it_alone(receipt, submitted, release, hand):
    earlier = copy.deepcopy(submitted)
    earlier["cells"] = [each for each in submitted["cells"] if each["id"] not in ("join", "test_join")]
    first = copy.deepcopy(release)
    first["cells"] = [each for each in release["cells"] if each["id"] not in ("join", "test_join")]
    assert receipt(earlier, by=release) == receipt(earlier, by=first)


def test_an_exercise_that_a_new_release_drops_leaves_it_alone(receipt, submitted, release):
    later = copy.deepcopy(release)
    later["cells"] = [each for each in release["cells"] if each["id"] not in ("join", "test_join")]
    assert receipt(submitted, by=later) == receipt(submitted)


def test_an_exercise_that_a_new_release_renames_leaves_it_alone(receipt, submitted, release, hand):
    later = copy.deepcopy(release)
    for name in ("double", "test_double"):
        nbgrader = hand.find(later, name)["metadata"]["nbgrader"]
        nbgrader["grade_id"] = nbgrader["grade_id"].replace("double", "twice")
    assert receipt(submitted, by=later, renamed={"double": "twice"}) == receipt(submitted)


def test_a_note_counts_where_a_task_asks_for_it(receipt, submitted, release, hand):
    task = {"grade": False, "solution": False, "task": True, "locked": True, "grade_id": "draw", "points": 5}
    for made in (release, submitted):
        made["cells"].append(hand.cell("Draw it.", "markdown", "draw", nbgrader=task))
    before = receipt(submitted)
    submitted["cells"].append(hand.cell("My drawing is this.", "markdown", "mine"))
    assert receipt(submitted) != before


def test_half_a_character_in_a_name_is_no_obstacle(receipt, submitted, hand):
    hand.find(submitted, "negate")["metadata"]["nbgrader"]["grade_id"] = "\ud800negate"
    assert receipt(json.dumps(submitted).encode())


def test_what_cannot_be_read_has_none(receipt):
    assert receipt(b"?") is None


def test_a_receipt_is_known_however_it_is_typed(receipt, submitted):
    written = receipt(submitted)
    assert receipt_in(written) == written
    assert receipt_in(f" {written.lower().replace('-', ' ')} ") == written
    assert receipt_in(written.replace("O", "0").replace("I", "1").replace("B", "8")) == written


@pytest.mark.parametrize(
    "text", ["", "K7QX", "K7QX-23PD-M4TR-AB5C-AAAA", "K7QX-99PD-M4TR-AB5C", "ä" * 16, "no receipt"]
)
def test_anything_else_is_none(text):
    assert receipt_in(text) is None
