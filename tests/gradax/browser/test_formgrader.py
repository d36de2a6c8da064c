"""The formgrader from release to feedback, button by button, as an instructor who never opens a terminal."""

import subprocess

import pytest
from nbgrader.api import Gradebook

from tests.gradax.browser.server import BIN, Jupyter, environment
from tests.gradax.conftest import SOLUTION, TinyCourse, by_hand_cells

pytestmark = pytest.mark.slow

NAME = TinyCourse.name
COMMAND_SECONDS = 120
ANSWER = "Because 0 < x, *and* x < 1."
EXCHANGE = """
c = get_config()
c.CourseDirectory.course_id = "tiny"
c.Exchange.root = {root!r}
"""


class Instructor:
    """A course of which nothing is released yet, a server with the formgrader, and a browser that looks at it."""

    def __init__(self, place, page, server):
        self.root, self.place, self.page, self.server = place / "course", place, page, server

    def go(self, path):
        self.page.go(f"{self.server.address}/formgrader/{path}")

    def press(self, button):
        """Press a button, and read what the formgrader says when it is done."""
        self.page.click(f"td.{button} a")
        self.page.wait_for("document.querySelector('.modal.in .modal-title')")
        said = self.page.text(".modal-body")
        assert self.page.text(".modal-title") == "Success", said
        self.page.click(".modal-footer button")
        self.page.wait_for("!document.querySelector('.modal')")
        return said

    def hand_in(self):
        """What a student does: fetch, write, hand in."""
        home = self.place / "student"
        home.mkdir()
        (home / "nbgrader_config.py").write_text(EXCHANGE.format(root=str(self.place / "exchange")))
        self._nbgrader(home, "fetch_assignment")
        path = home / NAME / f"{NAME}.ipynb"
        released = path.read_text()
        for stub, mine in {
            '"# Write your code here.\\n": ': "",
            "*Write your answer here.*": ANSWER,
            'raise NotImplementedError(\\"write me\\")': "return min(high, max(low, float(x)))",
        }.items():
            released = released.replace(stub, mine)
        path.write_text(released)
        self._nbgrader(home, "submit")

    def fetch_feedback(self):
        """What a student does at the end; gives the page."""
        home = self.place / "student"
        self._nbgrader(home, "fetch_feedback")
        (page,) = (home / NAME / "feedback").rglob("*.html")
        return page.read_text()

    def _nbgrader(self, home, command):
        ran = subprocess.run(
            [BIN / "nbgrader", command, NAME],
            cwd=home,
            env=environment(self.place / "home"),
            capture_output=True,
            timeout=COMMAND_SECONDS,
        )
        assert ran.returncode == 0, ran.stderr.decode()


@pytest.fixture
def instructor(chromium, protection, tmp_path):
    if protection is None:
        pytest.skip("this machine gives no protection, and the formgrader never grades without")
    tiny = TinyCourse(tmp_path / "course")
    tiny.cells += by_hand_cells()
    tiny.write_notebook()
    config = (tiny.root / "nbgrader_config.py").read_text()
    tiny.write("nbgrader_config.py", config + EXCHANGE.format(root=str(tmp_path / "exchange")))
    for folder in ("home", "exchange"):
        (tmp_path / folder).mkdir()
    (tmp_path / "exchange").chmod(0o777)
    with Jupyter(tiny.root, tmp_path / "home") as server:
        page = chromium.open(f"{server.address}/formgrader/manage_assignments")
        yield Instructor(tmp_path, page, server)
        page.close()


def test_from_release_to_feedback(instructor):
    instructor.press("assign")
    assert SOLUTION not in (instructor.root / "release" / NAME / f"{NAME}.ipynb").read_text()
    instructor.press("release")
    instructor.hand_in()
    instructor.press("collect")
    (submission,) = (instructor.root / "submitted").iterdir()
    student = submission.name

    instructor.go(f"manage_submissions/{NAME}")
    instructor.press("autograde")
    assert instructor.page.text("td.status") == "needs manual grading"
    assert instructor.page.text("td.score") == "100 / 110"

    instructor.go(f"gradebook/{NAME}/{NAME}")
    instructor.page.click("td.name a")
    assert ANSWER in instructor.page.text("body")
    instructor.page.type("input.score#explain", "4")
    instructor.page.type("#explain-comment", "Well put.")
    instructor.page.type("input.score#draw", "2.5")

    instructor.go(f"manage_submissions/{NAME}")
    assert instructor.page.text("td.status") == "graded"
    assert instructor.page.text("td.score") == "106.5 / 110"
    instructor.press("generate-feedback")
    html = (instructor.root / "feedback" / student / NAME / f"{NAME}.html").read_text()
    assert "Well put." in html
    assert "106.5 of 110 points" in html
    instructor.press("release-feedback")
    assert instructor.fetch_feedback() == html

    with Gradebook(f"sqlite:///{instructor.root / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission(NAME, student).score == 106.5
