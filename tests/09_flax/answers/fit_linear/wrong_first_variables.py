# Returns the variables that it began with.
# fails: test_trains_as_the_optimiser_says, test_the_optimiser_gets_the_parameters
def fit_linear(model, tx, key, xs, ys, steps):
    begin = variables = model.init(key, xs)
    opt_state, losses = tx.init(variables), []
    for _ in range(steps):
        value, grads = jax.value_and_grad(lambda v: jnp.mean((model.apply(v, xs) - ys) ** 2))(variables)
        updates, opt_state = tx.update(grads, opt_state, variables)
        variables = optax.apply_updates(variables, updates)
        losses.append(value)
    return begin, opt_state, jnp.stack(losses)
