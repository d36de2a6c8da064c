# Returns the optimiser's state with a count of 0, as where each new state is dropped.
# fails: test_trains_as_the_optimiser_says, test_the_optimisers_state_counts_every_step
def fit_linear(model, tx, key, xs, ys, steps):
    variables = model.init(key, xs)
    opt_state, losses = tx.init(variables), []
    for _ in range(steps):
        value, grads = jax.value_and_grad(lambda v: jnp.mean((model.apply(v, xs) - ys) ** 2))(variables)
        updates, _ = tx.update(grads, opt_state, variables)
        variables = optax.apply_updates(variables, updates)
        losses.append(value)
    return variables, opt_state, jnp.stack(losses)
