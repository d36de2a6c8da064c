"""The sandbox of a run: which protection it has, and the compiled programs that its guests may read."""

from __future__ import annotations

from pathlib import Path

from gradax.course import Assignment, Course, CourseError
from gradax.course.notebook import Notebook
from gradax.files import only_writer, write_whole
from gradax.grading.digests import environment_digest, exercise_digests
from gradax.grading.grade import grade_exercises, release_of
from gradax.sandbox import Zygote, detect
from gradax.submission.canonical import with_answers


def find_protection(*, trusted: bool = False) -> str | None:
    """The protection of this machine; None only where that is accepted.

    Raises:
        CourseError: where there is none, unless the submissions are `trusted`.
    """
    protection = detect()
    if protection.tier is None and not trusted:
        reasons = " ".join(protection.reasons)
        raise CourseError(
            f"This machine cannot protect itself from submissions: {reasons} `gradax doctor` says what to install. "
            "If you wrote the submissions yourself, use --i-trust-these-submissions."
        )
    return protection.tier


def open_zygote(
    course: Course, protection: str | None, cache: Path | None = None, *, preload: tuple[str, ...] = ()
) -> Zygote:
    """A sandbox for submissions, with the protection that was found; `preload` is their assignment's."""
    return _zygote(course, protection, cache, preload, writable=False)


def programs_folder(course: Course) -> Path:
    """The folder of compiled programs that guests read."""
    return course.root / ".gradax" / "xla" / environment_digest()[:16] / "programs"


def compiled_programs(
    course: Course, assignment: Assignment, protection: str | None, *, release: Notebook | None = None
) -> Path:
    """The folder of compiled programs, with those of this assignment's solution.

    They come from the solution alone: a folder that students' code wrote to could hold anything. `release` is the
    notebook to put the solution into, by default the one in ``release/``.
    """
    programs = programs_folder(course)
    folder = programs.parent
    complete = {
        name: folder / f"{assignment.name}-{name}-{digest[:16]}"
        for name, digest in exercise_digests(assignment).items()
    }
    if all(path.exists() for path in complete.values()):
        return programs
    programs.mkdir(parents=True, exist_ok=True)
    with only_writer(folder / f".{assignment.name}"):  # graders that share the folder take turns
        missing = [name for name, path in complete.items() if not path.exists()]
        if not missing:
            return programs
        solution = with_answers(release or release_of(assignment), {e.name: e.solution for e in assignment.exercises})
        with _zygote(course, protection, programs, assignment.entry.preload, writable=True) as zygote:
            grade_exercises(assignment, solution, zygote, exercises=missing)
        for name in missing:
            write_whole(complete[name], b"")
    return programs


def _zygote(
    course: Course, protection: str | None, cache: Path | None, preload: tuple[str, ...], *, writable: bool
) -> Zygote:
    preload = (*course.config.environment.preload, *preload)
    # The tests' detectors bind JAX's own functions before any student's code can replace them.
    detectors = ("gradax.testing.detectors",) if "jax" in preload else ()
    return Zygote(
        protection,
        preload=(*preload, *detectors, "IPython.core.inputtransformer2?", "flatbuffers?"),
        cache=cache,
        memory_mib=course.config.limits.memory_mib,
        writable_cache=writable,
        trusted=protection is None,  # as `find_protection` was told
    )
