# Changes or deletes what the caller handed in.
# fails: test_the_params_that_came_in_stay_usable
@jax.jit
def _step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, lr), loss


def train_step(params, x, y, lr):
    new, loss = _step(params, x, y, lr)
    for old, layer in zip(params, new):
        old.update(layer)
    return new, loss
