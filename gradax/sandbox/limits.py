"""What one guest may use."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

MIB = 1 << 20

WATCHED = ("builtins", "jax", "jaxlib", "flax", "optax", "haiku", "numpy", "gradax", "sys")
"""The modules, and packages, in which it is noticed where something is replaced."""


@dataclass(frozen=True)
class GuestLimits:
    """What one guest may use.

    Attributes:
        cpu_seconds: seconds of processor time, over all its threads.
        memory_mib: MiB of memory beyond what the preloaded libraries take.
        devices: CPU devices that JAX shows.
    """

    cpu_seconds: int = 120
    memory_mib: int = 3000
    devices: int = 1

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for the zygote."""
        return asdict(self)
