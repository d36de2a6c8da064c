"""What a function is to JAX: the equations of its jaxpr, those of inner ones included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import jax
from jax.extend.core import ClosedJaxpr, Jaxpr, JaxprEqn


def count_equations(f: Callable[..., Any], *args: Any) -> int:
    """How many equations `f` has for these arguments.

    Equal for batches of 4, 8 and 64 where `f` is vectorised; growing where Python loops over the batch. It proves that
    no Python loop unrolled, if the process can be believed; `Student.export` needs no belief.

    Args:
        f: a function that can be traced.
        args: arrays, or trees of them.

    Raises:
        Exception: what `f` raises when it is traced.

    Examples:
        Passes:

        >>> double = jax.vmap(lambda x: 2 * x)
        >>> count_equations(double, jnp.ones(4)) == count_equations(double, jnp.ones(64))
        True

        Fails:

        >>> double = lambda xs: jnp.stack([2 * x for x in xs])
        >>> count_equations(double, jnp.ones(4)) == count_equations(double, jnp.ones(64))
        False
    """
    return sum(1 for _ in _equations(jax.make_jaxpr(_fresh(f))(*args).jaxpr))


def primitives(f: Callable[..., Any], *args: Any) -> dict[str, int]:
    """How often `f` uses each primitive. A diagnosis for a message; never the sole verdict.

    Args:
        f: a function that can be traced.
        args: arrays, or trees of them.

    Raises:
        Exception: what `f` raises when it is traced.

    Examples:
        Passes:

        >>> "scan" in primitives(lambda x: jax.lax.scan(lambda c, _: (2 * c, None), x, length=9)[0], 1.0)
        True

        Fails:

        >>> def unrolled(x):
        ...     for _ in range(9):
        ...         x = 2 * x
        ...     return x
        >>> primitives(unrolled, 1.0)
        {'mul': 9}
    """
    return dict(Counter(equation.primitive.name for equation in _equations(jax.make_jaxpr(_fresh(f))(*args).jaxpr)))


def _fresh(f: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args: f(*args)  # a new object each time, or JAX answers from its cache


def _equations(jaxpr: Any) -> Iterator[JaxprEqn]:
    for equation in jaxpr.eqns:
        yield equation
        for inner in _inner(list(equation.params.values())):
            yield from _equations(inner.jaxpr if isinstance(inner, ClosedJaxpr) else inner)


def _inner(values: Any) -> Iterator[Any]:
    for value in values:
        if isinstance(value, ClosedJaxpr | Jaxpr):
            yield value
        elif isinstance(value, tuple | list):
            yield from _inner(value)
