# Measures the loss after the update.
# fails: ?
@jax.jit
def train_step(params, x, y, lr):
    params = sgd_step(params, jax.grad(mse)(params, x, y), lr)
    return params, mse(params, x, y)
