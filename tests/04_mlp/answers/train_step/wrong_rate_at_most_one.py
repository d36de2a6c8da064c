# Takes a learning rate of at most 1.
# fails: test_any_learning_rate
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, jnp.minimum(lr, 1.0)), loss
