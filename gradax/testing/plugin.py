"""The pytest plugin: what a test asks for, and strict collection of the course's tests.

In plain pytest, ``pytest tests/04_mlp`` runs the hidden tests on the solution of the instructor notebook. The same
plugin serves `gradax.testing.runner`, which brings its own students.
"""

from __future__ import annotations

import os
import secrets
import zlib
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pytest

from gradax.course import CourseError
from gradax.testing.collect import TestFile
from gradax.testing.solution import Solutions, assignment_of
from gradax.testing.student import Student
from gradax.wire.values import Key

SEED_VARIABLE = "GRADAX_SEED"


class People(Protocol):
    """Where the fixtures `student` and `reference` come from, for a file of tests."""

    def student(self, path: Path) -> Student:
        """The student whose code is tested."""

    def reference(self, path: Path) -> Student:
        """The instructor's solution."""


PEOPLE: pytest.StashKey[People] = pytest.StashKey()
SEED: pytest.StashKey[int] = pytest.StashKey()


def fresh_seed() -> int:
    """The seed of a run: secret and new, or the one that the environment gives to replay a run.

    Raises:
        CourseError: where the environment gives something else.
    """
    replayed = os.environ.get(SEED_VARIABLE, "")
    if not replayed:
        return secrets.randbits(63)
    if not replayed.isdecimal():
        raise CourseError(f"{SEED_VARIABLE} is {replayed!r}; give the whole number that a run printed.")
    return int(replayed)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark; choose the seed and the students unless a runner has."""
    config.addinivalue_line("markers", "weight(n): the test counts n times, a positive whole number; 1 without it.")
    config.addinivalue_line(
        "markers", "core: the exercise's lesson; where a core test fails, the others score nothing."
    )
    if SEED not in config.stash:
        try:
            config.stash[SEED] = fresh_seed()
        except CourseError as error:
            raise pytest.UsageError(str(error)) from None
    config.stash.setdefault(PEOPLE, Solutions())


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Collect the course's tests strictly; leave every other module to pytest."""
    if assignment_of(module_path) is None:
        return None
    file: pytest.Module = TestFile.from_parent(parent, path=module_path)
    return file


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Say in a failed test's report how to run it again with the same inputs."""
    report = yield
    if report.failed and "rng" in getattr(item, "fixturenames", ()):
        report.sections.append(("gradax", f"run again with {SEED_VARIABLE}={item.config.stash[SEED]}"))
    return report


@pytest.fixture(scope="module")
def student(request: pytest.FixtureRequest) -> Student:
    """The student's code, a `gradax.testing.Student`; in plain pytest it is the reference solution.

    Examples:
        Passes:

        >>> student = student_of("def double(x): return 2 * x")
        >>> expect(student.double(3) == 6, "Twice 3 is 6.")

        Fails:

        >>> student = student_of("def double(x): return x")
        >>> expect(student.double(3) == 6, "Twice 3 is 6.")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: Twice 3 is 6.
    """
    return request.config.stash[PEOPLE].student(request.path)


@pytest.fixture(scope="module")
def reference(request: pytest.FixtureRequest) -> Student:
    """The instructor's solution, a `gradax.testing.Reference`, called like the student's code.

    Examples:
        Passes:

        >>> student = student_of("def double(x): return x + x")
        >>> reference = student_of("def double(x): return 2 * x", Reference)
        >>> x = rng.normal(size=3).astype(np.float32)
        >>> expect_close(student.double(x), reference.double(x), what="`double(x)`")

        Fails:

        >>> student = student_of("def double(x): return x * x")
        >>> expect_close(student.double(x), reference.double(x), what="`double(x)`")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `double(x)` differs from what is expected in 3 of 3 entries, ...
    """
    return request.config.stash[PEOPLE].reference(request.path)


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Random numbers that no student can foresee, a `numpy.random.Generator`; the same in each run with the same seed.

    A failed test says how to run it again: ``GRADAX_SEED=…``. One test alone draws what it drew among the others.

    Raises:
        UsageError: where ``GRADAX_SEED`` is not a whole number.

    Examples:
        Passes:

        >>> student = student_of("def double(x): return 2 * x")
        >>> x = rng.normal(size=3).astype(np.float32)
        >>> expect_close(student.double(x), 2 * x, what="`double(x)`")

        Fails:

        >>> student = student_of("def double(x): return jnp.array([2.0, 4.0, 6.0])  # the example's")
        >>> expect_close(student.double(x), 2 * x, what="`double(x)`")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `double(x)` differs from what is expected in 3 of 3 entries, ...
    """
    # Of the test's own name: a run of one test alone replays what it drew among the others.
    name = f"{request.path.stem}::{request.node.name}"
    return np.random.default_rng([request.config.stash[SEED], zlib.crc32(name.encode())])


@pytest.fixture
def key(rng: np.random.Generator) -> Callable[[], Key]:
    """A maker of fresh random keys: each ``key()`` is another `gradax.testing.Key`.

    Examples:
        Passes:

        >>> student = student_of("def draw(key): return jax.random.normal(key, (3,))")
        >>> k = key()
        >>> expect(equal(student.draw(k), student.draw(k)), "The same key gives the same draw.")
        >>> expect(not equal(student.draw(k), student.draw(key())), "Another key gives another draw.")

        Fails:

        >>> student = student_of("def draw(key): return jax.random.normal(jax.random.key(0), (3,))")
        >>> expect(not equal(student.draw(k), student.draw(key())), "Another key gives another draw.")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: Another key gives another draw.
    """
    seeds = rng.spawn(1)[0]  # of its own, so that keys don't shift what `rng` draws
    return lambda: Key.from_seed(int(seeds.integers(2**32)))
