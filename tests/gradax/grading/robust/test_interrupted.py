"""A grader that is killed at any moment, and started again, has lost nothing, doubled nothing and left nothing."""

import os
import random
import signal
import subprocess
import time

import pytest

KILLS, STUDENTS = 20, 8
SEED = int(os.environ.get("GRADAX_SEED", "20261125"))


@pytest.mark.slow
def test_a_run_killed_at_any_moment_and_started_again_ends_as_if_undisturbed(make_class, orphans):
    undisturbed = make_class("undisturbed", STUDENTS)
    begun = time.monotonic()
    assert undisturbed.grade() == (0, "")
    seconds = time.monotonic() - begun
    wanted = undisturbed.state()
    assert len(wanted["results"]) == STUDENTS
    assert wanted["temporary"] == []

    print(f"GRADAX_SEED={SEED} replays these moments; an undisturbed run took {seconds:.1f} s")
    rng = random.Random(SEED)
    kills, classes = 0, 0
    disturbed = make_class("disturbed-0", STUDENTS)
    while kills < KILLS:
        moment, whole = rng.uniform(0.2, 1.0) * seconds, rng.random() < 0.5
        run = disturbed.start(stdout=subprocess.DEVNULL)
        try:
            assert (run.wait(moment), run.stderr.read()) == (0, "")
        except subprocess.TimeoutExpired:
            (os.killpg if whole else os.kill)(run.pid, signal.SIGKILL)
            run.wait()
            run.stderr.close()
            kills += 1
            print(f"{kills}: {'the whole group' if whole else 'the parent alone'} killed after {moment:.2f} s")
            assert orphans() == []
            continue
        run.stderr.close()
        assert disturbed.state() == wanted  # it finished before the moment came; a new one goes on
        classes += 1
        disturbed = make_class(f"disturbed-{classes}", STUDENTS)
    assert disturbed.grade() == (0, "")
    assert disturbed.state() == wanted
    assert orphans() == []
