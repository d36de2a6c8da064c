"""The zygote: imports the libraries once, then forks one guest for each request. It runs no student code itself.

It has one thread and no JAX backend, so that a fork of it is whole; it knows no secret, so that a fork of it does not
either. It ends with its control socket.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import shutil
import socket
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from gradax.sandbox.inside import landlock, server
from gradax.sandbox.inside.tripwire import Tripwire
from gradax.sandbox.limits import GuestLimits

MESSAGE_BYTES = 65536
GUEST_DESCRIPTORS = 4  # requests, stdout, stderr, status
SETUP_FAILED = 97
NEVER_SECONDS = 1e9


@dataclass(frozen=True)
class Setup:
    """What the host tells its zygote.

    Attributes:
        control: the control socket's descriptor.
        preload: modules to import; a name that ends in "?" only where that module is installed.
        access: what guests may open; None for unprotected guests.
        cache: the compilation cache's folder.
        fill_cache: whether guests write to it.
        scratch: a folder to remove at the end, which a killed host cannot.
    """

    control: int
    preload: tuple[str, ...]
    access: landlock.Access | None
    cache: str | None
    fill_cache: bool
    scratch: str | None

    @classmethod
    def from_json(cls, text: str) -> Setup:
        """Read what the host wrote."""
        told = json.loads(text)
        access = told["access"] and {name: tuple(paths) for name, paths in told["access"].items()}
        return cls(
            control=told["control"],
            preload=tuple(told["preload"]),
            access=landlock.Access(**access) if access else None,
            cache=told["cache"],
            fill_cache=told["fill_cache"],
            scratch=told["scratch"],
        )


def main(setup_json: str) -> None:
    """Warm up, say so, and fork guests until the control socket closes."""
    setup = Setup.from_json(setup_json)
    control = socket.socket(fileno=setup.control)
    try:
        _serve(control, setup)
    except (BrokenPipeError, ConnectionResetError):  # the host is gone
        pass
    finally:
        if setup.scratch is not None:
            shutil.rmtree(setup.scratch, ignore_errors=True)


def _serve(control: socket.socket, setup: Setup) -> None:
    try:
        watch = warm_up(setup)
    except Exception as error:
        control.send(json.dumps({"fault": f"{type(error).__name__}: {error}"[:2000]}).encode())
        return
    control.send(json.dumps({"ready": True}).encode())
    Forker(control, setup, watch).serve()


def warm_up(setup: Setup) -> Tripwire:
    """Import everything that guests need, lay the tripwire, and make sure that the process may still be forked.

    Raises:
        ImportError: for a module of the preload that is not there.
        RuntimeError: where an import left a thread or a backend behind.
    """
    for name in setup.preload:
        with suppress(ImportError) if name.endswith("?") else nullcontext():
            importlib.import_module(name.removesuffix("?"))
    server.prepare()
    if "jax" in sys.modules:
        _set_up_cache(setup)
        share_mlir_context()
        from jax._src import xla_bridge

        if xla_bridge.backends_are_initialized():
            raise RuntimeError(f"a preloaded module starts JAX's backend when imported: {', '.join(setup.preload)}")
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise RuntimeError(f"a preloaded module starts threads when imported ({threads}): {', '.join(setup.preload)}")
    watch = Tripwire()
    gc.collect()
    gc.freeze()
    return watch


def _set_up_cache(setup: Setup) -> None:
    import jax

    if setup.cache is None:
        return
    settings: dict[str, Any] = {
        "jax_compilation_cache_dir": setup.cache,
        "jax_persistent_cache_min_compile_time_secs": 0.0 if setup.fill_cache else NEVER_SECONDS,
        "jax_persistent_cache_min_entry_size_bytes": -1,
        "jax_persistent_cache_enable_xla_caches": "none",
    }
    update: Callable[[str, Any], None] = jax.config.update
    for name, value in settings.items():
        update(name, value)


def share_mlir_context() -> None:
    """Let JAX lower all of a guest's programs in one MLIR context, which is made here, before any guest.

    JAX makes one for each program: a third of what a test's small program costs.
    """
    from jax._src.interpreters import mlir

    context = mlir.make_ir_context()
    mlir.make_ir_context = lambda: context


class Forker:
    """Forks guests on request and reports how each ended on its status pipe."""

    def __init__(self, control: socket.socket, setup: Setup, watch: Tripwire) -> None:
        self._control = control
        self._setup = setup
        self._watch = watch
        self._guests: dict[int, tuple[int, int]] = {}  # pidfd: pid, status pipe

    def serve(self) -> None:
        """Fork and reap until the control socket closes."""
        while True:
            ready = self._wait()
            for pidfd in ready & self._guests.keys():
                self._reap(pidfd)
            if self._control.fileno() in ready and not self._fork():
                return

    def _wait(self) -> set[int]:
        poll = select.poll()
        for descriptor in (self._control.fileno(), *self._guests):
            poll.register(descriptor, select.POLLIN)
        return {descriptor for descriptor, _ in poll.poll()}

    def _reap(self, pidfd: int) -> None:
        pid, status = self._guests.pop(pidfd)
        _, ended, usage = os.wait4(pid, 0)
        report = {
            "exit": os.waitstatus_to_exitcode(ended),
            "cpu_seconds": usage.ru_utime + usage.ru_stime,
            "peak_mib": usage.ru_maxrss >> 10,
        }
        with suppress(OSError):  # the host may have stopped listening
            os.write(status, json.dumps(report).encode())
        os.close(status)
        os.close(pidfd)

    def _fork(self) -> bool:
        data, descriptors, _, _ = socket.recv_fds(self._control, MESSAGE_BYTES, GUEST_DESCRIPTORS)
        if not data:
            return False
        requests, out, err, status = descriptors
        limits = GuestLimits(**json.loads(data))
        pid = os.fork()
        if pid == 0:
            self._become_guest(limits, requests, out, err)
        pidfd = os.pidfd_open(pid)
        self._guests[pidfd] = pid, status
        socket.send_fds(self._control, [json.dumps({"forked": True}).encode()], [pidfd])
        for descriptor in (requests, out, err):
            os.close(descriptor)
        return True

    def _become_guest(self, limits: GuestLimits, requests: int, out: int, err: int) -> NoReturn:
        try:
            server.arrange_descriptors(requests, out, err)
            server.run(limits, self._setup.access, self._watch)
        except BaseException as error:
            os.write(server.STDERR, f"guest's set-up: {type(error).__name__}: {error}".encode("utf-8", "replace"))
        os._exit(SETUP_FAILED)
