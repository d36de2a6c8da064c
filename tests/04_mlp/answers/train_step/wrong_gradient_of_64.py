# Takes the gradient of the first 64 examples only.
# fails: test_a_step_is_as_long_as_its_gradient
def train_step(params, x, y, lr):
    loss = mse(params, x, y)
    grads = jax.grad(mse)(params, x[:64], y[:64])
    return sgd_step(params, grads, lr), loss


train_step = jax.jit(train_step)
