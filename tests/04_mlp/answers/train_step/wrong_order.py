# Returns the loss first.
# fails: test_returns_new_params_and_a_scalar_loss, test_the_loss_is_of_the_params_that_came_in, test_the_new_params_are_one_step_downhill
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return loss, sgd_step(params, grads, lr)
