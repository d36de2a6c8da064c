"""Measurements for probes: what JAX can prove of a student's function. Each gives plain data.

They run where the student's code does, and are imported there before any of it, so that they hold JAX's own functions
whatever a student replaces later. What they report is a claim all the same: a test judges it.
"""

from gradax.testing.detectors import (
    devices,
    hlo,
    jaxpr,
    keys,
    mutation,
    programs,
    traces,
    transformations,
    trees,
)

__all__ = [
    "devices",
    "hlo",
    "jaxpr",
    "keys",
    "mutation",
    "programs",
    "traces",
    "transformations",
    "trees",
]
