"""The real command on a class of one's own, with everything looked at that it leaves behind."""

import ctypes
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

NAME = "01_small"
ANSWERS = (  # to `double`; the other two exercises are right
    "def double(x):\n    return 2 * x\n",
    "def double(x):\n    return x\n",
    "import os\nos._exit(0)\n",
    "def double(x):\n    return 2 * x if x else 1.0\n",
    "def double(x):\n    return 1 / 0\n",
    "def double(:\n",
)
NO_NOTEBOOK = b"hello"
PR_SET_CHILD_SUBREAPER = 36
GRADES = """
SELECT student.id, base_cell.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade
FROM grade JOIN base_cell ON base_cell.id = grade.cell_id
JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
JOIN student ON student.id = submitted_assignment.student_id
ORDER BY student.id, base_cell.name
"""
_DRAWN = re.compile(r"(?<=for )\d+\.0")
_HASH = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}")
_TRIED = re.compile(r"[a-z0-9_]{8}")
_HASHED_FOLDER = re.compile(r"\.gradax/results/[0-9a-f]{2}")


class RealClass:
    """A course's folder with submissions, and the command that grades them."""

    name = NAME

    def __init__(self, root, temporary):
        self.root, self.temporary = root, temporary

    def start(self, *arguments, through=(), first="", **options):
        """Start `gradax grade` here, in a process group of its own, perhaps `through` another command.

        Code that is to run `first` changes how long it waits.
        """
        command = [*through, sys.executable, "-c", f"{first}\nfrom gradax.cli import main; main()", "grade", *arguments]
        environment = os.environ | {"TMPDIR": str(self.temporary), "COLUMNS": "200"}
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        options = {"cwd": self.root, "env": environment, "process_group": 0} | streams | options
        return subprocess.Popen(command, **options)

    def grade(self, *arguments, **options):
        """Grade to the end: the exit code and what was said on standard error."""
        run = self.start(*arguments, **options)
        _, said = run.communicate(timeout=300)
        return run.returncode, said

    def results(self):
        """Each student's results.json, but for the seconds, and for the fresh inputs that messages name."""
        found = {path.parts[-3]: path.read_text() for path in self.root.glob("autograded/*/*/results.json")}
        return {student: json.loads(_DRAWN.sub("", text)) | {"seconds": 0} for student, text in found.items()}

    def scores(self):
        return {student: (result["status"], result["score"]) for student, result in self.results().items()}

    def grades(self):
        """Every grade in the gradebook: student, cell, points, points by hand, whether it waits."""
        with sqlite3.connect(f"file:{self.root / 'gradebook.db'}?mode=ro", uri=True) as gradebook:
            return gradebook.execute(GRADES).fetchall()

    def journal(self):
        """The journal's entries."""
        return [json.loads(line) for line in (self.root / "journal" / "grades.jsonl").read_text().splitlines()]

    def files(self):
        """The paths of all that lies here; results that are remembered are named by hashes."""
        paths = (str(path.relative_to(self.root)) for path in self.root.rglob("*"))
        return sorted(_HASH.sub("#", path) for path in paths if not _HASHED_FOLDER.fullmatch(path))

    def state(self):
        """All that must be the same, however a run was disturbed."""
        return {
            "results": self.results(),
            "grades": self.grades(),
            "files": self.files(),
            "temporary": sorted(path.name for path in self.temporary.iterdir() if not _is_tried(path)),
        }


def _is_tried(path):
    """Whether `tempfile` made it, to see if the folder can be written to; it stays where that is killed just then."""
    return bool(_TRIED.fullmatch(path.name)) and path.is_file() and path.stat().st_size <= len(b"blat")


@pytest.fixture
def make_class(small_root, open_folder, submitted, hand):
    """`make_class(name, students)`: a class of so many, or of these answers by student."""
    temporary = open_folder / "tmp"
    temporary.mkdir()
    temporary.chmod(0o777)

    def make_class(name, answers):
        if isinstance(answers, int):
            answers = {f"s{i:02}": NO_NOTEBOOK if i % 8 == 7 else ANSWERS[i % 6] for i in range(answers)}
        root = open_folder / name
        shutil.copytree(small_root, root, ignore=shutil.ignore_patterns("submitted", ".gradax"))
        for student, answer in answers.items():
            folder = root / "submitted" / student / NAME
            folder.mkdir(parents=True)
            if isinstance(answer, str):
                hand.find(submitted, "double")["source"] = answer
                answer = hand.data(submitted)
            (folder / f"{NAME}.ipynb").write_bytes(answer)
        return RealClass(root, temporary)

    return make_class


@pytest.fixture
def orphans():
    """`orphans(seconds)`: waits so long for all processes that a killed run left to end; gives those that did not."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    before = set(_children())
    assert prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0  # whoever loses its parent becomes our child

    def orphans(seconds=60):
        until = time.monotonic() + seconds
        while True:
            left = [pid for pid in _children() if pid not in before and not _reaped(pid)]
            if not left or time.monotonic() > until:
                return [Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")[:200] for pid in left]
            time.sleep(0.05)

    yield orphans
    prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _children():
    return [int(pid) for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()]


def _reaped(pid):
    return os.waitpid(pid, os.WNOHANG)[0] == pid
