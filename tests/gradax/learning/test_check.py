"""`check` in a program, and in a real IPython shell."""

import re
import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from gradax import check, check_all
from gradax.learning import CheckFailed, LearningError


@pytest.fixture
def here(make, monkeypatch):
    place = make()
    monkeypatch.chdir(place.folder)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return place


@pytest.fixture
def main(monkeypatch):
    """Sets names in the main program."""
    return lambda **names: [
        monkeypatch.setattr(sys.modules["__main__"], *item, raising=False) for item in names.items()
    ]


@pytest.fixture
def shell(here):
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shell.run_cell("from gradax import check, hint")
    yield shell
    InteractiveShell.clear_instance()


def test_a_right_answer_passes(here, main, capsys):
    main(double=lambda x: 2 * x)
    check("double")
    assert capsys.readouterr().out.startswith("✓ double: both checks pass (10 points")


def test_a_wrong_answer_is_explained_and_raises(here, main, capsys):
    main(double=lambda x: x * x)
    with pytest.raises(CheckFailed, match=r"^double: 1 of 2 checks pass\.$"):
        check("double")
    out = capsys.readouterr().out
    assert "You may have *squared* it." in out
    assert "got: 9.0" in out


def test_a_stub_is_not_written_yet(here, main, capsys):
    def double(x):
        raise NotImplementedError

    main(double=double)
    with pytest.raises(CheckFailed, match="not written yet"):
        check("double")
    assert "– It doubles a number." in capsys.readouterr().out


def test_a_cell_that_was_not_run(here, capsys):
    with pytest.raises(CheckFailed):
        check("double")
    assert capsys.readouterr().out.count("did you run and save that cell?") == 1


def test_a_misspelt_exercise(here):
    with pytest.raises(LearningError, match=r"01_small has no exercise `dubble`; did you mean `double`\?"):
        check("dubble")


def test_in_a_notebook_the_card_has_pictures(here, shell):
    (here.folder / "checks" / "test_double.py").write_text(
        "import numpy as np\nfrom gradax.testing import expect_close\n"
        "def test_curve(student):\n    '''Twice as steep.'''\n    x = np.arange(9.0)\n"
        "    expect_close(student.double(x), 2 * x, what='`double(x)`')\n"
    )
    shell.run_cell("def double(x): return x * x")
    with capture_output() as shown:
        shell.run_cell('check("double")')
    data = shown.outputs[0].data
    assert "<svg" in data["text/html"]
    assert "where: everywhere but at [0] and [2]" in data["text/plain"]


def test_a_function_in_place_of_its_name(here, main, capsys):
    def double(x):
        return 2 * x

    main(double=double)
    check(double)
    assert capsys.readouterr().out.startswith("✓ double: both checks pass")


def test_a_function_of_another_name_in_place_of_its_name(here, main, capsys):
    main(double=lambda x: 2 * x)
    check(sys.modules["__main__"].double)
    assert capsys.readouterr().out.startswith("✓ double: both checks pass")


@pytest.mark.parametrize(("given", "example"), [(3, "forward"), (len, "len"), (lambda: 0, "forward"), ([], "forward")])
def test_what_is_no_name(here, given, example):
    with pytest.raises(LearningError, match=rf'^Give the exercise\'s name in quotes: check\("{example}"\)\.$'):
        check(given)


@pytest.mark.parametrize("ask", [check, check_all, lambda: check("01_small")])
def test_without_a_name_the_assignment_is_shown_at_a_glance(here, main, capsys, ask):
    def last(x):
        raise NotImplementedError

    main(double=lambda x: 2 * x, last=last)
    ask()
    out = " ".join(capsys.readouterr().out.split())
    assert "1 of 2 exercises pass, 10 of 15 points so far" in out
    assert "✓ double both checks pass 10/10" in out
    assert "– last not written yet 0/5" in out
    assert 'Next: `last` (not written yet). Run `check("last")` to see more, `hint("last")` for a hint.' in out


def test_at_a_glance_when_all_is_done(here, main, capsys):
    main(double=lambda x: 2 * x, last=lambda x: x[-1])
    check()
    assert "All exercises pass. Save, and hand in with `gradax submit`" in capsys.readouterr().out


def test_at_a_glance_nobody_waits_long_for_code_that_does_not_end(here, main, capsys):
    here.check_path("last").write_text(
        'def test_last(student):\n    """It ends."""\n    student.within(1000).last([1, 2])'
    )

    def endless(x):
        while True:
            pass

    main(double=endless, last=endless)
    check(seconds=0.3)
    out = " ".join(capsys.readouterr().out.split())
    assert "✗ double did not end in time 0/10" in out
    assert "✗ last did not end in time 0/5" in out


def test_without_a_name_and_without_an_assignment(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LearningError, match="No assignment was found"):
        check()


def test_a_check_that_is_broken_is_not_the_students_fault(here, capsys):
    here.check_path("double").write_text("def")
    with pytest.raises(CheckFailed):
        check("double")
    assert "show this card to your instructor" in capsys.readouterr().out


def test_in_a_notebook_it_sees_the_cells_names(shell):
    shell.run_cell("def double(x): return 2 * x")
    with capture_output() as captured:
        assert shell.run_cell('check("double")').success
    assert set(captured.outputs[0].data) == {"text/plain", "text/html"}


def test_in_a_notebook_the_overview_is_html(shell):
    with capture_output() as captured:
        assert shell.run_cell("check()").success
    assert '<table class="glance">' in captured.outputs[0].data["text/html"]
    assert "0 of 2 exercises pass" in captured.outputs[0].data["text/plain"]


def test_in_a_notebook_the_line_that_raised_is_shown(shell):
    shell.run_cell("def double(x):\n    return 1 / 0")
    with capture_output() as captured:
        shell.run_cell('check("double")')
    assert "line 2: return 1 / 0" in captured.outputs[0].data["text/plain"]


def test_in_a_notebook_a_failure_is_one_short_line(shell):
    shell.run_cell("def double(x): return x * x")
    with capture_output() as captured:
        result = shell.run_cell('check("double")')
    assert isinstance(result.error_in_exec, CheckFailed)
    assert captured.stdout.strip().splitlines()[-1] == "double: 1 of 2 checks pass."
    assert "Traceback" not in captured.stdout


def test_in_a_notebook_a_misspelling_is_one_short_line(shell):
    with capture_output() as captured:
        shell.run_cell('check("dubble")')
    assert captured.stdout.strip() == "01_small has no exercise `dubble`; did you mean `double`?"


def test_in_a_notebook_a_hint_is_markdown(shell):
    with capture_output() as captured:
        shell.run_cell('hint("double")')
    assert "**Hint 1 of 3**" in captured.outputs[0].data["text/markdown"]


def test_code_that_does_not_end_is_interrupted_at_its_line(shell):
    shell.run_cell("def double(x):\n    while True:\n        x = x + 1")
    with capture_output() as captured:
        result = shell.run_cell('check("double", seconds=0.5)')
    assert isinstance(result.error_in_exec, CheckFailed)
    text = captured.outputs[0].data["text/plain"]
    assert "`double` did not end within 0.5 s: line " in text
    assert re.search(r"line (2: while True:|3: x = x \+ 1)", text)
    assert "(same reason as above)" in text
    assert 'If it only needs longer: check("double", seconds=60)' in text
    assert "Traceback" not in captured.stdout
    assert "check(&quot;double&quot;, seconds=60)" in captured.outputs[0].data["text/html"]


def test_without_endless_code_nothing_is_said_of_time(here, main, capsys):
    main(double=lambda x: x * x)
    with pytest.raises(CheckFailed):
        check("double")
    assert "longer" not in capsys.readouterr().out


def test_interrupting_a_check_gets_through(here, main):
    def double(x):
        raise KeyboardInterrupt

    main(double=double)
    with pytest.raises(KeyboardInterrupt):
        check("double")


@pytest.mark.parametrize("told", ["editor", "server"])
def test_a_kernel_that_works_elsewhere_is_led_to_the_notebook(here, main, monkeypatch, tmp_path, told):
    monkeypatch.chdir(tmp_path.parent)
    main(double=lambda x: 2 * x)
    if told == "editor":
        main(__vsc_ipynb_file__=str(here.notebook_path))
    else:
        monkeypatch.setenv("JPY_SESSION_NAME", str(here.notebook_path))
    check("double")
