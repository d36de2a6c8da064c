"""A function as one program that leaves the process it was written in: exported, measured, and run.

See https://docs.jax.dev/en/latest/export/export.html; the program is a StableHLO module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import jax
import jax.export
from jax.interpreters import mlir

# What a program may call beside its own operations: JAX's numerics and its marks for devices, no callbacks, since
# these reach into the process that runs them.
_CALLS = re.compile(
    r"lapack_\w+|(?:mhlo|chlo)\.\w+|\w*top_?k\w*|Sharding|SPMD\w+|annotate_device_placement", re.IGNORECASE
)
_NO_WORK = {"builtin.module", "func.func", "func.return", "stablehlo.return", "stablehlo.constant"}


def exported(f: Callable[..., Any], args: Any) -> bytes | None:
    """The program of `f` for arguments of these shapes and dtypes; None where it has effects or calls back.

    Raises:
        Exception: what `f` raises when it is traced.
    """
    program = _traced(f, args)
    try:
        return bytes(jax.export.export(program)(*args).serialize())
    except (ValueError, NotImplementedError, TypeError):
        return None  # that it can be traced is known; what is left is what export refuses


def _traced(f: Callable[..., Any], args: Any) -> Any:
    program = jax.jit(lambda *args: f(*args))
    program.trace(*args)
    return program


def size(program: bytes) -> int:
    """How many operations a program has, those in its loops and inner functions included, each once."""
    return sum(operation.name not in _NO_WORK for operation in _operations(program))


def loops(program: bytes) -> int:
    """How many loops a program has."""
    return sum(operation.name == "stablehlo.while" for operation in _operations(program))


def foreign_calls(program: bytes) -> list[str]:
    """What it calls of the process that would run it, beside JAX's numerics; such a program is not run."""
    targets = {
        str(operation.attributes["call_target_name"]).strip('"')
        for operation in _operations(program)
        if operation.name == "stablehlo.custom_call"
    }
    return sorted(target for target in targets if not _CALLS.fullmatch(target))


def run(program: bytes, args: Any) -> Any:
    """What a program gives for these arguments."""
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
