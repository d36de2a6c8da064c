"""Running files of tests on a student's code, in this process, as often as one likes.

It is pytest without side effects: no configuration but ours, no other plugin, no output, no cache, no module left
behind. It works in a running notebook too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from gradax import codes
from gradax.results import TestResult, Verdict
from gradax.testing import plugin
from gradax.testing.collect import FreshTestFile, exercise_of, is_core, name_of, rubric_of, weight_of
from gradax.testing.compared import Compared
from gradax.testing.failure import Failure
from gradax.testing.student import Student
from gradax.testing.verdicts import PASSED, RunOutcome, merged, outcome_of
from gradax.wire.failures import GraderFault

Witness = Callable[[str, Compared], None]

_WITHOUT = (  # pytest's own plugins that write, print, hook into the process or take time
    *("terminal", "junitxml", "pastebin", "cacheprovider", "stepwise", "setuponly", "setupplan", "logging"),
    *("debugging", "doctest", "unittest", "legacypath", "subtests"),
    *("faulthandler", "threadexception", "unraisableexception"),
)


def run_tests(
    files: Iterable[Path],
    open_student: Callable[[str], Student],
    *,
    reference: Student | None = None,
    reveal: bool = False,
    seed: int | None = None,
    witness: Witness | None = None,
    only: Collection[str] | None = None,
    plugins: Sequence[object] = (),
) -> dict[str, list[TestResult]]:
    """Run files of tests, ``test_<exercise>.py``, and give each exercise's results in the file's order.

    Never raises for what the files or the student do: a file that cannot be collected is one result with the verdict
    `error`.

    Args:
        files: the files; visible checks or hidden tests.
        open_student: gives the student for an exercise, when its first test needs it.
        reference: the instructor's solution, where the tests may ask for it.
        reveal: whether messages also show values, inputs and exceptions: for visible checks only.
        seed: replays a run; fresh and secret without it.
        witness: gets, with `reveal` alone, the values behind the message of a failed test, by the test's name.
        only: the names of the tests to run; all without it.
        plugins: more pytest plugins for this run.

    Raises:
        CourseError: for a GRADAX_SEED that is not a number.
    """
    paths = [Path(file).resolve() for file in files]
    people = _People(open_student, reference)
    present = [path for path in paths if path.is_file()]
    seed = plugin.fresh_seed() if seed is None else seed
    recorder = _Recorder(people, seed, witness if reveal else None, present, only)
    if present:
        _pytest(present, [*plugins, recorder], reveal)
        if recorder.interrupted:
            raise KeyboardInterrupt
    return {exercise_of(path): recorder.results(path, reveal) for path in paths}


def _pytest(paths: list[Path], plugins: list[object], reveal: bool) -> None:
    arguments = [
        "--disable-plugin-autoload",
        f"-c{os.devnull}",
        f"--rootdir={os.path.commonpath([path.parent for path in paths])}",
        "--noconftest",
        "--continue-on-collection-errors",
        "--assert=plain",
        "--import-mode=importlib",
        "--strict-markers",
        # A notebook's own prints stay visible; a grader's tests are silent.
        f"--capture={'no' if reveal else 'sys'}",
        *(f"-pno:{name}" for name in _WITHOUT),
        *map(str, paths),
    ]
    with _untouched_process():
        # The recorder last: pytest asks the last one first, and the recorder's test files are made anew each time.
        pytest.main(arguments, plugins=[plugin, *plugins])


@contextmanager
def _untouched_process() -> Iterator[None]:
    """Keeps the environment's PYTEST_* away from pytest, and pytest's traces away from this process."""
    names = ("last_type", "last_value", "last_traceback", "last_exc")  # a notebook's %debug reads these
    remembered = {name: getattr(sys, name) for name in names if hasattr(sys, name)}
    environment = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("PYTEST_")}
    bytecode = sys.dont_write_bytecode
    try:
        yield
    finally:
        sys.dont_write_bytecode = bytecode
        for name in names:
            if name in remembered:
                setattr(sys, name, remembered[name])
            elif hasattr(sys, name):
                delattr(sys, name)
        for name in [name for name in os.environ if name.startswith("PYTEST_")]:
            del os.environ[name]
        os.environ.update(environment)


class _People:
    """The students of one run, by the exercise that a file tests."""

    def __init__(self, open_student: Callable[[str], Student], reference: Student | None) -> None:
        self._open_student = open_student
        self._reference = reference

    def student(self, path: Path) -> Student:
        return self._open_student(exercise_of(path))

    def reference(self, path: Path) -> Student:
        if self._reference is None:
            raise GraderFault(f"{path.name} asks for `reference`, and there is none here.")
        return self._reference


class _Test:
    """One test function: its cases' outcomes by their node ids."""

    def __init__(self, item: pytest.Function) -> None:
        self.name, self.rubric = name_of(item), rubric_of(item)
        self.weight, self.core = weight_of(item), is_core(item)
        self.phases: dict[str, list[RunOutcome]] = {}

    @property
    def has_failed(self) -> bool:
        return any(outcome.verdict is Verdict.FAILED for phases in self.phases.values() for outcome in phases)

    def result(self, reveal: bool) -> TestResult:
        outcome = merged([merged(phases) for phases in self.phases.values()])
        message = outcome.message
        if reveal and outcome.detail:
            message = f"{message}\n{outcome.detail}" if message else outcome.detail
        if message is not None:  # a student's text in it may not be UTF-8: a lone surrogate
            message = message.encode("utf-8", "backslashreplace").decode()
        return TestResult(
            name=self.name,
            rubric=self.rubric,
            verdict=outcome.verdict,
            kind=outcome.kind,
            message=message,
            weight=self.weight,
            core=self.core or UNSET,
            code=outcome.code or UNSET,
            stop=outcome.stop or UNSET,
        )


class _Recorder:
    """The runner's part of a pytest run: brings the students, and writes down each test's outcome."""

    def __init__(
        self,
        people: _People,
        seed: int,
        witness: Witness | None,
        files: Iterable[Path],
        only: Collection[str] | None,
    ) -> None:
        self._people = people
        self._seed = seed
        self._witness = witness
        self._on_the_way = {place for file in files for place in (file, *file.parents)}
        self._only = only
        self._tests: dict[Path, dict[str, _Test]] = {}
        self._refused: dict[Path, str] = {}
        self._broken: str | None = None
        self.interrupted = False

    def results(self, path: Path, reveal: bool) -> list[TestResult]:
        if path in self._tests:
            return [test.result(reveal) for test in self._tests[path].values()]
        sentence = self._refused.get(path) or self._broken or f"{path.name} is missing, or holds no test."
        code = codes.NOT_COLLECTED
        return [TestResult(name=path.stem, rubric="", verdict=Verdict.ERROR, message=sentence, code=code)]

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[plugin.PEOPLE] = self._people
        config.stash[plugin.SEED] = self._seed

    @pytest.hookimpl(tryfirst=True)
    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        # Else pytest looks at all that lies beside a file, which takes as long as its tests.
        return None if collection_path in self._on_the_way else True

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makemodule(self, module_path: Path, parent: pytest.Collector) -> pytest.Module:
        file: pytest.Module = FreshTestFile.from_parent(parent, path=module_path)
        return file

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Generator[None, Any, Any]:
        report = yield
        if report.failed and isinstance(collector, pytest.Module):
            self._refused[collector.path] = str(report.longrepr)
        return report

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items.copy():
            if isinstance(item, pytest.Function):
                tests = self._tests.setdefault(item.path, {})
                if self._only is None or name_of(item) in self._only:
                    tests.setdefault(name_of(item), _Test(item)).phases[item.nodeid] = []
                else:
                    items.remove(item)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Function, call: pytest.CallInfo[None]) -> pytest.TestReport:
        error = call.excinfo.value if call.excinfo else None
        if error or call.when == "call":
            test = self._tests[item.path][name_of(item)]
            if self._witness and isinstance(error, Failure) and error.compared and not test.has_failed:
                self._witness(test.name, error.compared)
            test.phases[item.nodeid].append(outcome_of(error, str(item.path)) if error else PASSED)
        # Our own report, so that pytest does not spend time on a traceback that nobody reads.
        assert call.when != "collect"
        return pytest.TestReport(item.nodeid, item.location, {}, "failed" if error else "passed", None, call.when)

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self.interrupted = type(excinfo.value) is KeyboardInterrupt  # pytest has others of its own

    def pytest_internalerror(self, excrepr: object) -> bool:
        self._broken = f"pytest itself went wrong: {str(excrepr).strip().splitlines()[-1]}"
        return True
