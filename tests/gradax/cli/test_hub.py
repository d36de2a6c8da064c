"""A hub with a shared folder: two users get, solve and hand in through nbgrader's exchange, and read their feedback."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from gradax.authoring.release import release
from gradax.sandbox.outside import rootshim
from gradax.sandbox.outside.launch import python_folders

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can be several users"),
]
BIN = Path(sys.executable).parent
SCORES = {"daemon": 100.0, "games": 0.0}  # accounts that every Debian has
ANSWER = "def clamp(x, low, high):\n    return max(low, min(high, x))\n"
CONFIG = """
c = get_config()
c.Exchange.root = {exchange!r}
c.CourseDirectory.course_id = "jax101"
"""


class Hub:
    """A course, an exchange, and a home for each student, in a folder that anybody may enter."""

    def __init__(self, place, tiny):
        self.place = place
        self.course = tiny.root
        self.exchange = place / "exchange"
        self.exchange.mkdir()
        self.exchange.chmod(0o777)
        config = CONFIG.format(exchange=str(self.exchange))
        with (self.course / "nbgrader_config.py").open("a") as file:
            file.write(config)
        for student in SCORES:
            (self.home(student) / ".jupyter").mkdir(parents=True)
            (self.home(student) / ".jupyter" / "nbgrader_config.py").write_text(config)
            uid = pwd.getpwnam(student).pw_uid
            for path in (self.home(student), *self.home(student).rglob("*")):
                os.chown(path, uid, uid)

    def home(self, student):
        return self.place / "home" / student

    def instructor(self, program, *arguments):
        return self._run([BIN / program, *arguments], self.course, HOME=str(self.place / "root"), USER="root")

    def student(self, student, program, *arguments):
        folders = dict.fromkeys(python_folders(), False)
        become = [sys.executable, "-I", rootshim.__file__, pwd.getpwnam(student).pw_uid, json.dumps(folders)]
        home = self.home(student)
        return self._run([*become, BIN / program, *arguments], home, HOME=str(home), USER=student, LOGNAME=student)

    def _run(self, command, folder, **environment):
        environment |= {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "200"}
        done = subprocess.run(list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def hub(tiny_course_class):
    place = Path(tempfile.mkdtemp(prefix="gradax-hub-"))
    place.chmod(0o755)
    tiny = tiny_course_class(place / "course")
    release(tiny.open(), tiny.assignment())
    hub = Hub(place, tiny)
    hub.instructor("nbgrader", "release_assignment", "01_tiny")
    for student, score in SCORES.items():
        hub.student(student, "nbgrader", "fetch_assignment", "01_tiny")
        if score:
            solve(hub.home(student) / "01_tiny" / "01_tiny.ipynb")
        hub.student(student, "gradax", "submit", "01_tiny", "--exchange", "--yes")
    hub.instructor("nbgrader", "collect", "01_tiny")
    hub.instructor("gradax", "grade")
    hub.instructor("gradax", "feedback")
    hub.instructor("nbgrader", "release_feedback", "01_tiny")
    yield hub
    shutil.rmtree(place)


def solve(path):
    notebook = json.loads(path.read_text())
    next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("solution"))["source"] = ANSWER
    path.write_text(json.dumps(notebook))


@pytest.mark.parametrize("student", SCORES)
def test_what_a_user_hands_in_is_graded_for_them(hub, student):
    result = json.loads((hub.course / "autograded" / student / "01_tiny" / "results.json").read_text())
    assert (result["student"], result["status"], result["score"]) == (student, "graded", SCORES[student])


@pytest.mark.parametrize("student", SCORES)
def test_each_user_fetches_feedback_of_their_own(hub, student):
    hub.student(student, "nbgrader", "fetch_feedback", "01_tiny")
    (page,) = (hub.home(student) / "01_tiny" / "feedback").rglob("*.html")
    assert f"{SCORES[student]:g} / 100" in page.read_text() or f"{SCORES[student]:g} of 100" in page.read_text()
