"""A student out of a few lines of code, and tests out of a few lines of tests."""

import textwrap

import pytest

from gradax.testing import Student
from gradax.testing.runner import run_tests
from gradax.wire.perform import notebook_performer
from gradax.wire.transport import LocalTransport


def student_of(source: str) -> Student:
    """A student whose notebook has one cell."""
    transport = LocalTransport(notebook_performer())
    transport.request("cell", source=textwrap.dedent(source), name="answer")
    return Student(transport)


@pytest.fixture
def student_with():
    return student_of


@pytest.fixture
def run(tmp_path):
    """Run tests written as text on a student written as text; gives the list of results."""

    def run(tests: str, answer: str = "", **options):
        file = tmp_path / "test_double.py"
        file.write_text("import pytest\nfrom gradax.testing import *\n" + textwrap.dedent(tests))
        return run_tests([file], lambda exercise: student_of(answer), **options)["double"]

    return run
