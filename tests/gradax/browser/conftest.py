"""A class with hostile students in it, graded in both ways, and a browser that opens what people open."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from gradax.authoring.release import release
from tests.gradax.browser.beacon import Beacon
from tests.gradax.browser.chromium import MISSING, Chromium, find
from tests.gradax.browser.hostile import HIDDEN, notebook
from tests.gradax.browser.payloads import folder_names
from tests.gradax.browser.server import BIN, Jupyter, environment
from tests.gradax.conftest import TinyCourse, by_hand_cells

RUN_SECONDS = 300
WAYS = {
    "gradax": (("gradax", "grade", "{name}"), ("gradax", "feedback", "{name}")),
    "nbgrader": (
        ("nbgrader", "autograde", "{name}"),
        ("nbgrader", "generate_feedback", "{name}"),
    ),
}
GOOD = "def clamp(x, low, high):\n    return min(high, max(low, x))\n"


@dataclass(frozen=True)
class HostileClass:
    """A graded class.

    Attributes:
        way: who graded it: "gradax" or "nbgrader".
        root: the course's folder.
        name: the assignment.
        students: the hostile students' ids.
        home: a folder for whatever programs leave in a home.
    """

    way: str
    root: Path
    name: str
    students: tuple[str, ...]
    home: Path

    def run(self, *command: str) -> None:
        """Run one of the course's commands."""
        program, *arguments = (part.format(name=self.name) for part in command)
        ran = subprocess.run(
            [BIN / program, *arguments],
            cwd=self.root,
            env=environment(self.home),
            capture_output=True,
            timeout=RUN_SECONDS,
        )
        assert ran.returncode == 0, ran.stderr.decode()


@pytest.fixture(scope="module")  # Playwright's event loop runs as long as it is there
def chromium():
    program = find()
    if program is None:
        pytest.skip(MISSING)
    with Chromium(program) as browser:
        yield browser


@pytest.fixture(scope="session")
def beacon():
    with Beacon() as made:
        yield made


@pytest.fixture(scope="session")
def hostile_notebook(beacon, tmp_path_factory):
    """The notebook that all hostile students hand in."""
    tiny = _course(tmp_path_factory.mktemp("payloads") / "course")
    return notebook(tiny.released(), beacon.address)


@pytest.fixture(scope="module", params=WAYS)
def hostile_class(request, chromium, beacon, hostile_notebook, tmp_path_factory):
    """A class of hostile students and a good one, graded in one of the ways, with feedback and report."""
    place = tmp_path_factory.mktemp(request.param)
    tiny = _course(place / "course")
    students = ("mallory", *folder_names(beacon.address).values())
    for student in students:
        _hand_in(tiny, student, hostile_notebook)
    good = tiny.released()
    next(cell for cell in good["cells"] if cell["id"] == tiny.exercise)["source"] = GOOD
    _hand_in(tiny, "grace", good)
    (place / "home").mkdir()
    made = HostileClass(request.param, tiny.root, tiny.name, students, place / "home")
    for command in WAYS[request.param]:
        made.run(*command)
    made.run("gradax", "report", "{name}")
    return made


@pytest.fixture(scope="module")
def jupyter(hostile_class):
    """The server of the class's instructor."""
    with Jupyter(hostile_class.root, hostile_class.home) as server:
        yield server


def _course(root: Path) -> TinyCourse:
    tiny = TinyCourse(root)
    tiny.write(f"tests/{tiny.name}/test_{tiny.exercise}.py", HIDDEN)
    tiny.cells += by_hand_cells()  # what is read by people is Markdown of the student's
    tiny.write_notebook()
    release(tiny.open(), tiny.assignment())
    return tiny


def _hand_in(tiny: TinyCourse, student: str, made: dict) -> None:
    tiny.write(f"submitted/{student}/{tiny.name}/{tiny.name}.ipynb", json.dumps(made))
