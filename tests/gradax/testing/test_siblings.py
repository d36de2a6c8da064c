"""An assignment's own modules for its tests."""

from __future__ import annotations

import sys

import pytest

from gradax.results import Verdict
from gradax.testing.runner import run_tests
from gradax.testing.student import Student
from gradax.wire.perform import Performer
from gradax.wire.transport import LocalTransport

TEST = '''
"""Tests."""
from helpers import three
from probes import doubled
from gradax.testing import expect, probe

@probe
def measured(student, x):
    """See."""
    return doubled(student.f(x))

def test_it(student):
    """It is doubled."""
    expect(student.probe(measured, x=three()) == 6, "no")
'''
PROBES = '''
"""For probes."""
FACTOR = 2
SECRET = "stays here"

def doubled(x: int) -> int:
    """Twice."""
    return _times(x, FACTOR)

def _times(x, n):
    return x * n

def unused():
    return SECRET
'''
HELPERS = "calls = []\ndef three():\n    calls.append(1)\n    return 3 if len(calls) == 1 else 0\n"


@pytest.fixture
def folder(tmp_path):
    for name, text in (("test_f", TEST), ("probes", PROBES), ("helpers", HELPERS)):
        (tmp_path / f"{name}.py").write_text(text)
    return tmp_path


class Recorded(LocalTransport):
    """Keeps what travels."""

    def __init__(self, performer):
        super().__init__(performer)
        self.sources = []

    def request(self, op, deadline=None, **fields):
        self.sources.append(fields.get("source"))
        return super().request(op, deadline, **fields)


def run(folder):
    transport = Recorded(Performer({"f": lambda x: x}))
    (result,) = run_tests([folder / "test_f.py"], lambda _: Student(transport))["f"]
    return result, transport.sources


def test_a_test_imports_helpers_and_a_probe_takes_along_what_it_uses(folder):
    result, (source,) = run(folder)
    assert result.verdict is Verdict.PASSED, result.message
    assert "_times" in source
    assert "FACTOR = 2" in source


def test_what_a_probe_does_not_use_stays(folder):
    _, (source,) = run(folder)
    assert "SECRET" not in source
    assert "Twice" not in source


def test_nothing_outlives_a_run(folder):
    assert [run(folder)[0].verdict for _ in range(2)] == [Verdict.PASSED] * 2
    assert {"helpers", "probes"}.isdisjoint(sys.modules)


def test_a_probe_may_be_defined_in_the_library_itself(folder):
    (folder / "probes.py").write_text(
        PROBES
        + "\nfrom gradax.testing import probe\n\n@probe\ndef measured(student, x):\n    return doubled(student.f(x))\n"
    )
    (folder / "test_f.py").write_text(
        '"""T."""\nfrom probes import measured\nfrom gradax.testing import expect\n\n'
        'def test_it(student):\n    """It is doubled."""\n    expect(student.probe(measured, x=3) == 6, "no")\n'
    )
    result, _ = run(folder)
    assert result.verdict is Verdict.PASSED, result.message


def test_helpers_that_raise_are_the_collections_error(folder):
    (folder / "helpers.py").write_text("1 / 0\n")
    result, _ = run(folder)
    assert result.verdict is Verdict.ERROR
    assert "ZeroDivisionError" in result.message


def test_a_module_of_that_name_elsewhere_is_untouched(folder, monkeypatch):
    stranger = object()
    monkeypatch.setitem(sys.modules, "helpers", stranger)
    run(folder)
    assert sys.modules["helpers"] is stranger
