# Differentiates a loss that returns itself twice, and compiles with keywords.
from functools import partial


def _twice(params, batch):
    loss = mse(params, *batch)
    return loss, loss


@partial(jax.jit, inline=True)
def train_step(params, x, y, lr):
    grads, loss = jax.grad(_twice, has_aux=True)(params, (x, y))
    return jax.tree.map(jnp.subtract, params, jax.tree.map(lambda g: lr * g, grads)), loss
