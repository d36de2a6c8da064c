# Makes steps of larger batches larger.
# fails: test_a_step_is_as_long_as_its_gradient
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    grads = jax.tree.map(lambda g: g * (x.shape[0] / 12), grads)
    return sgd_step(params, grads, lr), loss
