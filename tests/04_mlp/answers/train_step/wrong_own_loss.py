# Writes the loss anew, and lets flat targets broadcast.
# fails: test_flat_targets_are_not_broadcast
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(lambda params: jnp.mean((forward(params, x) - y) ** 2))(params)
    return sgd_step(params, grads, lr), loss
