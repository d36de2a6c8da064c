import jax
import jax.numpy as jnp
import numpy as np
import pytest

from gradax.testing.detectors.transformations import agree


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
