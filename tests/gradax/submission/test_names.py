"""What a cell's code defines and reads."""

import pytest

from gradax.submission.names import (
    function_at,
    module_imported_at,
    names_bound,
    names_defined,
    names_read,
    names_read_by,
)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(x): return x", {"f"}),
        ("import a.b\nfrom c import d as e", {"a", "e"}),
        ("x = y = 1\nfor i in range(3): z = i", {"x", "y", "z", "i"}),
        ("%matplotlib inline\nx = 1", {"x"}),
        ("%%capture\ndef relu(x): return x", {"relu"}),
        ("\n%%time\nx = 1", {"x"}),
        ("%%bash\nx=1", set()),
        ("def f(:", set()),
        ("", set()),
    ],
)
def test_names_that_a_cell_binds(source, names):
    assert names_bound(source) == names


def test_functions_and_classes():
    assert names_defined("x = 1\ndef f(): pass\nclass A: pass") == {"f", "A"}


def test_names_that_come_from_elsewhere():
    assert names_read("def f(x, y=k):\n    z = x\n    return flops(z) + y") == {"k", "flops"}


def test_where_a_line_is():
    source = "import numpy\n\n@jax.jit\ndef f(x):\n    def g(y):\n        return y\n    return g(x)\n"
    assert [function_at(source, line) for line in (1, 3, 6, 7)] == [None, "f", "f", "f"]
    assert module_imported_at("import a\nfrom google.colab import drive", 2) == "google.colab"
    assert module_imported_at("x = 1", 1) is None


def test_every_word_of_a_cell_that_is_not_plain_python_may_be_read():
    assert names_read("%time flops(3)  # and more") == {"time", "flops", "3", "and", "more"}


def test_a_cell_that_ipython_would_walk_through_for_minutes_is_not_looked_at():
    assert names_bound("!true\n" * 499 + "x = 1\n" * 30_000) == set()


def test_a_cell_that_ipython_gives_up_on_binds_nothing():
    assert names_bound("?\n,,?%\x0c;" * 30) == set()


def test_long_cells_are_not_parsed_for_what_they_read():
    assert names_read_by(["x = y", "z\n" * 100_000]) == {"x", "y", "z"}


def test_cells_of_a_usual_length_are():
    assert names_read_by(["x = y", "y = z"]) == {"y", "z"}
