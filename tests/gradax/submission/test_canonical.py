"""Canonical submissions: what a student wrote is kept, everything else is as released."""

import copy
import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gradax.submission.canonical import canonicalise, with_answers
from gradax.submission.parsing import SOURCE_MAX
from gradax.submission.reconcile import MISSING

MIB = 2**20


@pytest.fixture
def read(release, hand):
    def read(submitted, max_bytes=MIB):
        data = submitted if isinstance(submitted, bytes) else hand.data(submitted)
        return canonicalise(release, data, max_bytes=max_bytes)

    return read


def names(canonical):
    return [cell.name for cell in canonical.cells]


def source(canonical, name):
    return next(cell.source for cell in canonical.cells if cell.name == name)


def test_an_untouched_submission_has_no_warnings(read, submitted):
    assert read(submitted).warnings == ()


def test_solutions_are_taken_by_grade_id(read, submitted, hand):
    assert source(read(submitted), "double") == hand.solutions["double"]


def test_grade_cells_and_unchanged_demonstrations_do_not_run(read, submitted):
    assert names(read(submitted)) == ["setup", "double", "negate", "join", "kept"]


def test_a_changed_demonstration_runs(read, submitted, hand):
    hand.find(submitted, "shown")["source"] = "print(double(4))"
    assert source(read(submitted), "shown") == "print(double(4))"


def test_a_deleted_demonstration_is_not_missed(read, submitted, hand):
    del submitted["cells"][hand.index(submitted, "shown")]
    assert read(submitted).warnings == ()


def test_a_released_cell_that_anyone_may_change_is_the_students(read, submitted, hand):
    hand.find(submitted, "kept")["source"] = "factor = 4"
    assert source(read(submitted), "kept") == "factor = 4"


def test_a_copy_of_a_demonstration_does_not_run(read, submitted, hand):
    submitted["cells"].append(hand.cell("print(double(3))", name="copy"))
    assert names(read(submitted)) == ["setup", "double", "negate", "join", "kept"]


def test_added_cells_keep_their_places(read, submitted, hand):
    submitted["cells"].insert(hand.index(submitted, "negate"), hand.cell("helper = 1", name="x1"))
    submitted["cells"].insert(0, hand.cell("import os", name="x2"))
    expected = ["top+1", "setup", "double", "test_double+2", "negate", "join", "kept"]
    assert names(read(submitted)) == expected


def test_an_added_cell_knows_what_it_follows(read, submitted, hand):
    submitted["cells"].insert(hand.index(submitted, "negate"), hand.cell("helper = 1", name="x1"))
    assert [cell.added_after for cell in read(submitted).cells if cell.added_after] == ["test_double"]


def test_added_cells_are_in_the_notebook_without_metadata(read, submitted, hand):
    submitted["cells"].append(hand.cell("helper = 1", name="x1", nbgrader={"grade_id": "mine", "points": 9}))
    added = read(submitted).notebook["cells"][-1]
    assert (added["source"], added["metadata"], added["id"]) == ("helper = 1", {}, "added-1")


def test_it_is_known_which_cells_are_as_released(read, submitted, hand):
    hand.find(submitted, "kept")["source"] = "factor = 4"
    assert [cell.name for cell in read(submitted).cells if cell.released] == ["setup"]


def test_markdown_of_the_student_is_not_kept(read, submitted, hand):
    submitted["cells"].append(hand.cell("<script>", "markdown", "x1"))
    hand.find(submitted, "cell-0")["source"] = "<script>"
    assert "<script>" not in json.dumps(read(submitted).notebook)


def test_the_notebook_is_the_release_but_for_solutions(read, submitted, release, hand):
    hand.find(submitted, "double")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "<b>"}]
    submitted["metadata"]["widgets"] = "<script>"
    made = read(submitted).notebook
    for entry in (*made["cells"], *release["cells"]):
        if entry["id"] in hand.solutions:
            del entry["source"]
    assert made == release


def test_the_release_itself_is_left_alone(read, submitted, release):
    before = copy.deepcopy(release)
    read(submitted).notebook["cells"][0]["source"] = "changed"
    assert release == before


def test_a_locked_cell_comes_from_the_release(read, submitted, hand):
    hand.find(submitted, "setup")["source"] = "import evil"
    result = read(submitted)
    assert source(result, "setup") == "import math"
    assert result.warnings == ("The locked cell `setup` is not as in the release; the released one was used.",)


def test_a_missing_locked_cell_comes_from_the_release(read, submitted, hand):
    del submitted["cells"][hand.index(submitted, "setup")]
    result = read(submitted)
    assert source(result, "setup") == "import math"
    assert result.warnings == ("The cell `setup` is missing in the submission; the released one was used.",)


def test_a_missing_solution_is_said_and_blank(read, submitted, hand):
    del submitted["cells"][hand.index(submitted, "negate")]
    result = read(submitted)
    assert source(result, "negate") == MISSING
    assert result.warnings == ("The solution cell of `negate` is missing in the submission.",)


def test_many_missing_cells_make_one_short_sentence(read, submitted):
    submitted["cells"] = []
    assert "`double`, `negate` and `join`" in " ".join(read(submitted).warnings)
    assert len(read(submitted).warnings) == 2


def remove(cells, cell):
    cells.remove(cell)


def copy_below(cells, cell):
    cells.append(copy.deepcopy(cell))


def edit(cells, cell):
    cell["source"] = "print('mine')"


def empty(cells, cell):
    cell["source"] = None


def retype(cells, cell):
    cell["cell_type"] = "raw"


@pytest.mark.parametrize(
    ("names", "change", "sentence"),
    [
        (["double", "join"], remove, "The solution cells of `double` and `join` are missing in the submission."),
        (
            ["double", "join"],
            copy_below,
            "The solution cells of `double` and `join` are there more than once; of each the last one with an answer "
            "counts.",
        ),
        (["double", "join"], empty, "The solution cells of `double` and `join` hold no text, or far too much of it."),
        (
            ["double", "join"],
            retype,
            "The solution cells of `double` and `join` are no longer code cells; their text was graded.",
        ),
        (
            ["test_double", "test_join"],
            remove,
            "The cells `test_double` and `test_join` are missing in the submission; the released ones were used.",
        ),
        (
            ["test_double", "test_join"],
            copy_below,
            "The cells `test_double` and `test_join` are there more than once; the released ones were used.",
        ),
        (
            ["test_double", "test_join"],
            edit,
            "The locked cells `test_double` and `test_join` are not as in the release; the released ones were used.",
        ),
        (
            ["double", "test_double", "join", "test_join"],
            remove,
            "The exercises `double` and `join` are not in the submission. If the notebook is from an earlier release, "
            "copy the cells from the new one, and hand it in again.",
        ),
    ],
)
def test_what_is_so_of_two_cells_is_one_sentence(read, submitted, hand, names, change, sentence):
    for name in names:
        change(submitted["cells"], hand.find(submitted, name))
    assert sentence in read(submitted).warnings


@pytest.mark.parametrize("change", [{"points": 1000.0}, {"locked": False}, {"grade": False}, {"points": None}])
def test_changed_settings_are_said_and_do_not_count(read, submitted, hand, change):
    hand.find(submitted, "test_double")["metadata"]["nbgrader"].update(change)
    result = read(submitted)
    assert hand.find(result.notebook, "test_double")["metadata"]["nbgrader"]["points"] == 20.0
    assert result.warnings == (
        "The settings (points, locks) of `test_double` are not as in the release; the released ones count.",
    )


def test_stripped_metadata_is_made_up_for_by_ids(read, submitted, hand):
    for entry in submitted["cells"]:
        entry["metadata"] = {}
    result = read(submitted)
    assert source(result, "join") == hand.solutions["join"]
    assert len(result.warnings) == 1


def test_a_copied_solution_cell_does_not_take_anothers_place(read, submitted, hand):
    submitted["cells"].append(copy.deepcopy(hand.find(submitted, "double")))
    result = read(submitted)
    assert names(result) == ["setup", "double", "negate", "join", "kept"]
    assert result.warnings == (
        "The solution cell of `double` is there more than once; the last one with an answer counts.",
    )


def test_the_last_written_copy_counts_and_earlier_ones_run(read, submitted, hand):
    copied = copy.deepcopy(hand.find(submitted, "double")) | {"source": "def double(x): return x + x"}
    submitted["cells"].insert(hand.index(submitted, "double") + 1, copied)
    result = read(submitted)
    assert source(result, "double") == "def double(x): return x + x"
    assert source(result, "setup+1") == hand.solutions["double"]


def test_many_copies_beside_a_long_one_take_no_longer_than_each_by_itself(read, submitted, hand):
    def seconds(*added):
        begun = time.process_time()
        assert len(names(read(submitted | {"cells": [*submitted["cells"], *added]}))) == 5 + len(added)
        return time.process_time() - begun

    double = hand.find(submitted, "double")
    copies = [double | {"source": f"x = {number}"} for number in range(1500)]
    long = double | {"source": "a\n" * (SOURCE_MAX // 2)}
    seconds(long)
    assert seconds(*copies, long) < 4 * (seconds(*copies) + seconds(long))  # it was twenty times


def test_an_untouched_copy_does_not_hide_the_written_one(read, submitted, release, hand):
    submitted["cells"].append(copy.deepcopy(hand.find(release, "double")))
    assert source(read(submitted), "double") == hand.solutions["double"]


def test_retyped_solutions_still_count(read, submitted, hand):
    hand.find(submitted, "double")["cell_type"] = "markdown"
    result = read(submitted)
    assert source(result, "double") == hand.solutions["double"]
    assert result.warnings == ("The solution cell of `double` is no longer a code cell; its text was graded.",)


def test_a_paragraph_that_became_code_runs_as_the_students(read, submitted, hand):
    hand.find(submitted, "cell-0").update(cell_type="code", source="y = 1")
    assert names(read(submitted))[0] == "top+1"


def test_reordered_cells_are_graded_in_the_released_order(read, submitted):
    submitted["cells"].reverse()
    result = read(submitted)
    assert names(result) == ["setup", "double", "negate", "join", "kept"]
    assert result.warnings == ("Cells are not in the order of the release; they were graded in that order.",)


def test_another_language_is_said(read, submitted):
    submitted["metadata"] = {"kernelspec": {"name": "ir", "language": "R"}}
    assert read(submitted).warnings == ("The notebook says that it is not written in Python; it was graded as Python.",)


@pytest.mark.parametrize("character", ["\0", "\ud800"])
def test_unreadable_characters_are_replaced(read, submitted, hand, character):
    hand.find(submitted, "double")["source"] = f"# {character}\n"
    result = read(submitted)
    assert source(result, "double") == "# \N{REPLACEMENT CHARACTER}\n"
    assert result.warnings == ("Characters that Python cannot read were replaced in code cells.",)


@pytest.mark.parametrize("unreadable", [None, 3, ["a", 4], {"text": "x"}, "x" * (SOURCE_MAX + 1)])
def test_a_solution_that_is_not_text_is_missing(read, submitted, hand, unreadable):
    hand.find(submitted, "double")["source"] = unreadable
    result = read(submitted)
    assert source(result, "double") == MISSING
    assert result.warnings == ("The solution cell of `double` holds no text, or far too much of it.",)


def test_an_added_cell_that_is_not_text_is_left_out(read, submitted):
    submitted["cells"].append({"cell_type": "code", "source": {}})
    assert read(submitted).warnings == ("A cell that was added holds no text, or far too much of it; it was left out.",)


def test_things_that_are_not_cells_are_ignored(read, submitted):
    submitted["cells"] += [None, 3, [], "cell"]
    assert read(submitted).warnings == ("Some entries of the notebook are not cells; they were ignored.",)


def test_a_byte_order_mark_is_no_obstacle(read, submitted, hand):
    assert read(b"\xef\xbb\xbf" + hand.data(submitted)).malformed is None


def test_a_huge_integer_is_no_obstacle(read, submitted, hand):
    data = hand.data(submitted).replace(b'"points": 20.0', b'"points": ' + b"9" * 5000)
    assert "settings" in read(data).warnings[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"hello", "not JSON"),
        (b'{"cells": [', "cut off"),
        (b"\xff\xfe\x00\x01", "not JSON"),
        (b"\x80\x81", "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"[]", "not a notebook"),
        (b"null", "not a notebook"),
        (b"{}", "not of nbformat 4"),
        (b'{"nbformat": 3, "worksheets": []}', "not of nbformat 4"),
        (b'{"nbformat": "4", "cells": []}', "not of nbformat 4"),
        (b'{"nbformat": true, "cells": []}', "not of nbformat 4"),
        (b'{"nbformat": NaN, "cells": []}', "not of nbformat 4"),
        (b'{"nbformat": 4}', "no list of cells"),
        (b'{"nbformat": 4, "cells": {}}', "no list of cells"),
        (b"x" * (MIB + 1), "larger than 1 MiB"),
        (b'{"nbformat": 4, "cells": [' + b"1," * 2000 + b"1]}", "more than 2,000 cells"),
    ],
)
def test_what_is_no_notebook_has_a_reason(read, data, words):
    result = read(data)
    assert words in result.malformed
    assert result.warnings == (result.malformed,)
    assert result.cells == ()


def test_answers_fill_their_cells_and_leave_the_others_blank(release, hand):
    made = with_answers(release, {"negate": "negate = abs"})
    assert source(made, "negate") == "negate = abs"
    assert source(made, "double") == hand.find(release, "double")["source"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["double", "code"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "nbgrader"]), inner, max_size=2),
    max_leaves=5,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_mutation_of_a_notebook_raises_or_changes_what_is_ours(read, submitted, release, hand, data):
    made = copy.deepcopy(submitted)
    for _ in range(data.draw(st.integers(1, 6))):
        cells = made["cells"]
        what = data.draw(st.sampled_from(["value", "metadata", "drop", "copy", "move", "swap"]))
        i, j = (data.draw(st.integers(0, len(cells) - 1)) for _ in range(2)) if cells else (0, 0)
        if not cells or not isinstance(cells[i], dict):
            continue
        if what == "value":
            cells[i][data.draw(st.sampled_from(["id", "cell_type", "source", "metadata"]))] = data.draw(ANYTHING)
        elif what == "metadata" and isinstance(cells[i].get("metadata"), dict):
            nbgrader = cells[i]["metadata"].setdefault("nbgrader", {})
            if isinstance(nbgrader, dict):
                nbgrader[data.draw(st.sampled_from(["grade_id", "points", "solution", "locked"]))] = data.draw(ANYTHING)
        elif what == "drop":
            del cells[i]
        elif what == "copy":
            cells.insert(j, copy.deepcopy(cells[i]))
        elif what == "move":
            cells.insert(j, cells.pop(i))
        elif what == "swap":
            cells[i] = data.draw(ANYTHING)
    result = read(made)
    assert result.malformed is None
    assert [cell.exercise for cell in result.cells if cell.exercise] == list(hand.solutions)
    assert source(result, "setup") == "import math"
    ours = [entry for entry in result.notebook["cells"] if not entry["id"].startswith("added-")]
    assert [entry["id"] for entry in ours] == [entry["id"] for entry in release["cells"]]
    assert [entry["metadata"] for entry in ours] == [entry["metadata"] for entry in release["cells"]]
    json.dumps(result.notebook).encode()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.integers(0, 10_000), junk=st.binary(max_size=8))
def test_no_damage_to_the_bytes_raises(read, submitted, hand, cut, junk):
    whole = hand.data(submitted)
    canonical = read(whole[: cut % len(whole)] + junk + whole[cut % len(whole) + len(junk) :])
    assert canonical.malformed is None or canonical.malformed.endswith(".")


# A notebook that was handed in from an earlier release.
EARLIER = (
    "The exercise `negate` is not in the submission. If the notebook is from an earlier release, copy the cells from "
    "the new one, and hand it in again."
)


@pytest.fixture
def renamed(release, hand):
    """`negate` is called `flip` in the release now, its function too."""
    for name in ("negate", "test_negate"):
        found = hand.find(release, name)
        found["id"] = found["metadata"]["nbgrader"]["grade_id"] = name.replace("negate", "flip")
        found["source"] = found["source"].replace("negate", "flip")
    return {"negate": "flip"}


def without(notebook, *names):
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in names]


def test_an_exercise_that_came_later_is_blank_and_said_once(read, submitted):
    without(submitted, "negate", "test_negate")
    result = read(submitted)
    assert source(result, "negate") == MISSING
    assert result.warnings == (EARLIER,)


def test_two_exercises_that_went_are_one_sentence(read, submitted, release):
    without(release, "negate", "test_negate", "join", "test_join")
    assert read(submitted).warnings == (
        "The release has no exercises `negate` and `join`; what was written for them ran with the rest, and gives no "
        "points.",
    )


def test_an_exercise_that_went_runs_as_the_students_own_and_its_check_does_not(read, submitted, release):
    without(release, "negate", "test_negate")
    result = read(submitted)
    assert names(result) == ["setup", "double", "test_double+1", "join", "kept"]
    assert result.warnings == (
        "The release has no exercise `negate`; what was written for it ran with the rest, and gives no points.",
    )


def test_a_cell_that_names_an_exercise_in_no_way_of_ours_is_not_quoted(read, submitted, hand):
    submitted["cells"].append(copy.deepcopy(hand.find(submitted, "double")))
    submitted["cells"][-1]["id"] = "x"
    submitted["cells"][-1]["metadata"]["nbgrader"]["grade_id"] = "<b>\x1b[31m"
    assert read(submitted).warnings == ()


def test_what_was_written_under_an_earlier_name_counts(release, submitted, hand, renamed):
    result = canonicalise(release, hand.data(submitted), max_bytes=MIB, renamed=renamed)
    assert source(result, "flip") == hand.solutions["negate"] + "\n\nflip = negate  # as it is called now"
    assert result.warnings == ("`negate` is called `flip` now, and was graded as that.",)


def test_a_function_that_has_the_new_name_already_stays_as_it_is(release, submitted, hand, renamed):
    hand.find(submitted, "negate")["source"] = "def flip(x):\n    return -x"
    result = canonicalise(release, hand.data(submitted), max_bytes=MIB, renamed=renamed)
    assert source(result, "flip") == "def flip(x):\n    return -x"


def test_of_both_names_the_new_one_counts(release, submitted, hand, renamed):
    new = copy.deepcopy(hand.find(release, "flip")) | {"source": "def flip(x):\n    return 0 - x"}
    submitted["cells"].insert(2, new)
    result = canonicalise(release, hand.data(submitted), max_bytes=MIB, renamed=renamed)
    assert source(result, "flip") == "def flip(x):\n    return 0 - x"


def test_an_untouched_new_one_does_not_hide_what_was_written_under_the_earlier_name(release, submitted, hand, renamed):
    submitted["cells"].append(copy.deepcopy(hand.find(release, "flip")))
    result = canonicalise(release, hand.data(submitted), max_bytes=MIB, renamed=renamed)
    assert source(result, "flip").startswith(hand.solutions["negate"])


@pytest.mark.parametrize("change", ["reworded", "missing"])
def test_locked_prose_of_an_earlier_release_is_not_spoken_of(read, submitted, release, hand, change):
    locked = {"grade": False, "grade_id": "intro", "locked": True, "schema_version": 3, "solution": False}
    for made in (release, submitted):
        hand.find(made, "cell-0")["metadata"]["nbgrader"] = locked
    hand.find(release, "cell-0")["source"] = "# Small exercises, in other words"
    if change == "missing":
        without(submitted, "cell-0")
    assert read(submitted).warnings == ()
