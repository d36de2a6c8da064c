"""Each way in which a student's code can fail to answer, and its name."""

from __future__ import annotations

import time

import pytest

from gradax.results import Kind

FORGE = """
import os, struct, msgpack
def frame(tree, body=b""):
    header = msgpack.packb(tree)
    return struct.pack(">II", len(header), len(body)) + header + body
def f():
    os.write(3, {what})
"""

LOOPS = {
    "python": "while True: pass",
    "catch-all": "while True:\n        try:\n            while True: pass\n        except BaseException: pass",
    "C": "sum(range(10 ** 15))",
    "while_loop": "import jax; jax.lax.while_loop(lambda x: x >= 0, lambda x: x * 0, 0)",
    "sleep": "import time; time.sleep(1000)",
    "deadlock": "import threading; lock = threading.Lock(); lock.acquire(); lock.acquire()",
    "signals ignored": """import signal, time
    for s in (2, 14, 15): signal.signal(s, signal.SIG_IGN)
    time.sleep(99)""",
    "generator": "[0 for _ in iter(int, 1) if False]",
    "drip": "import os, time\n    while True:\n        os.write(3, b'\\0')\n        time.sleep(0.1)",
}


@pytest.mark.parametrize("loop", LOOPS.values(), ids=LOOPS)
def test_no_answer_in_time_is_a_timeout(guest, call, ends, loop):
    begun = time.monotonic()
    with ends(Kind.TIMEOUT):
        call(guest, f"def f():\n    {loop}", deadline=0.6)
    assert time.monotonic() - begun < 5
    assert not guest.alive


def test_a_cell_that_never_ends_is_a_timeout(guest, run, ends):
    with ends(Kind.TIMEOUT):
        run(guest, "while True: pass", deadline=0.3)


def test_spent_processor_time_is_a_cpu_limit(open_guest, call, ends):
    with ends(Kind.CPU_LIMIT):
        call(open_guest(cpu_seconds=1), "def f():\n    while True: pass")


def test_ignoring_the_first_signal_of_the_cpu_limit_does_not_help(open_guest, call, ends):
    with ends(Kind.CPU_LIMIT):
        call(
            open_guest(cpu_seconds=1),
            "import signal\ndef f():\n    signal.signal(24, signal.SIG_IGN)\n    while True: pass",
        )


@pytest.mark.parametrize(
    "allocate", ["bytearray(4 << 30)", "jnp.ones((1 << 30,)) + 1", "[bytes(1 << 26) for _ in range(99)]"]
)
def test_an_allocation_over_the_limit_is_an_exception_and_the_guest_lives(guest, call, ends, allocate):
    with ends(Kind.EXCEPTION):
        call(guest, f"import jax.numpy as jnp\ndef f(): return len({allocate})")
    assert call(guest, "def f(): return 1") == 1


@pytest.mark.parametrize("held", ["kept in a global", "local"])
def test_memory_that_is_filled_to_the_last_byte_is_an_exception_and_the_guest_lives(open_guest, call, ends, held):
    source = "held = []\ndef f():\n    while True: held.append(bytes(100))"
    if held == "local":
        source = "def f():\n    held = []\n    while True: held.append(bytes(100))"
    guest = open_guest(memory_mib=300)
    for _ in range(2):
        with ends(Kind.EXCEPTION) as caught:
            call(guest, source)
        assert caught.value.exception_types[0] == "MemoryError"
    assert guest.alive


def test_memory_that_is_filled_and_then_aborted_on_is_memory(open_guest, call, ends):
    source = "import os\ndef f():\n    held = [b'x' * (1 << 20) for _ in range(190)]\n    os.abort()"
    with ends(Kind.MEMORY):
        call(open_guest(memory_mib=200), source)


@pytest.mark.parametrize(
    ("crash", "signal"),
    [
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("import os; os.abort()", "SIGABRT"),
        ("import os; os.kill(os.getpid(), 9)", "SIGKILL"),
    ],
)
def test_a_crash_names_its_signal(guest, call, ends, crash, signal):
    with ends(Kind.CRASH) as caught:
        call(guest, f"def f():\n    {crash}")
    assert caught.value.claim == signal


@pytest.mark.parametrize("code", [0, 1, 42])
def test_an_exit_with_any_code_is_never_an_answer(guest, call, ends, code):
    with ends(Kind.EXITED):
        call(guest, f"import os\ndef f(): os._exit({code})")


def test_sys_exit_is_an_exit_and_the_guest_lives(guest, run, ends):
    with ends(Kind.EXITED):
        run(guest, "import sys; sys.exit(0)")
    assert guest.alive


def test_closing_the_wire_is_an_exit(guest, call, ends):
    with ends(Kind.EXITED):
        call(guest, "import os, time\ndef f():\n    os.close(3)\n    time.sleep(30)")


def test_an_exit_between_two_requests_is_noticed(guest, run):
    run(guest, "import os, threading\nthreading.Timer(0.1, os._exit, [0]).start()")
    time.sleep(0.5)
    assert not guest.alive


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_more_than_is_read_is_an_output_flood(guest, call, ends, stream):
    with ends(Kind.OUTPUT_FLOOD):
        call(guest, f"import sys\ndef f():\n    while True: sys.{stream}.write('x' * 10000)")


def test_a_value_that_cannot_travel_is_unserialisable_and_the_guest_lives(guest, call, ends):
    with ends(Kind.UNSERIALISABLE) as caught:
        call(guest, "class AlwaysEqual:\n    def __eq__(self, other): return True\ndef f(): return AlwaysEqual()")
    assert "AlwaysEqual" in caught.value.claim
    assert guest.alive


def test_too_large_an_array_is_too_large_and_the_guest_lives(guest, call, ends):
    with ends(Kind.REPLY_TOO_LARGE):
        call(guest, "import jax.numpy as jnp\ndef f(): return jnp.zeros(17 << 20)")
    assert guest.alive


def test_an_announcement_of_too_much_is_refused_before_it_is_read(guest, call, ends):
    with ends(Kind.REPLY_TOO_LARGE):
        call(guest, FORGE.format(what='struct.pack(">II", 10, 2 ** 31)'))
    assert not guest.alive


@pytest.mark.parametrize(
    "what",
    [
        'frame("not a reply")',
        'frame(["d", "value", 1, "failure", 2])',
        'frame(["d", "failure", ["d", "kind", "passed"]])',
        'frame(["d", "value", ["a", "object", [1], "jax", False]], b"12345678")',
        'struct.pack(">II", 3, 0) + b"\\xc1\\xc1\\xc1"',
        'frame(["d", "value", 1]) * 2',
    ],
)
def test_a_malformed_frame_is_a_protocol_failure(guest, call, ends, what):
    with ends(Kind.PROTOCOL):
        call(guest, FORGE.format(what=what))
    assert not guest.alive


def test_a_forged_reply_is_the_students_own_claim_and_the_true_one_behind_it_ends_the_guest(guest, call, ends):
    with ends(Kind.PROTOCOL):  # at once, or at the next request
        assert call(guest, FORGE.format(what='frame(["d", "value", 7])')) == 7
        time.sleep(0.5)
        guest.request("call", function="f", args=[], kwargs={})


def test_a_failure_that_only_we_can_see_cannot_be_claimed(guest, call, ends):
    claim = 'frame(["d", "failure", ["d", "kind", "timeout", "exception_types", ["l"]]])'
    with ends(Kind.PROTOCOL):
        call(guest, FORGE.format(what=claim))


def test_printing_like_the_sandbox_changes_nothing(guest, call, ends):
    source = 'import os\ndef f():\n    os.write(2, b"guest\'s set-up: OSError")\n    os._exit(97)'
    with ends(Kind.EXITED):
        call(guest, source)


def test_an_exception_leaves_the_guest_alive(guest, call, ends):
    with ends(Kind.EXCEPTION) as caught:
        call(guest, "def f():\n    raise ValueError('no')")
    assert caught.value.exception_types[0] == "ValueError"
    assert caught.value.line == "line 2: raise ValueError('no')"
    assert guest.alive


def test_an_exception_whose_text_is_huge_or_raises_is_an_exception(guest, call, ends):
    for body in ("return 'x' * (1 << 26)", "raise KeyboardInterrupt", "raise self"):
        with ends(Kind.EXCEPTION):
            call(guest, f"class E(Exception):\n    def __str__(self): {body}\ndef f(): raise E")


def test_a_missing_name_is_not_defined(guest, ends):
    with ends(Kind.NOT_DEFINED):
        guest.request("call", function="forward", args=[], kwargs={})


def test_a_dead_guest_says_again_why(guest, call, run, ends):
    with ends(Kind.CRASH):
        call(guest, "import os\ndef f(): os.abort()")
    with ends(Kind.CRASH):
        run(guest, "pass")


def test_patching_the_encoder_ends_the_guest(guest, call, ends):
    with ends(Kind.EXITED):
        call(guest, "import gradax.wire.perform as p\np.encode = lambda value: (b'', b'')\ndef f(): pass")


BOMBS = {
    "threads": "import threading, time\n    while True: threading.Thread(target=time.sleep, args=(99,)).start()",
    "small threads": "import threading, time\n    threading.stack_size(32768)\n"
    "    while True: threading.Thread(target=time.sleep, args=(99,)).start()",
    "descriptors": "import os\n    for _ in range(100_000): os.open('/dev/null', 0)",
    "forks": "import os\n    while True: os.fork()",
    "mmap": "import mmap\n    held = [mmap.mmap(-1, 1 << 26, mmap.MAP_PRIVATE) for _ in range(1000)]",
    "shared memory": "from multiprocessing import shared_memory\n    shared_memory.SharedMemory(None, True, 1 << 20)",
    "folders": "import os\n    while True: os.mkdir('/tmp/d'); os.chdir('/tmp/d')",
    "files": "import tempfile\n    while True: tempfile.mkstemp()",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_and_the_guest_lives(guest, call, ends, bomb):
    with ends(Kind.EXCEPTION):
        call(guest, f"def f():\n    {bomb}")


def test_busy_threads_end_with_the_guest(guest, run):
    run(
        guest,
        "import threading\nfor _ in range(4): threading.Thread(target=lambda: [0 for _ in iter(int, 1) if 0]).start()",
    )
    begun = time.monotonic()
    guest.close()
    assert time.monotonic() - begun < 3
