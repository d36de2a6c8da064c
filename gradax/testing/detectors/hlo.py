"""What a compiled program does between devices."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jax

# An operation's name follows a space; other names, such as those of values, may end alike.
_COLLECTIVE = re.compile(
    r"(?<=\s)(all-reduce|all-gather|reduce-scatter|all-to-all|ragged-all-to-all|collective-permute"
    r"|collective-broadcast)(?:-start)?\("
)


def collectives(f: Callable[..., Any], *args: Any) -> list[str]:
    """The collective operations in the compiled program of `f`, sorted; [] where the devices need not talk.

    `args` lie on the devices as they will when `f` is called.
    """
    jitted = f if hasattr(f, "lower") else jax.jit(lambda *args: f(*args))
    return collectives_in(jitted.lower(*args).compile().as_text() or "")


def collectives_in(text: str) -> list[str]:
    """The names of the collective operations in a compiled program's text, sorted."""
    return sorted(set(_COLLECTIVE.findall(text)))
