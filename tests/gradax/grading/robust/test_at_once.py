"""Several graders at work in one course's folder: they take turns, nothing is lost, and nothing is there twice."""

import os
import signal
import subprocess
import sys

import pytest
from waiting import wait_for

pytestmark = pytest.mark.slow


def gradax(graded, *arguments):
    command = [sys.executable, "-c", "from gradax.cli import main; main()", *arguments]
    done = subprocess.run(command, cwd=graded.root, env=os.environ, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stderr


def test_graders_a_roster_and_feedback_at_once(make_class, request):
    alone, busy = make_class("alone", 4), make_class("busy", 4)
    students = [f"s{i:02}" for i in range(4)]
    (busy.root / "roster.csv").write_text("id,email\n" + "".join(f"{each},{each}@example.org\n" for each in students))
    watching, *runs = started = [busy.start("--watch"), busy.start(), busy.start()]
    request.addfinalizer(lambda: [(run.kill(), run.communicate()) for run in started])
    wait_for((busy.root / "gradebook.db").exists, 300)
    assert gradax(busy, "roster", "--apply", "roster.csv") == (0, "")
    wait_for(lambda: list(busy.root.glob("autograded/*/*/results.json")), 300)
    assert gradax(busy, "feedback", busy.name) == (0, "")
    assert [(run.communicate(timeout=300)[1], run.returncode) for run in runs] == [("", 0), ("", 0)]
    watching.send_signal(signal.SIGINT)
    assert (watching.communicate(timeout=300)[1], watching.returncode) == ("", 0)

    assert alone.grade() == (0, "")
    assert busy.results() == alone.results()
    assert busy.grades() == alone.grades()
    assert sorted(line["who"] for line in busy.journal()) == students
    assert gradax(busy, "roster", "roster.csv") == (0, "")
