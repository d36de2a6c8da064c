# Returns the loss first.
# fails: ?
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return loss, sgd_step(params, grads, lr)
