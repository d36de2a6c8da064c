import time

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from gradax.testing.detectors.purity import retraces_equal

calls = []


def counts_its_calls(x):
    calls.append(1)
    return x + len(calls)


@pytest.mark.parametrize(
    "impure",
    [
        lambda x: x + np.random.rand(),
        lambda x: x + np.random.rand(3),
        lambda x: x * time.perf_counter(),
        jax.jit(lambda x: x + np.random.normal(size=3)),
        counts_its_calls,
        lambda x: jax.random.normal(jax.random.key(np.random.randint(2**31)), x.shape),
    ],
)
def test_what_differs_between_two_traces_is_impure(impure):
    assert not retraces_equal(impure, jnp.ones(3))


def prints(x):
    jax.debug.print("{}", x)
    return x


@pytest.mark.parametrize(
    "pure",
    [
        jnp.sin,
        jax.nn.relu,
        prints,
        lambda x: x + np.arange(3.0),
        lambda x: x + jax.random.normal(jax.random.key(0), x.shape),
        jax.jit(lambda x: 2 * x),
        jax.grad(lambda x: jnp.sum(jax.nn.selu(x))),
        lambda x: jax.pure_callback(np.sin, x, x),
    ],
)
def test_what_is_the_same_in_two_traces_passes(pure):
    assert retraces_equal(pure, jnp.ones(3))


def test_a_key_is_an_argument_like_another():
    assert retraces_equal(lambda key: jax.random.normal(key, (3,)), jax.random.key(0))


def test_nan_is_the_same_constant_twice():
    assert retraces_equal(lambda x: x + np.array([np.nan, 1, 2]), jnp.ones(3))
