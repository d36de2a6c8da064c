"""The class of attackers, graded once for each user and tier; the tests look at what came of it."""

import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.gradax.attacks.attack import read_attacks
from tests.gradax.attacks.class_run import ClassRun
from tests.gradax.attacks.combination import BIN, COMBINATIONS
from tests.gradax.attacks.course import AttackedCourse, Canaries
from tests.gradax.attacks.notebooks import NOTEBOOK_ATTACKS
from tests.gradax.attacks.table import table

ATTACKS = [*read_attacks(), *NOTEBOOK_ATTACKS]
AT_A_TIME = 2  # as many as small machines have processors
RUNS = pytest.StashKey[dict]()


def pytest_addoption(parser):
    parser.addoption("--attacks-table", action="store_true", help="print what became of each attack")


def pytest_terminal_summary(terminalreporter, config):
    if config.getoption("--attacks-table", default=False) and RUNS in config.stash:
        terminalreporter.write_line(table(config.stash[RUNS]))


@pytest.fixture(scope="session")
def place():
    """A folder that everybody may enter: only the sandbox is to be in the way."""
    folder = Path(tempfile.mkdtemp(prefix="gradax-attacks-")).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def attacked_course(place):
    """The course; its compiled programs are made, and the victim is graded."""
    course = AttackedCourse(place / "template", Canaries())
    subprocess.run([BIN / "gradax", "grade", course.name], cwd=course.root, check=True, capture_output=True)
    return course


@pytest.fixture(scope="session")
def runs(request, place, attacked_course):
    """The runs of all combinations that a selected test wants."""
    wanted = [getattr(getattr(item, "callspec", None), "params", {}) for item in request.session.items]
    combinations = {params["run"] for params in wanted if "run" in params}
    single = {params["attack"].name for params in wanted if "attack" in params}
    whole = any("run" in params and "attack" not in params for params in wanted)
    attacks = [attack for attack in ATTACKS if whole or attack.name in single]
    runs = {
        combination: ClassRun(combination, attacked_course, place / str(combination), attacks)
        for combination in COMBINATIONS
        if combination in combinations
    }
    possible = [run for run in runs.values() if run.obstacle is None]
    try:
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            list(pool.map(ClassRun.run, possible))
    finally:
        for run in possible:
            run.host.close()
    request.config.stash[RUNS] = runs
    return runs


@pytest.fixture(scope="session", params=COMBINATIONS, ids=str)
def run(request, runs):
    """One combination's run."""
    run = runs[request.param]
    if run.obstacle is not None:
        pytest.skip(f"no tier {run.combination.tier} here for {run.combination.user}: {run.obstacle}")
    return run


@pytest.fixture(params=ATTACKS, ids=lambda attack: attack.name)
def attack(request):
    """One attack."""
    return request.param
