"""A function as one program that leaves the process it was written in: exported, measured, and run.

See https://docs.jax.dev/en/latest/export/export.html; the program is a StableHLO module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import jax
import jax.export
from jax._src import callback, debugging
from jax.interpreters import mlir

# What a program may call besides its own operations: JAX's numerics and its marks for devices, no callbacks, since
# these reach into the process that runs them.
_CALLS = re.compile(
    r"lapack_\w+|(?:mhlo|chlo)\.\w+|\w*top_?k\w*|Sharding|SPMD\w+|annotate_device_placement", re.IGNORECASE
)
_NO_WORK = {"builtin.module", "func.func", "func.return", "stablehlo.return", "stablehlo.constant"}
_REPORTS: list[Any] = [
    debugging.debug_print_p,
    debugging.debug_callback_p,
    debugging.inspect_sharding_p,
    callback.io_callback_p,  # where nothing comes back
]
_UNFIT = (ValueError, NotImplementedError, TypeError)


def exported(f: Callable[..., Any], args: Any) -> bytes | None:
    """The program of `f` for arguments of these shapes and dtypes; None where Python has to take part in it.

    What only reports (``jax.debug.print``, a callback that returns nothing) is left out. Tests ask for a program by
    `Student.export`.

    Args:
        f: the function.
        args: a sequence of arrays, or trees of them.

    Raises:
        Exception: what `f` raises when it is traced.

    Examples:
        Passes:

        >>> type(exported(lambda x: 2 * x, [jnp.ones(3)]))
        <class 'bytes'>

        Fails:

        >>> type(exported(lambda x: jax.pure_callback(np.sin, x, x), [jnp.ones(3)]))
        <class 'NoneType'>
    """
    program = jax.jit(lambda *args: f(*args))
    program.trace(*args)  # what this raises is the function's own; what is left is what export refuses
    try:
        return _serialised(program, args)
    except _UNFIT:
        pass
    with _in_silence():
        try:
            return _serialised(jax.jit(lambda *args: f(*args)), args)
        except _UNFIT:
            return None


def _serialised(program: Any, args: Any) -> bytes:
    return bytes(jax.export.export(program)(*args).serialize())


@contextmanager
def _in_silence() -> Iterator[None]:
    """Let callbacks that return nothing do nothing where functions are traced."""

    def quiet(bind: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args, **params: bind(*args, **params) if params.get("result_avals") else []

    jax.clear_caches()  # of inner functions, which were traced with their callbacks
    for primitive in _REPORTS:
        primitive.bind = quiet(primitive.bind)
    try:
        yield
    finally:
        for primitive in _REPORTS:
            del primitive.bind
        jax.clear_caches()


def size(program: bytes) -> int:
    """How many operations a program has, those in its loops and inner functions included, each once.

    Args:
        program: what `exported` gave.

    Examples:
        Passes:

        >>> double = lambda xs: 2 * xs
        >>> size(exported(double, [jnp.ones(64)])) == size(exported(double, [jnp.ones(4)]))
        True

        Fails:

        >>> double = lambda xs: jnp.stack([2 * x for x in xs])
        >>> size(exported(double, [jnp.ones(64)])) == size(exported(double, [jnp.ones(4)]))
        False
    """
    return sum(operation.name not in _NO_WORK for operation in _operations(program))


def loops(program: bytes) -> int:
    """How many loops a program has.

    Args:
        program: what `exported` gave.

    Examples:
        Passes:

        >>> loops(exported(lambda x: jax.lax.fori_loop(0, 9, lambda i, y: y + x, x), [jnp.ones(3)]))
        1

        Fails:

        >>> loops(exported(lambda x: sum([x] * 9), [jnp.ones(3)]))
        0
    """
    return sum(operation.name == "stablehlo.while" for operation in _operations(program))


def foreign_calls(program: bytes) -> list[str]:
    """What it calls of the process that would run it, besides JAX's numerics; such a program is not run.

    Args:
        program: what `exported` gave, or bytes that claim to be one.

    Raises:
        Exception: where they are not a program.

    Examples:
        Passes:

        >>> foreign_calls(exported(jnp.linalg.cholesky, [jnp.eye(2)]))
        []

        Fails:

        >>> call = jax.jit(jax.ffi.ffi_call("their_code", jax.ShapeDtypeStruct((), jnp.float32)))
        >>> unchecked = [jax.export.DisabledSafetyCheck.custom_call("their_code")]
        >>> foreign_calls(jax.export.export(call, disabled_checks=unchecked)().serialize())
        ['their_code']
    """
    targets = {
        str(operation.attributes["call_target_name"]).strip('"')
        for operation in _operations(program)
        if operation.name == "stablehlo.custom_call"
    }
    return sorted(target for target in targets if not _CALLS.fullmatch(target))


def run(program: bytes, args: Any) -> Any:
    """What a program gives for these arguments.

    Args:
        program: what `exported` gave.
        args: arguments of the shapes and dtypes that it was made for.

    Raises:
        ValueError: for arguments of other shapes or dtypes.

    Examples:
        Passes:

        >>> run(exported(lambda x: 2 * x, [jnp.zeros(2)]), [jnp.array([1.0, 2.0])])
        Array([2., 4.], dtype=float32)

        Fails:

        >>> run(exported(lambda x: 2 * x, [jnp.zeros(2)]), [jnp.ones(3)])
        Traceback (most recent call last):
        ValueError: ...
    """
    return jax.export.deserialize(bytearray(program)).call(*args)


def _operations(program: bytes) -> Iterator[Any]:
    text = jax.export.deserialize(bytearray(program)).mlir_module()
    with mlir.make_ir_context():
        yield from _within(mlir.ir.Module.parse(text).operation)


def _within(operation: Any) -> Iterator[Any]:
    yield operation
    for region in operation.regions:
        for block in region:
            for inner in block:
                yield from _within(inner.operation)
