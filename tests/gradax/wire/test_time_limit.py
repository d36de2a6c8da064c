"""Code that does not end, in this very process."""

import signal
import sys
import threading
import time

import pytest

from gradax.results import Kind
from gradax.wire import time_limit
from gradax.wire.failures import StudentFailure
from gradax.wire.perform import notebook_performer
from gradax.wire.transport import LocalTransport


class Notebook:
    """A notebook of one cell, which defines `f`; calls of it may take a little while."""

    def __init__(self, source, seconds=0.3):
        self.said = []
        performer = notebook_performer(live=True)
        LocalTransport(performer).request("cell", source=source, name="1")
        self.transport = LocalTransport(performer, seconds=seconds, say=self.said.append)

    def call(self, **options):
        return self.transport.request("call", function="f", args=[], kwargs={}, **options)

    def times_out(self, **options):
        with pytest.raises(StudentFailure) as raised:
            self.call(**options)
        assert raised.value.kind is Kind.TIMEOUT
        return raised.value


def test_a_loop_is_interrupted_at_its_line():
    failure = Notebook("def f():\n    x = 0\n    while True: x += 1").times_out()
    assert (failure.line, failure.seconds) == ("line 3: while True: x += 1", 0.3)


def test_the_line_is_the_innermost_of_the_students_own():
    failure = Notebook("import threading\ndef g():\n    threading.Event().wait()\ndef f():\n    g()").times_out()
    assert failure.line == "line 3: threading.Event().wait()"


def test_a_call_that_waits_is_woken():
    start = time.monotonic()
    Notebook("import time\ndef f(): time.sleep(60)").times_out()
    assert time.monotonic() - start < 10


STUBBORN = {
    "a loop that catches everything": "while True:\n        try: time.sleep(1)\n        except BaseException: pass",
    "a bare except around a library's wait": (
        "e = threading.Event()\n    while True:\n        try: e.wait()\n        except: pass"
    ),
    "one inside another": (
        "while True:\n        try:\n            while True:\n                try: time.sleep(1)\n"
        "                except BaseException: x = 1\n        except BaseException: x = 2"
    ),
    "a finally that goes on": "while True:\n        try: time.sleep(1)\n        finally: continue",
    "suppress": "while True:\n        with contextlib.suppress(BaseException): time.sleep(1)",
    "an answer in spite of it": "try: time.sleep(60)\n    except BaseException: return 3",
}


@pytest.mark.parametrize("body", STUBBORN.values(), ids=STUBBORN)
def test_nobody_catches_it_for_ever(body):
    imports = "import contextlib, threading, time"
    assert Notebook(f"{imports}\ndef f():\n    {body}").times_out().line is not None


def test_jax_works_on_after_it():
    # Interrupted again and again, inside and outside of a trace.
    source = (
        "import jax\ndef g(x):\n    while True:\n        try: x = x + 1\n        except BaseException: pass\n"
        "def f():\n    while True:\n        try: jax.jit(g)(1.0)\n        except BaseException: pass"
    )
    Notebook(source).times_out()
    import jax

    assert jax.jit(lambda x: x + 1)(2.0) == 3
    assert jax.grad(lambda x: x * x)(2.0) == 4


def test_after_the_first_time_the_limit_is_shorter():
    notebook = Notebook("def f():\n    while True: pass", seconds=0.5)
    assert [notebook.times_out().seconds for _ in range(3)] == [0.5, 0.1, 0.1]


def test_a_deadline_that_is_named_counts():
    assert Notebook("def f():\n    while True: pass", seconds=60).times_out(deadline=0.2).seconds == 0.2


def test_a_deadline_that_is_named_does_not_count_once_time_has_run_out():
    notebook = Notebook("def f():\n    while True: pass", seconds=0.5)
    notebook.times_out()
    assert notebook.times_out(deadline=60).seconds == 0.1


def test_what_ends_in_time_is_left_alone():
    assert Notebook("def f(): return 3").call() == 3
    with pytest.raises(StudentFailure, match="division by zero"):
        Notebook("def f(): return 1 / 0").call()


def test_the_handler_before_is_put_back():
    before = signal.signal(time_limit.ALARM, lambda *_: None)
    mine = signal.getsignal(time_limit.ALARM)
    try:
        Notebook("def f(): pass").call()
        assert signal.getsignal(time_limit.ALARM) is mine
    finally:
        signal.signal(time_limit.ALARM, before)


def test_a_keyboard_interrupt_gets_through():
    with pytest.raises(KeyboardInterrupt):
        Notebook("import _thread, time\ndef f():\n    _thread.interrupt_main()\n    time.sleep(1)", seconds=30).call()


# Blocks every signal, as compiled code that does not return to Python does.
DEAF = (
    "import signal, time\ndef f():\n    old = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\n"
    "    time.sleep(1)\n    signal.pthread_sigmask(signal.SIG_SETMASK, old)\n    time.sleep(60)"
)


def test_code_that_cannot_be_interrupted_is_told_of_meanwhile(monkeypatch):
    monkeypatch.setattr(time_limit, "PATIENCE_SECONDS", 0.1)
    notebook = Notebook(DEAF)
    notebook.times_out()
    assert notebook.said == [
        "Your code has had its 0.3 s and still runs at line 4: time.sleep(1). Compiled code, such as a JAX program, "
        "cannot be interrupted before it returns to Python: wait for it, or restart the kernel."
    ]


def test_in_another_thread_it_is_told_of(monkeypatch):
    monkeypatch.setattr(time_limit, "PATIENCE_SECONDS", 0.1)
    notebook, answers = Notebook("import time\ndef f():\n    time.sleep(1)\n    return 3"), []
    thread = threading.Thread(target=lambda: answers.append(notebook.call()))
    thread.start()
    thread.join()
    assert answers == [3]
    assert notebook.said == [
        "Your code has had its 0.3 s and still runs at line 3: time.sleep(1). It does not run in Python's main thread, "
        "so that it cannot be interrupted: restart the kernel."
    ]


def test_without_signals_to_threads_loops_are_interrupted_all_the_same(monkeypatch):
    monkeypatch.delattr(signal, "pthread_kill")  # Windows
    assert Notebook("def f():\n    while True: pass").times_out().line == "line 2: while True: pass"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how long a thread waited")
def test_waiting_for_a_processor_is_known():
    assert time_limit._waited(threading.main_thread()) >= 0
    monkey = threading.Thread()
    assert time_limit._waited(monkey) == 0.0  # never started
