# Makes each step smaller than the one before, by a counter outside.
# fails: test_the_same_call_gives_the_same
_calls = [0]


@jax.jit
def _step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, lr), loss


def train_step(params, x, y, lr):
    _calls[0] += 1
    return _step(params, x, y, lr / _calls[0])
