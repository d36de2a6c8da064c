from __future__ import annotations

import pytest

from gradax.wire.magics import compile_cell, without_magics


def run(source):
    names: dict = {}
    exec(compile_cell(source, "<cell>"), names)
    return names


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nx = 1",
        "!pip install jax\nx = 1",
        "%%time\nx = 1",
        "\n%%time -x\nx = 1",
        "if True:\n    %time\nx = 1",
        "print?\nx = 1",
        "?print\nx = 1",
    ],
)
def test_magic_lines_are_left_out(source):
    assert run(source)["x"] == 1


@pytest.mark.parametrize("source", ["%%bash\necho hello", "%%html\n<b>hello</b>", "%%writefile a.py\nx = 1"])
def test_a_cell_in_another_language_runs_nothing(source):
    assert "x" not in run(source)


def test_a_percent_sign_in_python_stays():
    assert run("x = (7\n % 4)")["x"] == 3


def test_line_numbers_stay():
    assert without_magics("%%time\n%a\n  !b\nx").split("\n") == ["", "pass", "  pass", "x"]


def test_a_cell_that_is_not_python_either_way_gives_its_own_error():
    with pytest.raises(SyntaxError) as caught:
        compile_cell("%time\nx = = 1", "<cell>")
    assert caught.value.lineno == 1


def test_an_empty_cell_compiles():
    assert "x" not in run("")
