"""Whether traced values outlive their trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax


def leaks(f: Callable[..., Any], *args: Any) -> bool:
    """Whether `f`, when it is jitted, leaves a tracer behind in a global, a list or an attribute."""
    jax.clear_caches()  # a function that is traced already passes
    try:
        with jax.checking_leaks():
            jax.jit(lambda *args: f(*args))(*args)
    except Exception as error:  # JAX raises no class of its own here
        if type(error) is Exception and str(error).startswith("Leaked"):
            return True
        raise
    return False
