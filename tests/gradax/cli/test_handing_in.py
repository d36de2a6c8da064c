"""What a student hands in reaches the grader, by nbgrader's own ways, and keeps its receipt."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gradax.authoring.release import release
from gradax.learning.receipts import kept_receipts
from gradax.learning.workplace import Workplace
from gradax.submission.archive import pack

pytestmark = pytest.mark.slow

BIN = Path(sys.executable).parent
ANSWER = "def clamp(x, low, high):\n    return max(low, min(high, x))\n"


def run(root, *command):
    environment = os.environ | {"COLUMNS": "200", "JUPYTER_DATA_DIR": str(root / "jupyter")}
    program, *arguments = map(str, command)
    done = subprocess.run(
        [BIN / program, *arguments], cwd=root, env=environment, capture_output=True, text=True, timeout=200
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def tiny(tiny_course_class, tmp_path_factory):
    """A tiny course that is released."""
    folder = tmp_path_factory.mktemp("handing_in")
    for each in (folder, *folder.parents):
        if each.stat().st_mode & 0o005 != 0o005:
            each.chmod(0o755)
    tiny = tiny_course_class(folder / "course")
    release(tiny.open(), tiny.assignment())
    return tiny


@pytest.fixture(scope="module")
def home(tiny):
    """A student's bundle, in which the exercise is solved."""
    home = tiny.root.parent / "home"
    shutil.copytree(tiny.root / "release" / "01_tiny", home / "01_tiny")
    (home / ".pristine").mkdir()
    shutil.copy(home / "01_tiny" / "01_tiny.ipynb", home / ".pristine")
    made = tiny.released()
    for cell in made["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = ANSWER
    (home / "01_tiny" / "01_tiny.ipynb").write_text(json.dumps(made))
    return home


@pytest.fixture(scope="module")
def graded(tiny, home):
    """What `gradax submit` packed, collected by nbgrader and graded."""
    code, said = run(home, "gradax", "submit", "01_tiny", "--student", "ada")
    assert code == 0, said
    downloaded = tiny.root / "downloaded" / "01_tiny" / "archive"
    downloaded.mkdir(parents=True)
    (packed,) = home.glob("*.zip")
    shutil.copy(packed, downloaded / "Lovelace Ada_4711_file_answer (1).zip")  # as learning management systems do
    code, said = run(tiny.root, "nbgrader", "zip_collect", "01_tiny")
    assert code == 0, said
    assert "skipped" not in said, said
    code, said = run(tiny.root, "gradax", "grade", "--i-trust-these-submissions")
    assert code == 0, said
    return tiny.root


def test_what_nbgrader_collects_is_what_was_handed_in(graded, home):
    collected = graded / "submitted" / "ada" / "01_tiny"
    assert sorted(path.name for path in collected.iterdir()) == ["01_tiny.ipynb", "timestamp.txt"]
    assert (collected / "01_tiny.ipynb").read_bytes() == (home / "01_tiny" / "01_tiny.ipynb").read_bytes()


def test_the_results_repeat_the_receipt(graded, home):
    results = json.loads((graded / "autograded/ada/01_tiny/results.json").read_text())
    (kept,) = kept_receipts(Workplace(home / "01_tiny"))
    assert (results["score"], results["receipt"], results["warnings"]) == (100, kept.receipt, [])


def test_feedback_repeats_it(graded, home):
    code, said = run(graded, "gradax", "feedback")
    assert code == 0, said
    (kept,) = kept_receipts(Workplace(home / "01_tiny"))
    assert kept.receipt in (graded / "feedback/ada/01_tiny/01_tiny.html").read_text()


def test_an_instructor_reads_whose_it_is(graded, home, tmp_path):
    mailed = shutil.copy(home / "01_tiny" / "01_tiny.ipynb", tmp_path)
    (kept,) = kept_receipts(Workplace(home / "01_tiny"))
    code, said = run(graded, "gradax", "receipt", mailed)
    assert (code, f"{kept.receipt} was graded for ada: 100 of 100 points." in said) == (0, True), said


@pytest.fixture
def collected_from(tiny, tmp_path):
    """Collects archives of these names, by the students that they say they are of; what nbgrader said, and took."""

    def collected(**archives):
        course = tmp_path / "course"
        shutil.copytree(tiny.root / "release", course / "release")
        for name in ("course.yaml", "nbgrader_config.py"):
            shutil.copy(tiny.root / name, course)
        downloaded = course / "downloaded" / "01_tiny" / "archive"
        downloaded.mkdir(parents=True)
        for name, student in archives.items():
            (downloaded / f"{name}.zip").write_bytes(pack(student, "01_tiny", datetime.now(UTC), b"{}")[1])
        code, said = run(course, "nbgrader", "zip_collect", "01_tiny")
        assert code == 0, said
        return said, sorted(path.name for path in course.glob("submitted/*"))

    return collected


def test_nobody_takes_the_place_of_another(collected_from):
    said, students = collected_from(ada="ada", bob="bob", mallory="bob")
    assert "bob and mallory all say that they are from bob, so none was collected." in said
    assert students == ["ada"]


def test_a_notebook_that_nobody_handed_in_is_nobodys(tiny, home, tmp_path):
    code, said = run(tiny.root, "gradax", "receipt", shutil.copy(home / ".pristine" / "01_tiny.ipynb", tmp_path))
    assert (code, "No graded submission of 01_tiny has the receipt " in said) == (1, True), said


def test_a_notebook_of_no_assignment_is_named(tiny, tmp_path):
    code, said = run(tiny.root, "gradax", "receipt", tmp_path / "homework.ipynb")
    assert code == 2
    assert "neither the notebook nor its folder has an assignment's name. Call it `01_tiny.ipynb`" in said


def test_the_released_notebook_has_no_receipt(tiny):
    code, said = run(tiny.root, "gradax", "receipt", "release/01_tiny/01_tiny.ipynb")
    assert (code, "is the course's own notebook" in said) == (2, True), said


@pytest.fixture
def exchange(tiny, home, tmp_path):
    """An exchange of nbgrader's, in which the assignment is released, configured where the student works."""
    root = tmp_path / "exchange"
    shutil.copytree(tiny.root / "release" / "01_tiny", root / "jax" / "outbound" / "01_tiny")
    (root / "jax" / "inbound").mkdir()
    for folder in (root, root / "jax" / "inbound"):
        folder.chmod(0o777)
    config = home / "nbgrader_config.py"
    config.write_text(
        f"c = get_config()\nc.Exchange.root = {str(root)!r}\nc.CourseDirectory.course_id = 'jax'\n"
        f"c.Exchange.cache = {str(tmp_path / 'cache')!r}\n"
    )
    yield root / "jax"
    config.unlink()


def test_nbgraders_exchange_takes_the_notebook_alone(exchange, home):
    code, said = run(home, "gradax", "submit", "01_tiny", "--exchange", "--student", "ada")
    assert code == 0, said
    assert "Handed in through nbgrader's exchange" in said
    (folder,) = (exchange / "inbound").iterdir()
    assert folder.name.startswith("ada+01_tiny+")
    assert sorted(path.name for path in folder.iterdir()) == ["01_tiny.ipynb", "submission_secret.txt", "timestamp.txt"]


def test_an_exchange_that_does_not_take_it_is_quoted(exchange, home):
    shutil.rmtree(exchange / "inbound")
    code, said = run(home, "gradax", "submit", "01_tiny", "--exchange", "--student", "ada")
    assert code == 2
    assert "nbgrader's exchange did not take it: Inbound directory doesn't exist" in said
    assert "Traceback" not in said


def test_where_no_exchange_is_configured_there_is_the_archive(home):
    code, said = run(home, "gradax", "submit", "01_tiny", "--exchange", "--student", "ada")
    assert code == 2
    assert "No exchange is configured here" in said
    assert "Leave `--exchange` out, and upload the archive that is made then." in said
