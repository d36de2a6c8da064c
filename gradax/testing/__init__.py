"""What tests are written with.

A test is ordinary pytest, in which the fixture `student` reaches the student's code; see `Student`, `probe` and
the expectations. The same test runs on the reference solution, on a notebook's live namespace and on a student's code
in a sandbox. Measurements for probes are in `gradax.testing.detectors`, which import JAX; nothing else here does.
"""

from gradax.testing.compare import equal, expect_array, expect_close, expect_tree, near, recognise
from gradax.testing.compared import Compared
from gradax.testing.failure import Failure, expect, fail
from gradax.testing.probe import probe
from gradax.testing.streams import correlation, could_be_independent, could_be_normal
from gradax.testing.student import Reference, Student
from gradax.wire.values import HostArray, Key

__all__ = [
    "Compared",
    "Failure",
    "HostArray",
    "Key",
    "Reference",
    "Student",
    "correlation",
    "could_be_independent",
    "could_be_normal",
    "equal",
    "expect",
    "expect_array",
    "expect_close",
    "expect_tree",
    "fail",
    "near",
    "probe",
    "recognise",
]
