# Adds up the squared errors of the outputs, and averages over the rows only.
# fails: test_losses_are_measured_before_each_step, test_the_optimiser_gets_the_parameters
def fit_linear(model, tx, key, xs, ys, steps):
    variables = model.init(key, xs)
    opt_state, losses = tx.init(variables), []
    for _ in range(steps):
        value, grads = jax.value_and_grad(lambda v: jnp.mean(jnp.sum((model.apply(v, xs) - ys) ** 2, axis=-1)))(variables)
        updates, opt_state = tx.update(grads, opt_state, variables)
        variables = optax.apply_updates(variables, updates)
        losses.append(value)
    return variables, opt_state, jnp.stack(losses)
