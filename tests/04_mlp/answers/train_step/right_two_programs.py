# Compiles the gradient and the update, each for itself.
_loss_and_gradient, _update = jax.jit(jax.value_and_grad(mse)), jax.jit(sgd_step)


def train_step(params, x, y, lr):
    loss, grads = _loss_and_gradient(params, jnp.asarray(x), jnp.asarray(y))
    return _update(params, grads, jnp.asarray(lr, jnp.float32)), loss
