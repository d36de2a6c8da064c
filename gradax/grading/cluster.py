"""The workers of a Dask cluster, used like the processes of one machine.

Each worker is asked once whether it may grade (see `gradax.grading.station`), and gets as many submissions at a time as
it has threads, each addressed to it alone. Dask's own way of moving work would hand it to workers that nobody has
checked. The jobs of a lost worker go to another one, and whatever the lost one may still answer is ignored.
"""

from __future__ import annotations

import queue
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Any

from distributed import Client, Future
from distributed.scheduler import KilledWorker

from gradax.course import Course, CourseError
from gradax.grading.connection import connected
from gradax.grading.parcel import hash_of, pack
from gradax.grading.pool import TRIES, Failed, How
from gradax.grading.station import Asked, NoCourse, Refused, Station, grade, open_station, versions
from gradax.grading.workers import Job, Setting
from gradax.results import Status, SubmissionResult
from gradax.wire.failures import GraderFault

PATIENCE_SECONDS = 60.0  # for a worker to appear, where there is none
ANSWER_SECONDS = 10.0  # for an answer to arrive from the worker that has it
_LOOK_SECONDS = 1.0  # between looks at the workers

Answer = SubmissionResult | Failed


class Cluster:
    """A Dask cluster.

    Attributes:
        address: the scheduler's, such as ``tcp://host:8786``.
        tell: takes a sentence about each worker that is refused.
    """

    def __init__(self, address: str, tell: Callable[[str], object]) -> None:
        self.address = address
        self.tell = tell
        self.told: set[str] = set()
        self.failed_at: dict[Job, str] = {}  # the worker that a job failed at: another one tries it next

    def reach(self) -> None:
        """Look whether the scheduler is there.

        Raises:
            CourseError: where it cannot be reached.
        """
        try:
            with connected(self.address):
                pass
        except GraderFault as fault:
            raise CourseError(str(fault)) from None

    def work_off(self, setting: Setting, jobs: Iterator[Job], at_once: int | None) -> Iterator[tuple[Job, Answer]]:
        """Grade jobs of one assignment, at most `at_once` at a time; each answer as it comes.

        Raises:
            CourseError: where the course is invalid.
            GraderFault: where no worker is left that may grade, or the scheduler is gone.
        """
        first = next(jobs, None)
        if first is None:
            return
        with connected(self.address) as client:
            run = _Run(self, client, setting, first.assignment, at_once or sys.maxsize)
            try:
                yield from run.run(first, jobs)
            finally:
                run.close()


@dataclass(eq=False)
class _Tried:
    """A job, and how often it was tried."""

    job: Job
    tries: int = 0


class _Run:
    """One run over the jobs of one assignment."""

    def __init__(self, cluster: Cluster, client: Client, setting: Setting, assignment: str, at_once: int) -> None:
        self._cluster = cluster
        self._client = client
        self._at_once = at_once
        self._parcel = pack(Course.open(setting.root).assignment(assignment))
        self._asked = Asked(setting, assignment, hash_of(self._parcel), versions())
        self._threads: dict[str, int] = {}
        self._stations: dict[str, Future[Station]] = {}
        self._refused: dict[str, str] = {}
        self._opening: dict[Future[Any], str] = {}
        self._running: dict[Future[Any], tuple[str, _Tried]] = {}
        self._again: deque[_Tried] = deque()
        self._done: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()
        self._looked = self._somebody = 0.0

    def run(self, first: Job, jobs: Iterable[Job]) -> Iterator[tuple[Job, Answer]]:
        """See `Cluster.work_off`."""
        coming = iter(jobs)
        self._again.append(_Tried(first))
        self._somebody = time.monotonic()
        while True:
            if time.monotonic() - self._looked > _LOOK_SECONDS:
                yield from self._look()
            self._hand_out(coming)
            if not self._running and not self._again:
                return
            try:
                future = self._done.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                continue
            if future in self._opening:
                self._welcome(future)
            elif future in self._running:
                yield from self._take(future)

    def close(self) -> None:
        """Cancel what is running; the stations end when nobody holds them."""
        if self._client.status == "running":
            self._client.cancel([*self._running, *self._opening], force=True)
        self._running.clear()
        self._opening.clear()
        self._stations.clear()

    def _look(self) -> Iterator[tuple[Job, Answer]]:
        """Look at the workers: new ones are asked to grade, and the jobs of lost ones are tried again."""
        self._looked = time.monotonic()
        self._threads = self._who_is_there()
        for address in self._threads.keys() - self._stations.keys() - self._refused.keys():
            if address not in self._opening.values():
                self._open(address)
        for address in self._stations.keys() - self._threads.keys():
            del self._stations[address]
        for future, address in list(self._opening.items()):
            if address not in self._threads:
                del self._opening[future]
        for future, (address, tried) in list(self._running.items()):
            if address not in self._threads:
                yield from self._lost(future, tried)
        if self._stations or self._opening:
            self._somebody = self._looked
        elif self._refused.keys() >= self._threads.keys() and self._threads:
            raise GraderFault(f"no worker of {self._cluster.address} may grade this. {_KEPT}")
        elif self._looked - self._somebody > PATIENCE_SECONDS:
            raise GraderFault(
                f"{self._cluster.address} has had no worker for {PATIENCE_SECONDS:g} s; "
                f"start some with `dask worker {self._cluster.address}`. {_KEPT}"
            )

    def _who_is_there(self) -> dict[str, int]:
        try:
            if self._client.status == "running":
                return dict(self._client.nthreads())
        except (OSError, RuntimeError, CancelledError):
            pass
        raise GraderFault(f"the scheduler {self._cluster.address} no longer answers. {_KEPT}")

    def _open(self, address: str, parcel: bytes | None = None) -> None:
        self._opening[self._submit(address, open_station, self._asked, parcel)] = address

    def _submit(self, address: str, work: Callable[..., Any], *arguments: object) -> Future[Any]:
        future = self._client.submit(
            work, *arguments, workers=[address], allow_other_workers=False, pure=False, retries=0
        )
        future.add_done_callback(self._done.put)
        return future

    def _welcome(self, future: Future[Any]) -> None:
        """A worker has said whether it may grade."""
        address = self._opening.pop(future)
        if future.status == "finished":
            self._stations[address] = future
            return
        error = _error_of(future)
        if isinstance(error, NoCourse):
            self._open(address, self._parcel)
        elif isinstance(error, CourseError):
            raise error
        elif error is not None:
            why = str(error) if isinstance(error, Refused) else f"cannot run this gradax: {_said(error)}"
            self._refuse(address, why)

    def _refuse(self, address: str, why: str) -> None:
        self._refused[address] = why
        if address not in self._cluster.told:
            self._cluster.told.add(address)
            self._cluster.tell(f"The worker {address} is not used: it {why}.")

    def _hand_out(self, coming: Iterator[Job]) -> None:
        while len(self._running) < self._at_once:
            free = self._free()
            if not free:
                return
            tried = self._again.popleft() if self._again else next((_Tried(job) for job in coming), None)
            if tried is None:
                return
            failed_at = self._cluster.failed_at.get(tried.job)
            address = next((each for each in free if each != failed_at), free[0])
            self._running[self._submit(address, grade, self._stations[address], tried.job)] = (address, tried)

    def _free(self) -> list[str]:
        busy = Counter(address for address, _ in self._running.values())
        free = [address for address in self._stations if busy[address] < self._threads[address]]
        return sorted(free, key=lambda address: busy[address])

    def _take(self, future: Future[Any]) -> Iterator[tuple[Job, Answer]]:
        """A worker has answered."""
        address, tried = self._running[future]
        error = None if future.status == "finished" else _error_of(future)
        answer = _answer_of(future) if error is None else Failed(How.RAISED, _said(error))
        if isinstance(error, CourseError):
            raise error
        if answer is None or isinstance(error, KilledWorker):
            yield from self._lost(future, tried)
            return
        del self._running[future]
        if isinstance(answer, Failed) or answer.status is Status.ERROR:
            self._cluster.failed_at[tried.job] = address
        yield tried.job, answer

    def _lost(self, future: Future[Any], tried: _Tried) -> Iterator[tuple[Job, Answer]]:
        """The worker that had a job is gone; whatever it may still answer is ignored."""
        del self._running[future]
        tried.tries += 1
        if tried.tries < TRIES:
            self._again.append(tried)
        else:
            yield tried.job, Failed(How.KILLED)


_KEPT = "What was graded is kept; run the same command again to continue."


def _answer_of(future: Future[Any]) -> Answer | None:
    """A future's answer; None where it has none, or where its worker was lost before it could send it."""
    if future.status != "finished":
        return None
    try:
        answer: Answer = future.result(timeout=ANSWER_SECONDS)
    except (TimeoutError, CancelledError, OSError):
        return None
    return answer


def _error_of(future: Future[Any]) -> BaseException | None:
    """What a future ended with; None where it was given up, since its worker or the scheduler is gone."""
    if future.status != "error":
        return None
    error: BaseException | None = future.exception()
    return error


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".rstrip(".: ")
