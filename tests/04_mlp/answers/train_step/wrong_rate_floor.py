# Takes a learning rate of at least 1e-5, up or down.
# fails: test_a_step_is_as_long_as_its_gradient
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, jnp.where(jnp.abs(lr) < 1e-5, 1e-5, lr)), loss
