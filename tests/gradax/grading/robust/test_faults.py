"""What goes wrong on our side is said plainly, costs nobody else anything, and is made good by running again."""

import ctypes
import os
import sqlite3
import subprocess
import sys

import pytest

from gradax.sandbox.inside.kernel import checked

pytestmark = pytest.mark.slow
OUR_FAULT = 3
PERFECT = "def double(x):\n    return 2 * x\n"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")

FAULTY = '''\
"""Hidden tests that go wrong for some, as long as there is a flag; the grader sees only its own side of it."""

import os
import signal
from pathlib import Path

FLAG = Path({flag!r})


def descendants(process):
    """The sandbox, all of it."""
    listed = [path.read_text().split() for path in Path(f"/proc/{{process}}/task").glob("*/children")]
    return [found for pid in sum(listed, []) for found in (int(pid), *descendants(pid))]


def test_value(student):
    """The value is right."""
    assert student.negate(3.0) == -3.0, "`negate(x)` should be -x."
    if not FLAG.exists():
        return
    if student.defines("raises"):
        raise OSError("something of the machine")
    if student.defines("allocates"):
        bytearray(64 << 30)
    if student.defines("kills_worker"):
        os.kill(os.getpid(), signal.SIGKILL)
    if student.defines("kills_zygote"):
        for pid in descendants("self"):
            os.kill(pid, signal.SIGKILL)
        student.negate(3.0)
'''


def said_plainly(said, *parts):
    """No traceback of ours, and these words."""
    assert "Traceback" not in said
    for part in parts:
        assert part in said, said
    return True


def mount(what, where, kind, flags, data=None):
    encoded = [None if text is None else str(text).encode() for text in (what, where, kind)]
    result = ctypes.CDLL(None, use_errno=True).mount(*encoded, ctypes.c_ulong(flags), data and data.encode())
    checked(result, f"mount {where}")


@pytest.fixture
def mounted():
    """`mounted(what, where, kind, flags, data)`: mounts, and unmounts at the end."""
    places = []

    def mounted(what, where, *options):
        mount(what, where, *options)
        if where not in places:
            places.append(where)

    yield mounted
    for place in places:
        subprocess.run(["umount", "--lazy", place], check=True)


MS_RDONLY, MS_REMOUNT, MS_BIND = 1, 32, 4096


def test_each_fault_of_ours_is_an_error_and_all_others_are_graded(make_class, tmp_path):
    names = ("raises", "allocates", "kills_worker", "kills_zygote")
    answers = {name: f"{PERFECT}{name} = True\n" for name in names}
    graded = make_class("faulty", answers | {"ada": PERFECT, "zoe": "def double(x):\n    return x\n"})
    flag = tmp_path / "flag"
    flag.touch()
    (graded.root / "tests" / graded.name / "test_negate.py").write_text(FAULTY.format(flag=str(flag)))

    code, said = graded.grade(through=("prlimit", f"--data={6 << 30}"))
    assert code == OUR_FAULT
    others = {"ada": ("graded", 100.0), "zoe": ("graded", 47.5)}
    scores = graded.scores()
    assert {student: scores[student] for student in others} == others
    assert {student: scores[student][0] for student in names} == dict.fromkeys(names, "error")
    waiting = {(student, cell) for student, cell, score, _, waits in graded.grades() if score is None and waits}
    assert {student for student, _ in waiting} == set(names)
    assert ("raises", "test_double") not in waiting
    said_plainly(
        said,
        f"raises: tests/{graded.name}/test_negate.py, test_value: The test itself went wrong (OSError, line 22)",
        f"allocates: tests/{graded.name}/test_negate.py, test_value: The test itself went wrong (MemoryError, line 24)",
        "kills_worker: Something went wrong on our side, and nothing was graded: the process that graded it was "
        "killed twice. Is there too little memory? Try fewer --workers.",
        "kills_zygote: Something went wrong on our side: the score is not final.",
        "the zygote is gone",
        "Run `gradax grade` again: it grades only these.",
    )

    flag.unlink()
    assert graded.grade() == (0, "")
    assert graded.scores() == others | dict.fromkeys(names, ("graded", 100.0))


def test_hidden_tests_that_are_no_python_are_named_and_the_other_exercises_graded(make_class):
    graded = make_class("syntax", {"ada": PERFECT, "bo": PERFECT})
    tests = graded.root / "tests" / graded.name / "test_negate.py"
    right = tests.read_text()
    tests.write_text("def test_value(student:\n")
    code, said = graded.grade()
    assert code == OUR_FAULT
    assert said_plainly(said, f"ada and bo: tests/{graded.name}/test_negate.py", "'(' was never closed", "line 1")
    assert graded.scores() == dict.fromkeys(["ada", "bo"], ("error", 70.0))
    tests.write_text(right)
    assert graded.grade() == (0, "")
    assert graded.scores() == dict.fromkeys(["ada", "bo"], ("graded", 100.0))


def test_a_gradebook_that_is_locked_damaged_or_lost_costs_no_verdict(make_class):
    graded = make_class("gradebook", {"ada": PERFECT, "bo": "def double(x):\n    return x\n"})
    path = graded.root / "gradebook.db"
    assert graded.grade() == (0, "")
    wanted = graded.grades()

    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        code, said = graded.grade()
        assert code == OUR_FAULT
        assert said_plainly(
            said, f" sqlite:///{path.name}: ", "database is locked", "Close whatever is writing", "run it again"
        )
        other.execute("ROLLBACK")
    other.close()
    assert graded.grade() == (0, "")
    assert graded.grades() == wanted

    path.write_bytes(b"whatever this is, it holds no grades" * 100)
    code, said = graded.grade()
    assert code == OUR_FAULT
    assert said_plainly(
        said, f" sqlite:///{path.name}: ", "file is not a database", "is damaged: put a copy back", "run it again"
    )
    path.unlink()
    assert graded.grade() == (0, "")
    assert graded.grades() == wanted


@as_root
@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("autograded", ["2 of 2 could not be written", "No space left on device", "Make room", "run it again"]),
        (".gradax", ["No space left on device", "Make room there", "run the same command again"]),
    ],
)
def test_a_full_disk_is_named_and_what_it_kept_from_being_written_comes_later(make_class, mounted, place, words):
    graded = make_class("full", {"ada": PERFECT, "bo": PERFECT})
    folder = graded.root / place
    folder.mkdir()
    mounted("tmpfs", folder, "tmpfs", 0, "size=64k")
    (folder / "full").write_bytes(bytes(64 << 10))
    code, said = graded.grade()
    assert code == OUR_FAULT
    assert said_plainly(said, f" {place}", *words)
    (folder / "full").unlink()
    mounted("tmpfs", folder, "tmpfs", MS_REMOUNT, "size=4m")
    assert graded.grade() == (0, "")
    assert graded.scores() == dict.fromkeys(["ada", "bo"], ("graded", 100.0))


@as_root
@pytest.mark.parametrize(
    ("place", "words"),
    [
        (
            "autograded",
            ["'autograded/ada'", "2 of 2 could not be written", "Read-only file system", "Make that folder writable"],
        ),
        (
            ".gradax",
            [" .gradax", "Read-only file system", "nothing was graded", "make it writable, and run the same command"],
        ),
        (
            ".",
            [" .gradax", "Read-only file system", "nothing was graded", "make it writable, and run the same command"],
        ),
    ],
)
def test_a_folder_that_cannot_be_written_is_named(make_class, mounted, place, words):
    graded = make_class("readonly", {"ada": PERFECT, "bo": PERFECT})
    folder = graded.root / place
    folder.mkdir(exist_ok=True)
    mounted(folder, folder, None, MS_BIND)
    mounted(folder, folder, None, MS_REMOUNT | MS_BIND | MS_RDONLY)
    code, said = graded.grade()
    assert code == OUR_FAULT
    assert said_plainly(said, *words)
    mounted(folder, folder, None, MS_REMOUNT | MS_BIND)
    assert graded.grade() == (0, "")
    assert graded.scores() == dict.fromkeys(["ada", "bo"], ("graded", 100.0))


@as_root
@pytest.mark.parametrize("known", [False, True])
def test_a_gradebook_that_cannot_be_written_is_named(make_class, mounted, known):
    graded = make_class("readonly", {"ada": PERFECT, "bo": PERFECT})
    path = graded.root / "gradebook.db"
    empty = [sys.executable, "-c", f"from nbgrader.api import Gradebook; Gradebook('sqlite:///{path}').close()"]
    if known:
        assert graded.grade("--student", "ada") == (0, "")
    else:
        bin_folder = os.path.dirname(sys.executable)
        subprocess.run(empty, check=True, env=os.environ | {"PATH": f"{bin_folder}:{os.environ['PATH']}"})
    mounted(path, path, None, MS_BIND)
    mounted(path, path, None, MS_REMOUNT | MS_BIND | MS_RDONLY)
    code, said = graded.grade()
    assert code == OUR_FAULT
    assert said_plainly(
        said,
        f" sqlite:///{path.name}: ",
        "attempt to write a readonly database",
        "Make the gradebook and its folder writable",
    )
    assert "--force" not in said  # nothing that would lose grades is advised
