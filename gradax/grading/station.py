"""A worker of a Dask cluster, from the inside: it proves that it may grade, then runs processes as one machine does."""

from __future__ import annotations

import functools
import multiprocessing
import weakref
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from distributed import get_worker

from gradax import __version__
from gradax.course import Assignment, Course, CourseError
from gradax.files import only_writer
from gradax.grading.digests import library_versions, package_digest
from gradax.grading.parcel import hash_of, pack, unpack
from gradax.grading.pool import Failed, Pool
from gradax.grading.sandboxes import compiled_programs
from gradax.grading.workers import Job, Setting, grading_work
from gradax.results import SubmissionResult
from gradax.sandbox import obstacle_of
from gradax.wire.failures import GraderFault

_obstacle_of = functools.cache(obstacle_of)  # an attack takes seconds


class Refused(Exception):
    """Why a worker may not grade, in words that go on after its name."""


class NoCourse(Exception):
    """The worker does not have the course as it is here, and needs a parcel."""


@dataclass(frozen=True)
class Asked:
    """What a worker is asked to have.

    Attributes:
        setting: what all workers share; its folder may be one that the worker sees, too.
        assignment: the assignment to grade.
        course: the hash of what grading it needs of the course.
        versions: of everything that affects verdicts (see `versions`).
    """

    setting: Setting
    assignment: str
    course: str
    versions: dict[str, str | None]


def versions() -> dict[str, str | None]:
    """The versions here of everything that affects verdicts; of gradax, its sources, too."""
    return {"gradax": f"{__version__} (sources {package_digest()[:8]})"} | library_versions()


class Station:
    """The processes of one worker, each with its sandbox; they end when nobody needs the station any more."""

    def __init__(self, setting: Setting) -> None:
        # Dask's nanny makes its worker a "daemon", which may have no children, lest they outlive it. Ours do not.
        multiprocessing.process.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
        self._work = grading_work(setting)
        self._idle: list[Pool[Job, SubmissionResult]] = []
        weakref.finalize(self, _close, self._idle)

    def grade(self, job: Job) -> SubmissionResult | Failed:
        """Grade a submission in one of our processes."""
        pool = self._idle.pop() if self._idle else Pool(self._work, 1)
        try:
            ((_, answer),) = pool.run([job])
        finally:
            self._idle.append(pool)
        return answer

    def __reduce__(self) -> Any:
        """Refuse to be pickled: it cannot move to another process."""
        raise TypeError("a station cannot be moved to another process")


def open_station(asked: Asked, parcel: bytes | None = None) -> Station:
    """Make this worker grade.

    Raises:
        Refused: where it must not.
        NoCourse: where it needs a parcel of the course.
        CourseError: where the course is invalid.
    """
    for name, version in versions().items():
        wanted = asked.versions.get(name)
        if version != wanted:
            raise Refused(f"has {name} {version or 'not at all'} where this machine has {wanted or 'none'}")
    protection: Any = asked.setting.protection
    obstacle = _obstacle_of(protection) if protection else None
    if obstacle is not None:
        why = obstacle.sentence.rstrip(".")
        raise Refused(f"protects less than this machine, which gives tier {protection}: {why}")
    try:
        assignment = _assignment(asked, parcel)
        programs = compiled_programs(assignment.course, assignment, protection)
    except OSError as error:
        where = f"'{error.filename}'" if error.filename else "on its disk"
        raise Refused(f"cannot write {where}: {error.strerror or error}") from None
    except GraderFault as fault:
        raise Refused(f"failed at the start: {fault}") from None
    return Station(replace(asked.setting, root=assignment.root, cache=programs))


def grade(station: Station, job: Job) -> SubmissionResult | Failed:
    """Grade a submission at a station of this worker."""
    return station.grade(job)


def _assignment(asked: Asked, parcel: bytes | None) -> Assignment:
    """The assignment in a folder that holds what was asked for, by its hash: the shared one, or one of this machine."""
    kept = Path(get_worker().local_directory).parent / f"gradax-{asked.course[:16]}"
    for root in (asked.setting.root, kept):
        found = _checked(root, asked)
        if found is not None:
            return found
    if parcel is None:
        raise NoCourse
    with only_writer(kept.with_name(f".{kept.name}.lock")):  # other workers of this machine may be doing the same
        if _checked(kept, asked) is None:
            unpack(parcel, kept)
            kept.chmod(0o711)  # root's guests run as another user
    found = _checked(kept, asked)
    if found is None:
        raise Refused("did not get the course as it is here: its hash is another")
    return found


def _checked(root: Path, asked: Asked) -> Assignment | None:
    try:
        assignment = Course.open(root).assignment(asked.assignment)
        return assignment if hash_of(pack(assignment)) == asked.course else None
    except (CourseError, OSError):
        return None


def _close(pools: list[Pool[Job, SubmissionResult]]) -> None:
    for pool in pools:
        pool.close()
