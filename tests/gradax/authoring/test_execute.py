import pytest

from gradax.authoring.execute import execute

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tiny_course):
    """Run the tiny course's notebook with another demonstration, and give what was wrong."""

    def run_with(demonstration):
        tiny_course.cells[4]["source"] = demonstration
        tiny_course.write_notebook()
        return [line.replace(f"{tiny_course.root}/", "") for line in execute(tiny_course.assignment())]

    return run_with


def test_a_notebook_runs_with_its_solutions_and_passes_its_checks(run):
    assert run("assert clamp(3, 0, 1) == 1") == []


def test_an_exception_names_the_cell(run):
    assert run("1 / 0") == [
        "source/01_tiny/01_tiny.ipynb: the cell 'cell-4' raises ZeroDivisionError: division by zero"
    ]


def test_a_warning_is_one_too_many(run):
    (complaint,) = run("import warnings; warnings.warn('mind the gap')")
    assert "the cell 'cell-4' writes to stderr:" in complaint
    assert "mind the gap" in complaint


def test_a_check_that_the_solution_fails_is_told(tiny_course):
    tiny_course.cells[2]["source"] = tiny_course.cells[2]["source"].replace("min(high", "min(high + 1")
    tiny_course.write_notebook()
    (complaint,) = execute(tiny_course.assignment())
    assert "the cell 'test_clamp' raises" in complaint


def test_the_source_stays_as_it_is(run, tiny_course):
    run("open('trace.txt', 'w').close()")
    assert [path.name for path in sorted((tiny_course.root / "source" / "01_tiny").iterdir())] == [
        "01_tiny.ipynb",
        "checks",
        "hints",
    ]
