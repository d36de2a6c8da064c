# Measures the loss after the update.
# fails: test_the_loss_is_of_the_params_that_came_in
@jax.jit
def train_step(params, x, y, lr):
    params = sgd_step(params, jax.grad(mse)(params, x, y), lr)
    return params, mse(params, x, y)
