"""Time that a process had, against time that went by."""

import os
import subprocess
import sys
import time

import pytest

from gradax.sandbox.outside.clock import Clock

BUSY, ASLEEP = "while True: pass", "import time; time.sleep(60)"


@pytest.fixture
def start():
    begun = []

    def start(code):
        cpu = min(os.sched_getaffinity(0))
        begun.append(
            subprocess.Popen([sys.executable, "-S", "-c", f"import os; os.sched_setaffinity(0, {{{cpu}}})\n{code}"])
        )
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait()


def watched(process, seconds):
    clock = Clock(process.pid)
    while clock.wall < seconds:
        assert clock.given <= clock.wall
        time.sleep(0.05)
    return clock.given / clock.wall


def test_a_sleeper_has_all_the_time_that_goes_by(start):
    for _ in range(8):
        start(BUSY)
    assert watched(start(ASLEEP), 1.5) > 0.8


def test_among_many_that_want_one_processor_each_has_a_part(start):
    processes = [start(BUSY) for _ in range(9)]
    time.sleep(0.3)
    assert watched(processes[0], 2.0) < 0.6


def test_a_process_that_is_gone_has_the_wall_clocks_time(start):
    process = start("pass")
    process.wait()
    assert watched(process, 0.3) == pytest.approx(1, abs=0.1)
