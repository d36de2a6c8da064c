# Compiles the gradient alone; the update runs operation by operation.
# fails: test_is_compiled
from functools import partial

_loss_and_gradient = jax.jit(jax.value_and_grad(mse))


def train_step(params, x, y, lr):
    loss, grads = _loss_and_gradient(params, x, y)
    return jax.tree.map(jnp.subtract, params, jax.tree.map(partial(jnp.multiply, lr), grads)), loss
