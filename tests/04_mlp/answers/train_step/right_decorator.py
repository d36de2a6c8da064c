# Says @jax.jit above, and differentiates a function of the parameters alone.
@jax.jit
def train_step(params, x, y, lr):
    def loss_of(params):
        return mse(params, x, y)

    loss, gradients = jax.value_and_grad(loss_of)(params)
    return jax.tree.map(lambda p, g: p - lr * g, params, gradients), loss
