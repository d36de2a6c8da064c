import jax
import jax.numpy as jnp
import pytest

from gradax.testing.detectors.stability import finite

EXTREME = [jnp.array([1e3, -1e3, 0.0]), jnp.array([1e4, -1e4, 0.0]), jnp.array([-1e4, 1e4, 1e4])]


@pytest.mark.parametrize("logits", EXTREME)
def test_a_stable_log_softmax_passes(logits):
    assert finite(lambda x: x - jax.nn.logsumexp(x), logits) == {"value": True, "gradient": True}


@pytest.mark.parametrize("logits", EXTREME)
def test_the_logarithm_of_a_softmax_is_caught(logits):
    assert finite(lambda x: jnp.log(jnp.exp(x) / jnp.sum(jnp.exp(x))), logits) == {"value": False, "gradient": False}


def test_a_gradient_can_be_nan_where_the_value_is_not():
    both_branches = lambda x: jnp.where(x > 0, x, jnp.expm1(x))  # noqa: E731
    assert finite(both_branches, jnp.array(1e3)) == {"value": True, "gradient": False}


def test_trees_and_several_arguments():
    found = finite(lambda p, x: {"y": jnp.sqrt(p["w"]) * x}, {"w": jnp.array(0.0)}, jnp.array(1.0))
    assert found == {"value": True, "gradient": False}
