"""The trusted side's zygote: starts a sandbox, and asks it for guests."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from gradax.sandbox.inside.forker import MESSAGE_BYTES
from gradax.sandbox.limits import GuestLimits
from gradax.sandbox.outside.folders import passing_folder
from gradax.sandbox.outside.guest import Guest
from gradax.sandbox.outside.launch import PASSWD, RUN_AS, Plan
from gradax.wire.failures import GraderFault

BOOT_SECONDS = 120.0
FORK_SECONDS = 30.0
_END_SECONDS = 5.0
_FAULT_CHARACTERS = 2000
_SCRATCH, _FILLING = "gradax-scratch-", ".filling-"


class Zygote:
    """A warm process with the libraries imported, from which guests are forked.

    Args:
        tier: the protection that `gradax.sandbox.detect` found, "A" or "B"; None, no protection, needs `trusted`.
        preload: modules to import before the first guest.
        cache: JAX's compilation cache; guests read it and cannot write.
        writable_cache: whether what guests compile is added to `cache`, when this is closed. For our own code only.
        memory_mib: the memory of guests for which no limits are given.
        trusted: says that the submissions are the grader's own.

    Raises:
        GraderFault: where it does not start; the text says why.
    """

    def __init__(
        self,
        tier: str | None,
        preload: Sequence[str] = ("jax",),
        cache: Path | None = None,
        *,
        writable_cache: bool = False,
        memory_mib: int = GuestLimits.memory_mib,
        trusted: bool = False,
    ) -> None:
        if sys.platform != "linux":
            raise GraderFault("submissions run on Linux only: use WSL2, a virtual machine or a container")
        if tier not in ("A", "B", None) or (tier is None and not trusted):
            raise GraderFault(f"there is no protection {tier!r}; without one, only trusted code runs")
        self.tier = tier
        self._memory_mib = memory_mib
        self._cache = cache
        with ExitStack() as undo:
            user = RUN_AS if os.geteuid() == 0 else None
            scratch = self._filling = None
            if tier != "A":
                scratch = undo.enter_context(passing_folder(Path(tempfile.gettempdir()), _SCRATCH, user))
            if cache is not None:
                cache.mkdir(parents=True, exist_ok=True)
            if cache is not None and writable_cache:
                self._filling = undo.enter_context(passing_folder(cache, _FILLING, user))
            self._errors: IO[bytes] = undo.enter_context(tempfile.TemporaryFile())
            self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            undo.callback(self._control.close)
            with theirs:
                shown = self._filling or (cache.resolve() if cache is not None else None)
                plan = Plan(
                    tier="A" if tier == "A" else "B" if tier == "B" else None,
                    control=theirs.fileno(),
                    preload=tuple(preload),
                    cache=shown,
                    fill_cache=self._filling is not None,
                    scratch=scratch,
                )
                self._process = _start(plan, self._errors)
            undo.callback(self._end_process)
            self._wait_until_ready()
            self._undo = undo.pop_all()

    def guest(self, limits: GuestLimits | None = None) -> Guest:
        """A new guest, confined and empty.

        Raises:
            GraderFault: where none comes.
        """
        limits = limits or GuestLimits(memory_mib=self._memory_mib)
        ours, theirs = socket.socketpair()
        out, out_theirs = os.pipe()
        err, err_theirs = os.pipe()
        status, status_theirs = os.pipe()
        try:
            sent = [theirs.fileno(), out_theirs, err_theirs, status_theirs]
            socket.send_fds(self._control, [json.dumps(limits.to_dict()).encode()], sent)
            _, descriptors, _, _ = socket.recv_fds(self._control, MESSAGE_BYTES, 1)
            if not descriptors:
                raise GraderFault(f"the zygote is gone: {self._told()}")
        except (OSError, GraderFault) as error:
            gone = isinstance(error, BrokenPipeError | ConnectionResetError)
            for descriptor in (out, err, status):
                os.close(descriptor)
            ours.close()
            raise GraderFault(f"no guest came: {'the zygote is gone' if gone else error}") from None
        finally:
            theirs.close()
            for descriptor in (out_theirs, err_theirs, status_theirs):
                os.close(descriptor)
        return Guest(limits, descriptors[0], ours, (out, err), status)

    @property
    def alive(self) -> bool:
        """Whether it can still give guests."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The id of its outermost process."""
        return self._process.pid

    def close(self) -> None:
        """End it and all its guests; publish what was compiled for the cache; idempotent."""
        self._control.close()
        self._end_process()
        if self._filling is not None and self._cache is not None and self._filling.exists():
            publish(self._filling, self._cache)
        self._undo.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wait_until_ready(self) -> None:
        self._control.settimeout(BOOT_SECONDS)
        try:
            told = self._control.recv(MESSAGE_BYTES)
        except OSError as error:
            raise GraderFault(f"the sandbox did not start: {error}") from None
        if not told:
            self._process.wait(_END_SECONDS)
            raise GraderFault(f"the sandbox did not start: {self._told()}")
        fault = json.loads(told).get("fault")
        if fault is not None:
            raise GraderFault(f"the sandbox did not start: {fault}")
        self._control.settimeout(FORK_SECONDS)

    def _told(self) -> str:
        """The end of what the zygote wrote to stderr; no guest writes there."""
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", "replace").strip()[-_FAULT_CHARACTERS:]

    def _end_process(self) -> None:
        self._control.close()  # at which it ends by itself
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def publish(filled: Path, cache: Path) -> None:
    """Move what was compiled into the cache, file by file: a reader sees a whole file or none."""
    for entry in os.scandir(filled):
        if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            continue
        if os.geteuid() == 0:
            os.chown(entry.path, 0, 0, follow_symlinks=False)
        os.chmod(entry.path, 0o644)
        os.replace(entry.path, cache / entry.name)


def _start(plan: Plan, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    passwd, passwd_in = os.pipe()
    try:
        os.write(passwd_in, PASSWD.encode())
        os.close(passwd_in)
        return subprocess.Popen(
            plan.command(passwd),
            pass_fds=(plan.control, passwd),
            env=plan.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise GraderFault(f"the sandbox did not start: {error}") from None
    finally:
        os.close(passwd)


__all__ = ["Guest", "GuestLimits", "Zygote", "publish"]
