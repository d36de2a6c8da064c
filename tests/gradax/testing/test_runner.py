import os
import subprocess
import sys
import textwrap
import threading
import warnings

import msgspec
import pytest

from gradax.course import CourseError
from gradax.results import Kind, Verdict
from gradax.testing import Reference, Student
from gradax.testing.runner import run_tests
from gradax.wire.failures import GraderFault, StudentFailure

DOUBLE = "def double(x):\n    return 2 * x"


def verdicts(results):
    return [result.verdict.value for result in results]


def test_a_result_has_the_rubric_the_weight_and_the_verdict(run):
    (result,) = run(
        '''
        @pytest.mark.weight(3)
        def test_doubles(student):
            """It doubles
            its argument."""
            expect_close(student.double(2), 4, what="`double(2)`")
        ''',
        DOUBLE,
    )
    assert (result.name, result.rubric, result.weight) == ("test_doubles", "It doubles its argument.", 3)
    assert (result.verdict, result.kind, result.message) == (Verdict.PASSED, None, None)


def test_results_come_in_the_files_order(run):
    results = run(
        '''
        def test_b():
            """B."""
        def test_a():
            """A."""
        '''
    )
    assert [result.name for result in results] == ["test_b", "test_a"]


TWO = '''
def test_a(student):
    """A."""


@pytest.mark.parametrize("case", [1, 2])
def test_b(student, case):
    """B."""
'''


@pytest.mark.parametrize(("only", "names"), [(None, ["test_a", "test_b"]), (["test_b"], ["test_b"]), (["test_c"], [])])
def test_only_the_tests_that_are_named_run(run, only, names):
    assert [result.name for result in run(TWO, only=only)] == names


CLAIM = '''
def test_claim(student, rng):
    """Claim."""
    {}
'''


def test_a_failure_gives_its_message_and_not_its_detail(run):
    (result,) = run(CLAIM.format("fail('No.', 'x = 0.123')"))
    assert (result.verdict, result.message) == (Verdict.FAILED, "No.")


def test_a_message_with_half_a_character_of_a_students_can_be_written(run):
    (result,) = run(CLAIM.format("fail('It says \\ud800.')"))
    assert result.message == "It says \\ud800."
    assert msgspec.json.encode(result)


def test_revealing_adds_the_detail(run):
    (result,) = run(CLAIM.format("fail('No.', 'x = 0.123')"), reveal=True)
    assert result.message == "No.\nx = 0.123"


def test_a_students_exception_gives_a_lesson_and_its_kind(run):
    (result,) = run(CLAIM.format("student.double(0)"), "def double(x): return 1 / x")
    assert (result.verdict, result.kind) == (Verdict.FAILED, Kind.EXCEPTION)
    assert result.message == "`double` raised ZeroDivisionError: a number was divided by zero."


WRONG = CLAIM.format('expect_close(student.double(2), 4.0, what="`double(2)`")')


def test_a_witness_is_told_what_was_compared(run):
    told = {}
    run(WRONG, "def double(x):\n    return 3.0 * x", reveal=True, witness=told.__setitem__)
    assert {name: (compared.got, compared.want) for name, compared in told.items()} == {"test_claim": (6.0, 4.0)}


def test_a_witness_is_told_of_the_case_whose_message_is_shown(run):
    told = {}
    body = """
        @pytest.mark.parametrize("x", [1.0, 2.0, 3.0])
        def test_cases(student, x):
            \"\"\"Cases.\"\"\"
            expect_close(student.double(x), 2 * x, what="`double(x)`")
        """
    run(body, "def double(x):\n    return x * x + x", reveal=True, witness=told.__setitem__)
    assert (told["test_cases"].got, told["test_cases"].want) == (6.0, 4.0)


def test_of_a_hidden_test_no_witness_is_told(run):
    told = {}
    run(WRONG, "def double(x):\n    return 3.0 * x", witness=told.__setitem__)
    assert told == {}


def test_revealing_adds_the_students_exception_and_line(run):
    (result,) = run(CLAIM.format("student.double(0)"), "def double(x):\n    return 1 / x", reveal=True)
    assert result.message.endswith("ZeroDivisionError: division by zero\nline 2: return 1 / x")


def test_a_plain_assert_gives_its_own_message_without_pytests_additions(run):
    (result,) = run(CLAIM.format("assert student.double(2) == 5, 'Five.'"), DOUBLE)
    assert (result.verdict, result.message) == (Verdict.FAILED, "Five.")


def test_an_assert_without_a_message_has_none(run):
    (result,) = run(CLAIM.format("assert student.double(2) == 5"), DOUBLE)
    assert (result.verdict, result.message) == (Verdict.FAILED, None)


def test_an_assert_of_a_library_fails_without_its_message(run):
    body = CLAIM.format("import numpy as np; np.testing.assert_allclose(student.double(2), 5)")
    (hidden,) = run(body, DOUBLE)
    (shown,) = run(body, DOUBLE, reveal=True)
    assert (hidden.verdict, hidden.message) == (Verdict.FAILED, None)
    assert "ACTUAL" in shown.message


@pytest.mark.parametrize(
    "body", ["1 / 0", "student.double(2)['x']", "pytest.skip('x')", "raise SystemExit", "{}['secret']"]
)
def test_any_other_exception_is_ours(run, body):
    (result,) = run("\n" * 10 + CLAIM.replace("{}", body), DOUBLE)
    assert result.verdict == Verdict.ERROR
    assert result.message.startswith("The test itself went wrong (")
    assert "line 16" in result.message
    assert "secret" not in result.message


def test_a_fault_of_the_grader_is_ours(tmp_path):
    def fault(exercise):
        raise GraderFault("no hello from 10.0.0.1")

    (result,) = results_of(tmp_path, CLAIM.format("pass"), fault)
    assert result.verdict == Verdict.ERROR
    assert result.message == "The grader could not run this test. This is not your doing."


def test_a_student_who_cannot_be_opened_fails_each_test_with_the_kind(tmp_path):
    def crashes(exercise):
        raise StudentFailure(Kind.MEMORY)

    body = CLAIM.format("pass") + CLAIM.format("pass").replace("test_claim", "test_second")
    results = results_of(tmp_path, body, crashes)
    assert [result.kind for result in results] == [Kind.MEMORY, Kind.MEMORY]
    assert verdicts(results) == ["failed", "failed"]
    assert results[0].message.startswith("Your code needed more memory than there is.")


def results_of(folder, text, open_student, **options):
    file = folder / "test_double.py"
    file.write_text("import pytest\nfrom gradax.testing import *\n" + text)
    return run_tests([file], open_student, **options)["double"]


def test_the_rest_of_a_dead_guests_tests_get_the_same_kind(tmp_path):
    class Dead:
        def request(self, op, deadline=None, **fields):
            raise StudentFailure(Kind.TIMEOUT)

    body = CLAIM.format("student.double(1)") + CLAIM.format("student.double(2)").replace("test_claim", "test_second")
    results = results_of(tmp_path, body, lambda exercise: Student(Dead()))
    assert [result.kind for result in results] == [Kind.TIMEOUT] * 2
    assert results[0].message == results[1].message


CASES = '''
@pytest.mark.weight(2)
@pytest.mark.parametrize("n", [1, 2, 3])
def test_cases(n):
    """Every case."""
    {}
'''


def test_cases_are_one_test_that_passes_if_each_does(run):
    (result,) = run(CASES.format("pass"))
    assert (result.name, result.weight, result.verdict) == ("test_cases", 2, Verdict.PASSED)


def test_the_message_is_that_of_the_first_case_that_fails(run):
    (result,) = run(CASES.format("assert n == 1, f'case {n}'"))
    assert (result.verdict, result.message) == (Verdict.FAILED, "case 2")


def test_a_failed_case_decides_whatever_becomes_of_the_others(run):
    (result,) = run(CASES.format("1 / (n - 1); assert n != 3, 'case 3'"))
    assert (result.verdict, result.message) == (Verdict.FAILED, "case 3")


def test_a_case_that_goes_wrong_is_ours(run):
    (result,) = run(CASES.format("1 / (n - 2)"))
    assert result.verdict == Verdict.ERROR


def test_no_cases_at_all_pass_nothing(run):
    (result,) = run(CASES.replace("[1, 2, 3]", "[]").format("pass"))
    assert result.verdict == Verdict.ERROR


def test_a_missing_file_is_ours_and_stops_nothing_else(tmp_path):
    present = tmp_path / "test_present.py"
    present.write_text('def test_it():\n    """It."""\n')
    results = run_tests([tmp_path / "test_absent.py", present], Student)  # type: ignore[arg-type]  # (nobody asks it anything)
    assert list(results) == ["absent", "present"]
    assert verdicts(results["absent"]) == ["error"]
    assert results["absent"][0].message == "test_absent.py is missing, or holds no test."
    assert verdicts(results["present"]) == ["passed"]


def test_a_run_that_is_ended_midway_leaves_errors(run):
    body = CLAIM.format("pytest.exit('enough')") + CLAIM.format("pass").replace("test_claim", "test_second")
    assert verdicts(run(body)) == ["error", "error"]


def test_ctrl_c_gets_through(run):
    with pytest.raises(KeyboardInterrupt):
        run(CLAIM.format("raise KeyboardInterrupt"))


def test_reference_is_the_one_that_is_given(tmp_path, student_with):
    body = '''
def test_same(student, reference):
    """Same."""
    expect_close(student.double(2), reference.double(2), what="it")
'''
    reference = Reference(student_with("def double(x): return x + x")._transport)
    (result,) = results_of(tmp_path, body, lambda exercise: student_with(DOUBLE), reference=reference)
    assert result.verdict == Verdict.PASSED


def test_a_reference_that_is_not_there_is_ours(run):
    (result,) = run('\ndef test_same(reference):\n    """Same."""\n')
    assert result.verdict == Verdict.ERROR


DRAWS = '''
def test_draws(rng, key):
    """Draws."""
    fail(f"{rng.random()} {key().data} {key().data}")
'''


def test_each_run_has_fresh_numbers_unless_a_seed_replays_them(run, monkeypatch):
    monkeypatch.delenv("GRADAX_SEED", raising=False)
    said = [run(DRAWS, **options)[0].message for options in ({}, {}, {"seed": 7}, {"seed": 7}, {"seed": 8})]
    assert said[2] == said[3]
    assert len(set(said)) == 4


def test_the_environment_can_replay_a_run(run, monkeypatch):
    monkeypatch.setenv("GRADAX_SEED", "7")
    assert run(DRAWS)[0].message == run(DRAWS, seed=7)[0].message


def test_a_seed_in_the_environment_that_is_none_is_refused(run, monkeypatch):
    monkeypatch.setenv("GRADAX_SEED", "abc")
    with pytest.raises(CourseError, match="GRADAX_SEED is 'abc'; give the whole number that a run printed"):
        run(DRAWS)


def test_a_test_draws_the_same_alone_and_among_others(run):
    other = '\ndef test_other(rng):\n    """Other."""\n    rng.random()\n'
    assert run(other + DRAWS, seed=7)[1].message == run(DRAWS, seed=7)[0].message


def test_keys_do_not_shift_what_rng_draws(run):
    body = '\ndef test_draws(rng{}):\n    """Draws."""\n    {}fail(str(rng.random()))\n'
    alone = run(body.format("", ""), seed=7)[0].message
    assert run(body.format(", key", "key(); "), seed=7)[0].message == alone


# ------------------------------------------------------------------------------------- what it leaves behind: nothing


def test_nothing_is_left_in_the_process(run, monkeypatch):
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    monkeypatch.setenv("PYTEST_PLUGINS", "no.such.plugin")
    body = CLAIM.format("fail('No.')")
    run(body)
    before = set(sys.modules), list(sys.path), dict(os.environ), threading.active_count(), sys.stdout
    remembered = getattr(sys, "last_value", None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(20):
            run(body)
    assert (set(sys.modules), list(sys.path), dict(os.environ), threading.active_count(), sys.stdout) == before
    assert getattr(sys, "last_value", None) is remembered


def test_nothing_is_written_beside_the_tests(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run(CLAIM.format("fail('No.')"))
    assert [path.name for path in tmp_path.iterdir()] == ["test_double.py"]


def test_an_edited_file_is_read_anew_and_so_are_its_probes(run):
    body = "\n@probe\ndef p(student):\n    return {}\n"
    body += '\ndef test_p(student):\n    """P."""\n    fail(str(student.probe(p)))\n'
    assert run(body.format(1))[0].message == "1"
    assert run(body.format(2))[0].message == "2"


def test_the_folders_own_configuration_does_not_matter(run, tmp_path):
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    (tmp_path / "conftest.py").write_text("raise SystemExit")
    assert verdicts(run(CLAIM.format("pass"))) == ["passed"]


def test_a_test_module_may_define_dataclasses(tmp_path):
    body = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass Case:\n    n: int\n"
    )
    file = tmp_path / "test_double.py"
    file.write_text(body + CLAIM.format("Case(3)"))
    results = run_tests([file], Student)  # type: ignore[arg-type]
    assert verdicts(results["double"]) == ["passed"]


def test_hidden_tests_print_nothing(run, capsys):
    run(CLAIM.format("print('hidden'); student.double(1)"), "def double(x):\n    print('mine')")
    assert capsys.readouterr().out == ""


def test_a_students_prints_are_seen_in_a_visible_check(run, capsys):
    run(CLAIM.format("student.double(1)"), "def double(x):\n    print('mine')", reveal=True)
    assert capsys.readouterr().out == "mine\n"


def test_it_works_inside_a_running_kernel(tmp_path):
    """A real kernel, with its event loop and its own stdout."""
    check = tmp_path / "test_double.py"
    check.write_text('def test_it(student):\n    """It."""\n    student.double(1)\n    assert 0, "No."\n')
    source = textwrap.dedent(
        f"""
        import queue, jupyter_client
        manager, client = jupyter_client.manager.start_new_kernel(kernel_name="python3", cwd={str(tmp_path)!r})
        code = '''
        import asyncio
        asyncio.get_running_loop()
        from pathlib import Path
        from gradax.testing import Student
        from gradax.testing.runner import run_tests
        from gradax.wire.perform import Performer
        from gradax.wire.transport import LocalTransport
        def double(x): print("mine")
        student = Student(LocalTransport(Performer(globals(), live=True)))
        for _ in range(3):
            results = run_tests([Path({str(check)!r})], lambda exercise: student, reveal=True)
        print(results["double"][0].message)
        '''
        import textwrap
        client.execute_interactive(textwrap.dedent(code), timeout=50)
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        """
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, timeout=100, check=False)
    assert done.stdout.split() == ["mine"] * 3 + ["No."], done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["test_double.py"]
