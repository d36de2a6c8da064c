"""The table of `make attacks`: what became of each attack, for each user and tier."""

from __future__ import annotations

import io
from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from gradax.results import Status, SubmissionResult
from tests.gradax.attacks.attack import WRONG, read_attacks
from tests.gradax.attacks.class_run import ClassRun
from tests.gradax.attacks.combination import Combination

_WIDTH = 200
FOOLING = [attack for attack in read_attacks() if attack.fools_plain_pytest]


def table(runs: Mapping[Combination, ClassRun]) -> str:
    """A row for each attack; for each combination the kind that it was named as, its points and seconds."""
    possible = [run for run in runs.values() if run.obstacle is None]
    shown = Table("attack", "category", "plain pytest", title="Attacks", title_justify="left")
    for run in possible:
        user, tier = run.combination.user, run.combination.tier
        shown.add_column(f"{user}, tier {tier}: kind")
        shown.add_column("points", justify="right")
        shown.add_column("seconds", justify="right")
    for case in possible[0].cases.values() if possible else ():
        cells = [cell for run in possible for cell in _cells(run, case.attack.name)]
        fooled = "fooled" if case.attack in FOOLING else ""
        shown.add_row(case.attack.slug, case.attack.category, fooled, *cells)
    written = io.StringIO()
    console = Console(file=written, width=_WIDTH)
    console.print(shown)
    for run in runs.values():
        how = run.obstacle or f"{len(run.cases)} attacks, each before an honest submission, {run.seconds:.0f} s"
        console.print(f"{run.combination.user}, tier {run.combination.tier}: {how}", markup=False, highlight=False)
    return written.getvalue()


def _cells(run: ClassRun, name: str) -> tuple[str, str, str]:
    """Kind, points and seconds of an attack; empty where it was not tried."""
    if name not in run.cases:
        return "", "", ""
    result = run.result(name)
    return kinds(result), f"{result.score:g}", f"{result.seconds:.1f}"


def kinds(result: SubmissionResult) -> str:
    """What the tests of a submission were named as."""
    if result.status is not Status.GRADED:
        return str(result.status)
    tests = [test for exercise in result.exercises for test in exercise.tests if test.verdict != "passed"]
    return ", ".join(sorted({str(test.kind or WRONG) for test in tests})) or "passed"
