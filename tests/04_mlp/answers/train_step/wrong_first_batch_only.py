# Compiles for the shapes of the first call, and takes no others.
# fails: test_a_step_is_as_long_as_its_gradient
_compiled = []


def _step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, lr), loss


def train_step(params, x, y, lr):
    args = params, x, y, jnp.float32(lr)
    if not _compiled:
        _compiled.append(jax.jit(_step).lower(*args).compile())
    return _compiled[0](*args)
