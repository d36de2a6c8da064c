# Runs its Python again in a later call, and compiles again for another learning rate.
# fails: test_is_compiled, test_a_new_learning_rate_does_not_compile_again
def train_step(params, x, y, lr):
    @jax.jit
    def step(params):
        loss, grads = jax.value_and_grad(mse)(params, x, y)
        return sgd_step(params, grads, lr), loss

    return step(params)
