import pytest

from gradax.learning.check_card import CheckCard
from gradax.learning.quiet import LearningError
from gradax.learning.rerun import Raised, rerun


def run(place, *exercises, seconds=30.0):
    happened = list(rerun(place, exercises or place.exercises(), seconds=seconds))
    raised = [event for event in happened if isinstance(event, Raised)]
    return raised, {event.exercise: event for event in happened if isinstance(event, CheckCard)}


def test_right_answers_pass_and_demonstrations_do_not_run(make):
    raised, cards = run(make())
    assert raised == []
    assert {name: card.summary for name, card in cards.items()} == {"double": "both checks pass", "last": "passed"}
    assert cards["double"].points == 10


def test_only_the_chosen_exercise_is_checked(make):
    assert list(run(make(), "last")[1]) == ["last"]


def test_a_cell_that_raises_is_named_with_its_line(make):
    (raised,), cards = run(make("y = 1\ny / 0"))
    assert raised == Raised(
        sentence="The cell `double` raised ZeroDivisionError: division by zero\nline 2: y / 0", exercise="double"
    )
    assert cards["last"].passed


def test_a_cell_that_is_not_python_is_named_with_its_line(make):
    (raised,), _ = run(make("def double(x:"))
    assert "The cell `double` raised SyntaxError: '(' was never closed" in raised.sentence
    assert "line 1: def double(x:" in raised.sentence


def test_a_students_own_cell_is_named_by_how_it_begins(make, cell):
    raised, _ = run(make(extra=[cell("\nhelper = undefined\n")]))
    assert raised[0].sentence.startswith("Code cell 7 (which begins `helper = undefined`) raised NameError")
    assert raised[0].exercise is None


def test_a_cell_that_would_end_python(make):
    (raised,), cards = run(make("exit()"))
    assert raised.sentence == "The cell `double` would end Python; remove that.\nline 1: exit()"
    assert cards["last"].passed


def test_a_cell_that_never_returns_hides_nothing(make):
    (raised,), cards = run(make("x = 1\nwhile True: x += 1"), seconds=1)
    assert raised.sentence.startswith(
        "The cell `double` did not end within 1 s. Look for a loop that never stops.\nline 2"
    )
    assert raised.exercise == "double"
    assert (list(cards), cards["last"].passed) == (["double", "last"], True)


def test_a_function_that_never_returns_hides_nothing(make):
    raised, cards = run(make("def double(x):\n    while True: pass"), seconds=1)
    assert raised == []
    (first, second) = cards["double"].lines
    assert first.message.startswith("`double` did not end within 1 s: line 2. Look for a loop that does not end")
    assert first.detail == "line 2: while True: pass"
    assert second.note == "same reason as above"
    assert cards["last"].passed


# Blocks every signal, as compiled code that does not return to Python does.
DEAF = "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\ntime.sleep(1000)"


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr("gradax.learning.rerun.GRACE_SECONDS", 0.5)


def test_a_cell_that_cannot_be_interrupted_costs_itself_alone(make, impatient):
    (raised,), cards = run(make(DEAF), seconds=2)
    assert raised.sentence == (
        "The cell `double` did not end within 2 s, and could not be interrupted. Look for a loop that never stops, "
        "also in compiled code (`lax.while_loop`)."
    )
    assert raised.exercise == "double"
    assert (list(cards), cards["last"].passed) == (["double", "last"], True)


def test_a_check_that_cannot_be_interrupted_costs_itself_alone(make, impatient, cell):
    deaf = "def double(x):\n    " + DEAF.replace("\n", "\n    ")
    (raised,), cards = run(make(deaf, extra=[cell("1 / 0")]), seconds=2)
    assert "ZeroDivisionError" in raised.sentence  # told once, though its cell ran twice
    assert cards["double"].lines[0].message.startswith("The checks of `double` did not end within 2 s")
    assert cards["double"].points == 10
    assert cards["last"].passed


@pytest.mark.parametrize("code", [0, 3])
def test_a_cell_that_ends_the_process_costs_itself_alone(make, code):
    (raised,), cards = run(make(f"import os\nos._exit({code})"))
    assert raised == Raised(f"Python exited (code {code}) during the cell `double`.", "double")
    assert cards["last"].passed


def test_a_function_that_ends_the_process_costs_itself_alone(make):
    _, cards = run(make("def double(x):\n    import os\n    os._exit(3)"))
    assert cards["double"].lines[0].message == "Python exited (code 3) during the checks of `double`."
    assert cards["last"].passed


def test_what_cells_print_disturbs_nothing(make):
    noisy = "import os, sys\nprint('{}')\nos.write(1, b'x')\nsys.stderr.write('y')\n"
    noisy += "def double(x):\n    print(1)\n    return 2 * x"
    assert run(make(noisy))[1]["double"].passed


def test_cells_run_in_the_notebooks_folder(make):
    assert run(make("assert open('01_small.ipynb')\ndef double(x): return 2 * x"))[1]["double"].passed


def test_magics_are_passed_over(make):
    assert (
        run(make("%matplotlib inline\n!ls\nget_ipython().run_line_magic('x', '')\ndef double(x): return 2 * x"))[0]
        == []
    )


def test_a_notebook_that_is_none(make):
    place = make()
    place.notebook_path.write_text("?")
    with pytest.raises(LearningError, match="not a notebook"):
        list(rerun(place, ["double"]))


def test_a_file_that_hides_a_module_is_named(make):
    place = make()
    (place.folder / "msgspec.py").write_text("raise ImportError('the wrong msgspec')")
    with pytest.raises(LearningError, match=r"during the start of Python\. ImportError: the wrong msgspec"):
        run(place)


@pytest.fixture
def by_hand(cell):
    """Makes a code cell that people grade."""

    def made(source):
        answer = cell(source, "plot")
        answer["metadata"]["nbgrader"] |= {"grade": True, "points": 5}
        return answer

    return made


def test_code_that_people_grade_may_be_built_on(make, by_hand, cell):
    raised, _ = run(make(extra=(by_hand("curve = [1]"), cell("curve[0]"))))
    assert raised == []


def test_code_that_people_grade_may_be_left_unwritten(make, by_hand):
    raised, cards = run(make(extra=(by_hand('raise NotImplementedError("write me")'),)))
    assert raised == []
    assert list(cards) == ["double", "last"]


def test_code_that_people_grade_and_does_not_run_is_named(make, by_hand):
    (raised,), _ = run(make(extra=(by_hand("1 / 0"),)))
    assert raised.sentence.startswith("The cell `plot` raised ZeroDivisionError")
