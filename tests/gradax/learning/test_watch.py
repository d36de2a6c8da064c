"""Watch mode in a real terminal, key by key."""

import os
import re
import signal
import subprocess
import sys
import termios
import time

import pytest
from pexpect.fdpexpect import fdspawn

WRONG = "def double(x): return x * x"
SECONDS = 90
MAIN = "from gradax.cli import main; main()"
STYLE = r"(?:\x1b\[[0-9;]*m)*"  # which may begin or end anywhere


class Session:
    """Watch mode as a student sees it."""

    def __init__(self, place, *options):
        # Not pexpect's own `spawn`: it forks this process, which has JAX in it.
        self.terminal, self.inner = os.openpty()
        termios.tcsetwinsize(self.terminal, (40, 110))
        self.before = termios.tcgetattr(self.terminal)
        self.program = subprocess.Popen(
            ["setsid", "--ctty", sys.executable, "-c", MAIN, "check", place.folder, "--watch", *options],
            env={**os.environ, "TERM": "xterm", "NO_COLOR": "1"},
            stdin=self.inner,
            stdout=self.inner,
            stderr=self.inner,
        )
        self.seen = fdspawn(self.terminal, encoding="utf-8", timeout=SECONDS)

    def see(self, *texts):
        for text in texts:
            letters = (r"\s+" if char == " " else re.escape(char) for char in text)
            self.seen.expect(STYLE.join(letters))

    def press(self, keys):
        self.seen.send(keys)

    def ends(self):
        assert self.program.wait(SECONDS) == 0

    def close(self):
        self.program.kill()
        self.program.wait()
        os.close(self.inner)
        self.seen.close()


@pytest.fixture
def watch():
    sessions = []

    def start(place, *options):
        sessions.append(Session(place, *options))
        return sessions[-1]

    yield start
    for session in sessions:
        session.close()


def test_a_session(make, watch):
    """Explain, mend, celebrate, go on, ask, list, choose, check all, quit."""
    place = make(WRONG, "def last(x): return 0")
    session = watch(place)
    session.see(
        "✗ double: 1 of 2 checks pass", "You may have *squared* it.", "Press `h` for a hint.", "save it to check"
    )
    session.see("`h` hint · `n` next · `l` list · `r` reset · `c` check all · `q` quit")
    session.press("h")
    session.see("Hint 1 of 3", "What is twice three?", "press h again")
    session.press("h")
    session.see("Hint 2 of 3")
    make(last="def last(x): return 0")
    session.see("✓ double: both checks pass", "Well done. `n` goes on to the next exercise.", "save it to check")
    session.press("n")
    session.see("✗ last: 0 of 1 checks pass", "`last([1, 2])` is not 2.")
    session.press("n")
    session.see("`last` is the only exercise left.")
    session.press("l")
    session.see("1 ✓ double", "▸  2 ✗ last", "Which one? Its number, then Enter")
    session.press("9\r")
    session.see("There is no number 9: there are 2 exercises.")
    session.press("1\r")
    session.see("✓ double: both checks pass")
    session.press("c")
    session.see("✗ last: 0 of 1 checks pass", "1 of 2 exercises pass", "save it to check again")
    make()
    session.see("2 of 2 exercises pass", "save it to check again")
    session.press("l")
    session.see("Which one?")
    session.press("l")
    session.see("All exercises pass.")
    session.press("n")
    session.see("There is no next exercise: all of them pass.")
    session.press("q")
    session.see("Until next time.")
    session.ends()


def test_it_resumes_where_one_was(make, watch):
    place = make(WRONG, "def last(x): return 0")
    first = watch(place)
    first.see("✗ double", "save it to check")
    first.press("n")
    first.see("✗ last")
    first.press("q")
    first.ends()
    second = watch(place)
    second.see("✗ last")
    second.press("q")
    second.ends()


def test_reset_asks_first(make, watch, stub):
    place = make(WRONG)
    session = watch(place)
    session.see("✗ double", "save it to check")
    session.press("r")
    session.see("Replace your `double` in 01_small.ipynb with the cell that you started from? `y` or `n`")
    session.press("x")
    session.see("Nothing was reset.")
    session.press("r")
    session.see("`y` or `n`")
    session.press("y")
    session.see("`double` has been reset; a copy of your notebook as it was:", "Reload Notebook from Disk.")
    session.see("– double: not written yet")
    session.press("q")
    session.ends()
    assert "write me" in place.notebook_path.read_text()


def test_a_notebook_saved_half_way_is_no_error(make, watch):
    place = make()
    whole = place.notebook_path.read_text()
    session = watch(place)
    session.see("All exercises pass.", "save it to check")
    place.notebook_path.write_text(whole[:100])
    session.see("not a notebook", "Save the notebook again to check it.")
    place.notebook_path.unlink()
    time.sleep(0.5)  # it looks more often
    make(WRONG)
    session.see("1 of 2 exercises pass")
    session.press("q")
    session.ends()


def test_what_was_shown_stays_while_it_runs(make, watch):
    place = make(WRONG)
    session = watch(place)
    session.see("✗ double", "save it to check")
    make("import time; time.sleep(3)\n" + WRONG)
    session.see("✗ double", "You may have", "01_small.ipynb: checking …", "✗ double", "save it to check")
    session.press("q")
    session.ends()


def test_endless_code_can_be_left(make, watch):
    session = watch(make("while True: pass"), "--seconds", "100")
    session.see("Checking 01_small.ipynb for the first time …")
    session.press("n")
    session.see("One moment: the first check is still running.")
    session.press("q")
    session.see("Until next time.")
    session.ends()


def test_without_hints_it_says_so(make, watch):
    session = watch(make(last="def last(x): return 0"))
    session.see("✗ last", "save it to check")
    session.press("h")
    session.see("The hints for `last` are not in")
    session.press("q")
    session.ends()


def test_one_exercise_alone(make, watch):
    session = watch(make(WRONG), "--exercise", "last")
    session.see("✓ last: passed", "1 of 1 exercises pass")
    session.press("q")
    session.ends()


@pytest.mark.parametrize("how", ["q", "\x04", "\x03", signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_as_before_however_it_ends(make, watch, how):
    session = watch(make())
    session.see("save it to check")
    assert termios.tcgetattr(session.terminal) != session.before
    if isinstance(how, str):
        session.press(how)
    else:
        session.program.send_signal(how)
    session.program.wait(SECONDS)
    assert termios.tcgetattr(session.terminal) == session.before


def test_without_a_terminal_it_says_so(make):
    command = [sys.executable, "-c", MAIN, "check", str(make().folder), "--watch"]
    ran = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    said = re.sub(r"\s+", " ", ran.stdout + ran.stderr).strip()
    assert (ran.returncode, said) == (
        2,
        "`--watch` needs a terminal with a keyboard. Without one, run `gradax check`.",
    )
