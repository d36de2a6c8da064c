"""Programs that leave the process they were written in."""

import jax
import jax.experimental
import jax.numpy as jnp
import numpy as np
import pytest

from gradax.testing.detectors import programs

X = (jnp.zeros((4, 3)),)


def program_of(f, args=X):
    """The program of what can be exported."""
    program = programs.exported(f, args)
    assert program is not None
    return program


def printed(x):
    jax.debug.print("{}", x.sum())
    return x


def test_a_program_gives_what_its_function_gives():
    program = program_of(lambda x: {"sums": x.sum(0), "both": (x, x.T)})
    x = np.arange(12, dtype=np.float32).reshape(4, 3)
    got = programs.run(program, (x,))
    assert np.array_equal(got["sums"], x.sum(0))
    assert np.array_equal(got["both"][1], x.T)


def test_a_key_may_be_an_argument():
    program = program_of(jax.random.normal, (jax.random.key(0),))
    assert programs.run(program, (jax.random.key(3),)) == jax.random.normal(jax.random.key(3))


def test_a_python_loop_makes_a_program_larger():
    def looped(x):
        return jnp.stack([jnp.sin(row).sum() for row in x])

    few, many = (programs.size(program_of(looped, (jnp.zeros((n, 3)),))) for n in (4, 8))
    assert few < many


def test_the_body_of_a_loop_counts_once():
    def scanned(x):
        return jax.lax.scan(lambda carry, row: (carry + jnp.cos(row), carry.sum()), x[0], x)

    few, many = (program_of(scanned, (jnp.zeros((n, 3)),)) for n in (4, 40))
    assert programs.size(few) == programs.size(many)
    assert programs.loops(few) == 1


def test_a_vectorised_program_has_no_loop():
    assert programs.loops(program_of(jax.vmap(jnp.sum))) == 0


def test_what_prints_is_left_out():
    assert programs.size(program_of(printed)) == programs.size(program_of(lambda x: x))


@pytest.mark.parametrize("call", [jax.pure_callback, jax.experimental.io_callback])
def test_what_gets_values_from_python_is_not_exported(call):
    assert programs.exported(lambda x: call(np.sin, x, x), X) is None


def test_what_cannot_be_traced_raises_as_ever():
    with pytest.raises(jax.errors.TracerBoolConversionError):
        programs.exported(lambda x: x if x.sum() > 0 else -x, X)


@pytest.mark.parametrize(
    "f", [jnp.linalg.inv, lambda x: (*jnp.linalg.svd(x),), lambda x: jax.lax.top_k(x, 2), jax.scipy.special.erf]
)
def test_jax_s_own_numerics_are_no_foreign_calls(f):
    program = program_of(f, (jnp.eye(3),))
    assert programs.foreign_calls(program) == []


def test_calls_into_the_process_that_runs_it_are_seen():
    unsafe = jax.export.DisabledSafetyCheck.custom_call("somebody")
    f = jax.jit(jax.ffi.ffi_call("somebody", jax.ShapeDtypeStruct((4, 3), np.float32)))
    program = bytes(jax.export.export(f, disabled_checks=[unsafe])(*X).serialize())
    assert programs.foreign_calls(program) == ["somebody"]
