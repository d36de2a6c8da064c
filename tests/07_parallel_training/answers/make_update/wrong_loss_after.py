# Measures the loss after the step.
# fails: test_losses_are_the_mean_over_all_examples_before_the_step
def make_update(loss, lr):
    def update(params, x, y):
        grads = jax.lax.pmean(jax.grad(loss)(params, x, y), "devices")
        params = jax.tree.map(lambda p, g: p - lr * g, params, grads)
        return params, jax.lax.pmean(loss(params, x, y), "devices")

    return jax.pmap(update, axis_name="devices")
