"""What a compiled program does between devices."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jax

_COLLECTIVE = re.compile(
    r"\b(all-reduce|all-gather|reduce-scatter|all-to-all|collective-permute|collective-broadcast)(?:-start)?\("
)


def collectives(f: Callable[..., Any], *args: Any) -> list[str]:
    """The collective operations in the compiled program of `f`, sorted; [] where the devices need not talk.

    `args` lie on the devices as they will when `f` is called.
    """
    jitted = f if hasattr(f, "lower") else jax.jit(lambda *args: f(*args))
    return sorted(set(_COLLECTIVE.findall(jitted.lower(*args).compile().as_text() or "")))
