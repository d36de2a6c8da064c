import jax
import jax.numpy as jnp
import pytest

from gradax.testing.detectors.leaks import leaks


def remembering():
    log = []

    def remembers(x):
        log.append(2 * x)
        return x

    return remembers


@pytest.mark.parametrize("wrap", [lambda f: f, jax.jit])
def test_a_tracer_in_a_list_is_a_leak(wrap):
    assert leaks(wrap(remembering()), jnp.ones(3))


def test_a_function_that_is_traced_already_is_caught_too():
    jitted = jax.jit(remembering())
    jitted(jnp.ones(3))
    assert leaks(jitted, jnp.ones(3))


def shapes_only():
    log = []
    return lambda x: (log.append(x.shape), 2 * x)[1]


@pytest.mark.parametrize("clean", [jnp.sin, shapes_only(), jax.grad(lambda x: jnp.sum(jax.nn.relu(x)))])
def test_what_keeps_no_tracer_passes(clean):
    assert not leaks(clean, jnp.ones(3))


def test_another_exception_is_the_students():
    with pytest.raises(jax.errors.TracerBoolConversionError):
        leaks(lambda x: 1 if x else 2, 1.0)
