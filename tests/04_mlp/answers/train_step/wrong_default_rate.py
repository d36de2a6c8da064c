# Takes a learning rate of its own where the one that comes in is 0.
# fails: test_any_learning_rate
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, jnp.where(lr == 0, 0.01, lr)), loss
