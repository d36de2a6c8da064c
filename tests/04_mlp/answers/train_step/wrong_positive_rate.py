# Takes the size of the learning rate without its sign.
# fails: test_any_learning_rate
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, jnp.abs(lr)), loss
