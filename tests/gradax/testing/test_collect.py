"""What is refused when tests are collected, in the words that their author reads."""

import pytest

from gradax.results import Verdict
from gradax.testing import Student
from gradax.testing.runner import run_tests

PLAIN = 'def test_a(student):\n    """A."""\n'

REFUSED = {
    "def test_a(student): pass": "`test_a` has no docstring; write the line of the rubric that the student reads.",
    'def test_a():\n    """ """': "`test_a` has no docstring; write the line of the rubric that the student reads.",
    PLAIN + PLAIN: "`test_a` is defined 2 times, and only the last would count; give each its own name.",
    "x = 1": "there is no test in it; write a function whose name begins with `test_`.",
    'class TestA:\n    def test_a(self):\n        """A."""': "`TestA` is a class; write its tests as functions.",
    "@pytest.mark.weight(0)\n" + PLAIN: "`test_a` needs a positive whole number as its weight: @pytest.mark.weight(2).",
    "@pytest.mark.weight(1.5)\n"
    + PLAIN: "`test_a` needs a positive whole number as its weight: @pytest.mark.weight(2).",
    "@pytest.mark.weight(True)\n"
    + PLAIN: "`test_a` needs a positive whole number as its weight: @pytest.mark.weight(2).",
    "@pytest.mark.weight\n" + PLAIN: "`test_a` needs a positive whole number as its weight: @pytest.mark.weight(2).",
    "@pytest.mark.weight(1, 2)\n"
    + PLAIN: "`test_a` needs a positive whole number as its weight: @pytest.mark.weight(2).",
    "@pytest.mark.weight(n=2)\n"
    + PLAIN: "`test_a` needs a positive whole number as its weight: @pytest.mark.weight(2).",
    "@pytest.mark.weight(1)\n@pytest.mark.weight(2)\n" + PLAIN: "`test_a` has 2 weights; give it one.",
    "@pytest.mark.xfail\n"
    + PLAIN: "`test_a` has the mark `xfail`; here a test has core or weight or parametrize only.",
    "@pytest.mark.skip\n" + PLAIN: "`test_a` has the mark `skip`; here a test has core or weight or parametrize only.",
    "@pytest.mark.parametrize('n', [1, pytest.param(2, marks=pytest.mark.weight(3))])\ndef test_a(n):\n    'A.'": (
        "`test_a` has a mark on one of its parameters; mark the whole test."
    ),
    "@pytest.mark.parametrize('n', [])\ndef test_a(n):\n    'A.'": "`test_a` is parametrised with no case at all.",
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items())
def test_what_would_be_misunderstood_in_silence_is_refused(run, text, sentence):
    (result,) = run(text)
    assert (result.name, result.verdict) == ("test_double", Verdict.ERROR)
    assert result.message == f"test_double.py: {sentence}"


def test_a_misspelt_mark_is_refused(run):
    (result,) = run("@pytest.mark.wieght(2)\n" + PLAIN)
    assert "'wieght' not found in `markers` configuration option" in result.message


@pytest.mark.parametrize(
    "text", ["def test_a(:", "raise SystemExit", "import no_such_module", "pytest.skip('x')", "1 / 0"]
)
def test_a_module_that_cannot_be_run_is_refused(run, text):
    (result,) = run(text)
    assert result.verdict == Verdict.ERROR
    assert result.message.startswith("test_double.py cannot be ")
    assert len(result.message.splitlines()) == 1


def test_bytes_that_are_no_text_are_refused(tmp_path):
    file = tmp_path / "test_double.py"
    file.write_bytes(b"\xff\xfe")
    (result,) = run_tests([file], Student)["double"]  # type: ignore[arg-type]
    assert result.message.startswith("test_double.py cannot be read: ")


def test_a_refused_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "test_bad.py").write_text("x = 1")
    (tmp_path / "test_good.py").write_text('def test_a():\n    """A."""\n')
    results = run_tests([tmp_path / "test_bad.py", tmp_path / "test_good.py"], Student)  # type: ignore[arg-type]
    assert [result.verdict for result in results["bad"] + results["good"]] == [Verdict.ERROR, Verdict.PASSED]


def test_files_of_equal_names_in_two_folders_are_kept_apart(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"test_{name}.py").write_text(f'def test_a():\n    """{name}."""\n')
    results = run_tests([tmp_path / "one" / "test_one.py", tmp_path / "two" / "test_two.py"], Student)  # type: ignore[arg-type]
    assert [results[name][0].rubric for name in ("one", "two")] == ["one.", "two."]
