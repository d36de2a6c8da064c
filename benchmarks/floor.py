"""The floor: hidden tests on one submission in one cold, unprotected process, which has JAX imported already.

Student's code, tests and reference share the process and the compiled programs that guests read. What the submission
costs from there on is printed as JSON, with what JAX says of its own phases. Run as
``python -m benchmarks.floor ASSIGNMENT NOTEBOOK PROGRAMS``.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

from gradax.course import Course
from gradax.grading.grade import release_of
from gradax.grading.references import reference_of, settle_jax
from gradax.sandbox.inside.forker import share_mlir_context
from gradax.submission.canonical import canonicalise
from gradax.testing.runner import run_tests
from gradax.testing.student import Student
from gradax.wire.failures import StudentFailure
from gradax.wire.perform import notebook_performer
from gradax.wire.transport import LocalTransport

PHASES = {
    "/jax/core/compile/jaxpr_trace_duration": "trace",
    "/jax/core/compile/jaxpr_to_mlir_module_duration": "lower",
    "/jax/core/compile/backend_compile_duration": "compile",  # and load, where the program is known
    "/jax/compilation_cache/cache_retrieval_time_sec": "load",
}


def main(name: str, notebook: str, programs: str) -> None:
    """Judge the notebook; print what it cost."""
    course = Course.open()
    assignment = course.assignment(name)
    os.environ["JAX_NUM_CPU_DEVICES"] = str(assignment.entry.devices)  # a program is known for a number of devices
    settle_jax(course)
    import jax

    for module in (*course.config.environment.preload, *assignment.entry.preload):
        with suppress(ImportError):
            importlib.import_module(module.removesuffix("?"))
    share_mlir_context()  # as every guest has it
    jax.config.update("jax_compilation_cache_dir", programs)
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 1e9)  # reads, never writes
    jax.config.update("jax_persistent_cache_enable_xla_caches", "none")
    phases: defaultdict[str, float] = defaultdict(float)

    def spent(event: str, duration_secs: float, **_: str | int) -> None:
        if event in PHASES:
            phases[PHASES[event]] += duration_secs

    jax.monitoring.register_event_duration_secs_listener(spent)
    canonical = canonicalise(release_of(assignment), Path(notebook).read_bytes(), max_bytes=1 << 30)
    begun = time.process_time()
    transport = LocalTransport(notebook_performer())
    for cell in canonical.cells:
        with suppress(StudentFailure):
            transport.request("cell", source=cell.source, name=cell.name)
    files = [assignment.hidden_path(exercise.name) for exercise in assignment.exercises]
    run_tests(files, lambda _: Student(transport), reference=reference_of(assignment))
    phases["compile"] -= phases["load"]
    print(json.dumps({"cpu": time.process_time() - begun, **phases}))


if __name__ == "__main__":
    main(*sys.argv[1:])
