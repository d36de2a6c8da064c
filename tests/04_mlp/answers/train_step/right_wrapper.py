# Hides the compiled function behind an ordinary one.
@jax.jit
def _step(params, batch, lr):
    loss, gradients = jax.value_and_grad(mse)(params, *batch)
    return sgd_step(params, gradients, lr), loss


def train_step(params, x, y, lr):
    return _step(params, (x, y), lr)
