# Cuts large gradients off.
# fails: test_a_step_is_as_long_as_its_gradient
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    grads = jax.tree.map(lambda g: jnp.clip(g, -100, 100), grads)
    return sgd_step(params, grads, lr), loss
