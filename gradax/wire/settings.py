"""Settings that decide what a program computes. A notebook may try others, but all are graded with the same."""

from __future__ import annotations

import os
import sys
from typing import Any

JAX_SETTINGS = (
    "jax_platform_name",
    "jax_platforms",
    "jax_enable_x64",
    "jax_disable_jit",
    "jax_debug_nans",
    "jax_debug_infs",
    "jax_debug_key_reuse",
    "jax_check_tracer_leaks",
    "jax_default_device",
    "jax_default_matmul_precision",
    "jax_default_prng_impl",
    "jax_threefry_partitionable",
    "jax_numpy_rank_promotion",
    "jax_numpy_dtype_promotion",
)
ENVIRONMENT = ("XLA_FLAGS", "JAX_PLATFORMS", "JAX_ENABLE_X64", "JAX_NUM_CPU_DEVICES")
XLA_FLAGS = " ".join(
    (
        "--xla_cpu_use_fusion_emitters=false",
        "--xla_backend_optimization_level=0",
        "--xla_llvm_disable_expensive_passes=true",
        "--xla_cpu_parallel_codegen_split_count=1",
    )
)
"""How XLA compiles where work is graded, and what it is compared with: tests' programs are small and run once or twice,
so that compiling them costs more than running them. Each flag is one that jaxlib 0.10 knows; an unknown one ends the
process."""
ALL = (*JAX_SETTINGS, *ENVIRONMENT)


class Settings:
    """JAX's settings and the environment's, as they were when this was made or last accepted."""

    def __init__(self) -> None:
        self._accepted = _current()

    def accept(self) -> None:
        """Keep what is set now: the course's own cells may choose."""
        self._accepted = _current()

    def restore(self) -> list[str]:
        """Restore what has changed; gives its names."""
        changed = []
        for name, now in _current().items():
            before = self._accepted.get(name, now)
            if now != before and now is not before:
                changed.append(name)
                _set(name, before)
        return changed


def _current() -> dict[str, Any]:
    values: dict[str, Any] = {name: os.environ.get(name) for name in ENVIRONMENT}
    if "jax" in sys.modules:
        present = sys.modules["jax"].config.values  # not all of them are attributes
        values |= {name: present[name] for name in JAX_SETTINGS if name in present}
    return values


def _set(name: str, value: Any) -> None:
    if name not in ENVIRONMENT:
        sys.modules["jax"].config.update(name, value)
    elif value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
