# Forgets to compile.
# fails: test_is_compiled
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, lr), loss
