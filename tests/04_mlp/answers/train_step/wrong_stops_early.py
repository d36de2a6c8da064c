# Stands still where the loss is tiny.
# fails: test_a_step_is_as_long_as_its_gradient
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, jnp.where(loss < 1e-8, 0, lr)), loss
