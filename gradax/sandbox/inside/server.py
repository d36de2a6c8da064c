"""The untrusted end of the wire, in the student's process. Nothing here is relied upon once their code has run."""

from __future__ import annotations

import io
import os
import random
import signal
import sys
import types
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

import gradax
from gradax.sandbox.inside import landlock
from gradax.sandbox.inside.confine import confine
from gradax.sandbox.inside.kernel import PR_SET_PDEATHSIG, prctl
from gradax.sandbox.inside.tripwire import Tripwire
from gradax.sandbox.limits import GuestLimits
from gradax.wire.codec import encode
from gradax.wire.frames import FrameReader, frame
from gradax.wire.perform import Performer
from gradax.wire.settings import Settings
from gradax.wire.shell import Shell

STDIN, STDOUT, STDERR, REQUESTS = 0, 1, 2, 3
HELLO = "confined"
_ABOVE = 200  # out of the way of the descriptors that are put in order
_READ_BYTES = 1 << 20
_FIRST_TO_GO = "1000"  # when the machine runs out of memory


def prepare() -> None:
    """What can be done once, before any fork: in a guest, checks and hints do nothing."""
    for name in gradax.__all__:
        setattr(gradax, name, _nothing)


def arrange_descriptors(requests: int, out: int, err: int) -> None:
    """Put the descriptors in their places and close all others."""
    nothing = os.open(os.devnull, os.O_RDWR)
    moved = [os.dup2(descriptor, _ABOVE + place) for place, descriptor in enumerate((nothing, out, err, requests))]
    for place, descriptor in enumerate(moved):
        os.dup2(descriptor, place)
    os.closerange(REQUESTS + 1, os.sysconf("SC_OPEN_MAX"))


def run(limits: GuestLimits, access: landlock.Access | None, watch: Tripwire) -> NoReturn:
    """Confine this process, say hello, and serve requests until their socket closes."""
    os.setsid()
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.umask(0o077)
    os.chdir("/")
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO)
    random.seed()
    np.random.seed()
    if "jax" in sys.modules:
        import jax

        update: Callable[[str, int], None] = jax.config.update
        update("jax_num_cpu_devices", limits.devices)
    # The zygote's own were opened on files of another sort.
    sys.stdout, sys.stderr = _text_stream(STDOUT), _text_stream(STDERR)
    notebook = types.ModuleType("__main__")
    sys.modules["__main__"] = notebook
    confine(limits, access)
    shell = Shell(vars(notebook), alone=True)
    serve(Performer(vars(notebook), settings=Settings(), watch=watch, shell=shell))


def serve(performer: Performer) -> NoReturn:
    """Say hello, which only a confined process does before any student's byte has run; then answer requests."""
    _write(frame(encode({"value": HELLO})))
    reader = FrameReader()
    while True:
        request = reader.next()
        if request is not None:
            reply = performer.respond(request)
            _flush()
            _write(frame(reply))
            continue
        data = os.read(REQUESTS, _READ_BYTES)
        if not data:
            os._exit(0)
        reader.feed(data)


def _text_stream(descriptor: int) -> io.TextIOWrapper:
    return open(descriptor, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)


def _write(data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(REQUESTS, rest) :]


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(BaseException):  # whatever the student put there
            stream.flush()


def _nothing(*arguments: Any, **options: Any) -> None:
    return None
