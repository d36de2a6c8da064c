"""The class of attackers, graded once for each user and tier; the tests look at what came of it."""

import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.gradax.attacks.attack import Attack, read_attacks
from tests.gradax.attacks.class_run import ClassRun
from tests.gradax.attacks.combination import BIN, COMBINATIONS
from tests.gradax.attacks.course import AttackedCourse, Canaries
from tests.gradax.attacks.notebooks import NOTEBOOK_ATTACKS, NotebookAttack
from tests.gradax.attacks.table import table

ATTACKS: list[Attack | NotebookAttack] = [*read_attacks(), *NOTEBOOK_ATTACKS]
EVERYWHERE = {"stealing", "network", "harm"}  # what users and tiers make a difference for
AT_A_TIME = 2  # as many as small machines have processors
RUNS = pytest.StashKey[dict]()


def pytest_addoption(parser):
    parser.addoption("--attacks-table", action="store_true", help="print what became of each attack")
    parser.addoption("--attacks-everywhere", action="store_true", help="try each attack for each user and tier")


def pytest_collection_modifyitems(config, items):
    """Leave out what need not run for this user and tier; minutes matter where everything is tested."""
    if config.getoption("--attacks-everywhere", default=False):
        return
    left_out = [item for item in items if not is_tried(**{"run": None, "attack": None} | params_of(item))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def is_tried(run, attack, **others):
    """Whether an attack is tried in a combination: all in the first, in the others those of `EVERYWHERE`."""
    return run is None or attack is None or run is COMBINATIONS[0] or attack.category in EVERYWHERE


def params_of(item):
    """The parameters that pytest runs a test with."""
    return getattr(getattr(item, "callspec", None), "params", {})


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
    wanted = [params_of(item) for item in request.session.items]
    everywhere = request.config.getoption("--attacks-everywhere", default=False)
    runs = {}
    for combination in COMBINATIONS:
        here = [params for params in wanted if params.get("run") is combination]
        whole = any("attack" not in params for params in here)
        single = {params["attack"].name for params in here if "attack" in params}
        attacks = [
            attack
            for attack in ATTACKS
            if attack.name in single or (whole and (everywhere or is_tried(combination, attack)))
        ]
        if here:
            runs[combination] = ClassRun(combination, attacked_course, place / str(combination), attacks)
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
