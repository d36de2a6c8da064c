"""A guest as the trusted side sees it: what it says is a claim, how it ended is seen from outside."""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from gradax.results import Kind
from gradax.sandbox.limits import MIB, GuestLimits
from gradax.sandbox.outside.clock import Clock
from gradax.sandbox.outside.output import FLOOD_BYTES, Drain
from gradax.wire.codec import Message
from gradax.wire.failures import GraderFault, StudentFailure
from gradax.wire.frames import FrameReader, FrameTooLarge, frame
from gradax.wire.transport import outcome, request_message

DEFAULT_DEADLINE = 30.0
HELLO_SECONDS = 120.0  # a busy machine is slow, which is nobody's fault
_PATIENCE = 20  # times the deadline: a guest that got so little of a processor was not judged at all
_END_SECONDS = 10.0  # for a killed process to be gone
_WATCH_SECONDS = 0.1  # between looks at its memory
_DYING_SECONDS = 3.0  # from a process closing its files to its end, on a busy machine
_PIECE_BYTES = 1 << 20
_CLAIM_CHARACTERS = 2000
_UNASKED = "a reply to no request"
_NEARLY = 0.9  # of a limit: a process that it ended has used at least so much


@dataclass(frozen=True)
class Ending:
    """How a guest's process ended, as its zygote saw it. `exit_code` is negative for a signal."""

    exit_code: int
    cpu_seconds: float
    peak_mib: int

    def kind(self, limits: GuestLimits, libraries_mib: int) -> Kind:
        """What to call it; nothing that the process printed affects that."""
        if self.exit_code >= 0:
            return Kind.EXITED
        # The signal says so, too: on a busy machine the limit strikes before the usage adds up to it.
        if self.exit_code == -signal.SIGXCPU or self.cpu_seconds >= _NEARLY * limits.cpu_seconds:
            return Kind.CPU_LIMIT
        if self.peak_mib >= libraries_mib + _NEARLY * limits.memory_mib:
            return Kind.MEMORY
        return Kind.CRASH

    def __str__(self) -> str:
        if self.exit_code >= 0:
            return f"exit code {self.exit_code}"
        with suppress(ValueError):
            return signal.Signals(-self.exit_code).name
        return f"signal {-self.exit_code}"


class Guest:
    """One confined process with one student's code in it; made by `Zygote.guest`.

    A failed request of the kinds in `gradax.wire.transport.CLAIMABLE` leaves it alive; every other failure ends it, and
    later requests meet the same failure again.

    Attributes:
        spent: the seconds that it had for the last request: those of the wall clock, less what it waited for a
            processor.
    """

    def __init__(
        self, limits: GuestLimits, pidfd: int, requests: socket.socket, out: tuple[int, int], status: int
    ) -> None:
        self._limits = limits
        self._pidfd = pidfd
        self._requests = requests
        self._output = Drain(out)
        self._status = status
        self._reader = FrameReader()
        self._end: StudentFailure | None = None
        self._closed = False
        self.spent = 0.0
        self._requests.setblocking(False)
        self._pid = _pid_of(pidfd)
        self._libraries_mib = 0
        self._say_hello()

    @property
    def alive(self) -> bool:
        """Whether it can answer."""
        if self._end is None and not self._closed and _readable(self._pidfd):
            with suppress(StudentFailure, GraderFault):
                self._died()
            return False
        return self._end is None and not self._closed

    @property
    def printed(self) -> str:
        """The beginning of what it printed (16 KiB of stdout and stderr), without control characters."""
        self._output.read()
        return self._output.text

    @property
    def resident_mib(self) -> int:
        """Its resident memory, libraries included; 0 where it is gone."""
        return self._statm(1)

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        """See `gradax.wire.transport.Transport.request`; here the deadline (30 s by default) is kept.

        It counts the time that the guest had, not the wall clock's.

        Raises:
            GraderFault: also where the machine was too busy to give it that time.
        """
        message = request_message(op, fields)
        if self._end is not None:
            raise self._end
        if self._closed:
            raise GraderFault("a request to a guest that was closed")
        self._expect_silence()
        return outcome_or_end(self, self._exchange(frame(message), deadline or DEFAULT_DEADLINE))

    def close(self) -> None:
        """End the process, whatever it does; idempotent."""
        if self._closed:
            return
        self._closed = True
        self._kill()
        if self._end is None:
            _read_before(self._status, _END_SECONDS)
        self._output.read()
        self._output.close()
        self._requests.close()
        os.close(self._status)
        os.close(self._pidfd)

    def _say_hello(self) -> None:
        """Wait until it is confined; a failure until then is ours."""
        try:
            outcome(self._exchange(b"", HELLO_SECONDS))
        except (StudentFailure, GraderFault) as failure:
            told = self.printed
            self.close()
            raise GraderFault(f"a guest did not start ({failure}): {told[-_CLAIM_CHARACTERS:]}") from None
        self._libraries_mib = self.resident_mib

    def _expect_silence(self) -> None:
        """Nothing may come that was not asked for."""
        if not _readable(self._requests.fileno()):
            return
        with suppress(ConnectionResetError):
            if self._requests.recv(1):
                self._stop(Kind.PROTOCOL, _UNASKED)
        self._died()

    def _exchange(self, data: bytes, seconds: float) -> Message:
        """Send a frame, and take the next whole one that comes back, before a deadline."""
        clock = Clock(self._pid)
        try:
            return self._answer(data, seconds, clock)
        finally:
            self.spent = clock.given

    def _answer(self, data: bytes, seconds: float, clock: Clock) -> Message:
        rest = memoryview(data)
        while True:
            left = seconds - clock.given
            if left <= 0:
                self._stop(Kind.TIMEOUT, f"no answer within {seconds:g} s")
            if clock.wall >= _PATIENCE * seconds:
                self._kill()
                raise GraderFault(f"the machine was too busy to give a guest its {seconds:g} s")
            ready = self._wait(min(left, _WATCH_SECONDS), sending=bool(rest))
            self._watch()
            try:
                if ready & select.POLLOUT:
                    rest = rest[self._requests.send(rest[:_PIECE_BYTES]) :]
                if ready & ~select.POLLOUT:
                    self._receive()
                message = self._reader.next()
            except BlockingIOError:
                continue
            except (BrokenPipeError, ConnectionResetError):
                self._died()
            except FrameTooLarge as error:
                self._stop(Kind.REPLY_TOO_LARGE, str(error))
            if message is not None:
                if self._reader.pending or rest:
                    self._stop(Kind.PROTOCOL, _UNASKED)
                return message

    def _wait(self, seconds: float, *, sending: bool) -> int:
        """Wait for something to do; gives what the request socket is ready for."""
        poll = select.poll()
        poll.register(self._requests, select.POLLIN | (select.POLLOUT if sending else 0))
        for descriptor in self._output.descriptors:
            poll.register(descriptor, select.POLLIN)
        return dict(poll.poll(seconds * 1000)).get(self._requests.fileno(), 0)

    def _watch(self) -> None:
        self._output.read()
        if self._output.flooded:
            self._stop(Kind.OUTPUT_FLOOD, f"more than {FLOOD_BYTES // MIB} MiB printed")
        if self._statm(1) - self._statm(2) > self._libraries_mib + self._limits.memory_mib:
            self._stop(Kind.MEMORY, f"more than {self._limits.memory_mib} MiB of memory")

    def _receive(self) -> None:
        data = self._requests.recv(_PIECE_BYTES)
        if not data:
            self._died()
        self._reader.feed(data)

    def _stop(self, kind: Kind, claim: str) -> NoReturn:
        """End it for what was seen from outside."""
        self._kill()
        _read_before(self._status, _END_SECONDS)
        self._output.read()
        self._end = StudentFailure(kind, claim)
        raise self._end

    def _died(self) -> NoReturn:
        """It is gone, or has closed its end: find out how."""
        if not _wait_readable(self._pidfd, _DYING_SECONDS):  # it lives on, but will never answer
            self._stop(Kind.EXITED, "it closed its end of the wire")
        told = _read_before(self._status, _END_SECONDS)
        self._output.read()
        if not told:
            raise GraderFault("the zygote is gone")
        report = json.loads(told)
        ending = Ending(report["exit"], report["cpu_seconds"], report["peak_mib"])
        self._end = StudentFailure(ending.kind(self._limits, self._libraries_mib), str(ending))
        raise self._end

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def _statm(self, column: int) -> int:
        """A figure of /proc/…/statm in MiB (1: resident, 2: of that, shared)."""
        try:
            pages = Path(f"/proc/{self._pid}/statm").read_text().split()
            return int(pages[column]) * resource.getpagesize() // MIB
        except (OSError, IndexError):
            return 0


def outcome_or_end(guest: Guest, message: Message) -> Any:
    """What a reply says; one that is malformed ends the guest that sent it."""
    try:
        return outcome(message)
    except StudentFailure as failure:
        if failure.kind is Kind.PROTOCOL:
            guest._stop(Kind.PROTOCOL, failure.claim)
        raise


def _pid_of(pidfd: int) -> int:
    """The process's id here, whatever it is called in its own namespace."""
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines():
        if line.startswith("Pid:"):
            return int(line.split()[1])
    raise GraderFault("a process without an id")


def _readable(descriptor: int) -> bool:
    return _wait_readable(descriptor, 0)


def _wait_readable(descriptor: int, seconds: float) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def _read_before(descriptor: int, seconds: float) -> bytes:
    """What a pipe holds, waiting for it a while; empty where its other end is closed."""
    return os.read(descriptor, 4096) if _wait_readable(descriptor, seconds) else b""
