# Moves the first and the last layer only.
# fails: test_the_new_params_are_one_step_downhill
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    new = sgd_step(params, grads, lr)
    return [new[0], *params[1:-1], new[-1]][-len(params) :], loss
