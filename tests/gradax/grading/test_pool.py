"""The pool of processes: a mishap is its own task's alone, and no process outlives the run."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from pool_tasks import obeying

from gradax.course import CourseError
from gradax.grading.pool import Failed, How, work_off
from gradax.grading.pool_process import Work


@pytest.fixture
def run(tmp_path):
    def run(tasks, at_once=2, seconds=60.0):
        return work_off(Work(partial(obeying, str(tmp_path)), seconds, final=(CourseError,)), tasks, at_once)

    return run


def answers(run, words, **more):
    return {task[0]: answer for task, answer in run([tuple(word.split()) for word in words], **more)}


def test_each_task_has_its_answer_and_processes_are_used_again(run):
    done = dict(run([("go", str(i)) for i in range(6)]))
    assert len(done) == 6
    assert len(set(done.values())) <= 2


def test_a_process_is_left_in_good_order(run, tmp_path):
    answers(run, ["go"])
    assert [path.name.partition("-")[0] for path in tmp_path.iterdir()] == ["ended"]


def test_with_one_at_once_tasks_run_alone(run):
    assert len({answer for _, answer in run([("go",)] * 3, at_once=1)}) == 1


@pytest.mark.parametrize(
    ("word", "failed"),
    [("kill", Failed(How.KILLED)), ("raise", Failed(How.RAISED, "MemoryError: too little"))],
)
def test_a_mishap_is_its_own_tasks_alone(run, word, failed):
    done = answers(run, ["slow", word, "go"])
    assert done[word] == failed
    assert all(isinstance(done[other], int) for other in ("slow", "go"))


@pytest.mark.parametrize("word", ["kill", "raise"])
def test_a_mishap_costs_one_more_try(run, word):
    assert answers(run, [f"{word} tried"]) == {word: "in the second try"}


def test_what_does_not_answer_is_killed(run):
    assert answers(run, ["hang"], seconds=2.0) == {"hang": Failed(How.HUNG)}


def test_what_is_final_ends_the_run(run):
    with pytest.raises(CourseError, match="the course is not right"):
        answers(run, ["slow", "refuse", "slow"])
    assert multiprocessing.active_children() == []


def test_a_process_that_is_killed_while_it_has_nothing_to_do_costs_nothing(run):
    def tasks():
        yield ("go",)
        (process,) = multiprocessing.active_children()
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        yield ("kill", "tried")  # has all its tries

    # The first answer is taken before the second task is asked for.
    assert [answer for _, answer in run(tasks(), at_once=1)][1] == "in the second try"


def test_tasks_are_asked_for_as_there_are_processes_for_them(run):
    asked = []

    def tasks():
        for index in range(10):
            asked.append(index)
            yield ("go",)

    running = run(tasks())
    next(running)
    assert len(asked) <= 3
    running.close()


def test_a_run_that_is_given_up_leaves_no_process(run):
    running = run([("go",), ("hang",)])
    next(running)
    running.close()
    assert multiprocessing.active_children() == []


def test_a_parent_that_is_killed_leaves_no_process(tmp_path):
    code = (
        "from functools import partial; from pool_tasks import obeying\n"
        "from gradax.grading.pool import work_off; from gradax.grading.pool_process import Work\n"
        f"if __name__ == '__main__': list(work_off(Work(partial(obeying, {str(tmp_path)!r}), 60), [('hang',)], 1))"
    )
    support = Path(__file__).parents[2] / "support"
    script = tmp_path / "parent.py"
    script.write_text(f"import sys; sys.path.insert(0, {str(support)!r})\n{code}\n")
    with subprocess.Popen([sys.executable, script]) as parent:
        until = time.monotonic() + 30
        while not (begun := list(tmp_path.glob("begun-*"))) and time.monotonic() < until:
            time.sleep(0.05)
        parent.kill()
    pid = int(begun[0].name.partition("-")[2])
    while _lives(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _lives(pid)


def _lives(pid):
    """Whether a process still runs; one that nobody has waited for yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
