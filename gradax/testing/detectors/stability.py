"""Whether a function and its gradient stay finite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp


def finite(f: Callable[..., Any], *args: Any) -> dict[str, bool]:
    """Whether all that `f` returns, and the gradient of its sum by each argument, is finite.

    Returns ``{"value": …, "gradient": …}``. Of `log_softmax` with masked logits take the entries that are not masked.
    """
    gradients = jax.grad(lambda *args: _total(f(*args)), argnums=tuple(range(len(args))))(*args)
    return {"value": _all_finite(f(*args)), "gradient": _all_finite(gradients)}


def _total(tree: Any) -> Any:
    return sum(jnp.sum(leaf) for leaf in jax.tree.leaves(tree))


def _all_finite(tree: Any) -> bool:
    return all(bool(jnp.all(jnp.isfinite(leaf))) for leaf in jax.tree.leaves(tree))
