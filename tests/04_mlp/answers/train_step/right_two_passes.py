# Computes loss and gradient one after the other.
@jax.jit
def train_step(params, x, y, lr):
    return sgd_step(params, jax.grad(mse)(params, x, y), lr), mse(params, x, y)
