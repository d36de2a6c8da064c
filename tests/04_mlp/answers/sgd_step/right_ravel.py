# Works on one long vector.
from jax.flatten_util import ravel_pytree


def sgd_step(params, grads, lr):
    vector, rebuild = ravel_pytree(params)
    return rebuild(vector - lr * ravel_pytree(grads)[0])
