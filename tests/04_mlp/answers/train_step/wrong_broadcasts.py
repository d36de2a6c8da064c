# Writes the loss anew, flattens the predictions and broadcasts them against the targets.
# fails: test_the_loss_is_of_the_params_that_came_in, test_the_new_params_are_one_step_downhill
@jax.jit
def train_step(params, x, y, lr):
    def loss_of(params):
        return jnp.mean((forward(params, x)[:, :1] - y) ** 2)

    loss, grads = jax.value_and_grad(loss_of)(params)
    return sgd_step(params, grads, lr), loss
