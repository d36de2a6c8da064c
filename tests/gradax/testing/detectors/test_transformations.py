import jax
import jax.numpy as jnp
import numpy as np
import pytest

from gradax.testing.detectors.transformations import agree, gradients_agree


def tracing(x):
    return isinstance(x, jax.core.Tracer)


def test_a_function_of_arrays_agrees():
    assert agree(lambda p, x: {"y": p["w"] @ x, "z": (x,)}, {"w": jnp.ones((2, 3))}, jnp.ones(3)) == {
        "jit": True,
        "vmap": True,
    }


def test_keys_are_arguments_too():
    assert agree(lambda key, x: x + jax.random.normal(key, (3,)), jax.random.key(1), jnp.ones(3))["jit"]


def test_a_function_that_does_otherwise_when_it_is_traced_is_caught():
    assert agree(lambda x: x + 1 if tracing(x) else x, jnp.ones(3)) == {"jit": False, "vmap": False}


def test_another_structure_or_shape_under_a_transformation_is_caught():
    assert not agree(lambda x: [x] if tracing(x) else (x,), jnp.ones(3))["jit"]
    assert not agree(lambda x: x[None] if tracing(x) else x, jnp.ones(3))["jit"]


@pytest.mark.parametrize(
    ("f", "error"),
    [
        (lambda x: x if x > 0 else -x, jax.errors.TracerBoolConversionError),
        (lambda x: jnp.asarray(np.sin(x)), jax.errors.TracerArrayConversionError),
        (lambda x: sum(range(x)), jax.errors.TracerIntegerConversionError),
    ],
)
def test_what_a_transformation_raises_is_raised(f, error):
    with pytest.raises(error):
        agree(f, jnp.asarray(2))


def test_a_right_gradient_agrees_also_for_many_entries():
    assert gradients_agree(lambda x: jnp.sum(jnp.sin(x)), np.linspace(0.1, 2, 100, dtype=np.float32))
    assert gradients_agree(lambda p: jnp.sum(p["w"] ** 2 * p["b"]), {"w": jnp.ones((2, 3)), "b": jnp.ones(3)})


@pytest.mark.parametrize("factor", [1.01, 1.001, -1.0])
def test_a_gradient_that_is_off_by_a_thousandth_is_caught(factor):
    @jax.custom_vjp
    def off(x):
        return jnp.sum(jnp.sin(x))

    off.defvjp(lambda x: (off(x), x), lambda x, g: (factor * g * jnp.cos(x),))
    assert not gradients_agree(off, np.linspace(0.1, 1, 20))


def test_the_wider_type_ends_with_the_check():
    gradients_agree(jnp.sum, jnp.ones(3))
    assert jnp.ones(3).dtype == jnp.float32
