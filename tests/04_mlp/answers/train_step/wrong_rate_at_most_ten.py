# Takes a learning rate of at most 10.
# fails: test_a_step_is_as_long_as_its_gradient
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, jnp.minimum(lr, 10.0)), loss
