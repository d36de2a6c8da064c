# Goes uphill, as where updates are subtracted.
# fails: test_trains_as_the_optimiser_says, test_losses_are_measured_before_each_step, test_the_optimiser_gets_the_parameters
def fit_linear(model, tx, key, xs, ys, steps):
    variables = model.init(key, xs)
    opt_state, losses = tx.init(variables), []
    for _ in range(steps):
        value, grads = jax.value_and_grad(lambda v: jnp.mean((model.apply(v, xs) - ys) ** 2))(variables)
        updates, opt_state = tx.update(grads, opt_state, variables)
        variables = jax.tree.map(lambda p, u: p - u, variables, updates)
        losses.append(value)
    return variables, opt_state, jnp.stack(losses)
