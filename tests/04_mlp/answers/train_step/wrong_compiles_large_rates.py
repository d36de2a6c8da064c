# Compiles again for each large learning rate.
# fails: test_a_new_learning_rate_does_not_compile_again
def _step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, lr), loss


_traced, _static = jax.jit(_step), jax.jit(_step, static_argnums=3)


def train_step(params, x, y, lr):
    return (_traced if lr < 0.5 else _static)(params, x, y, lr)
