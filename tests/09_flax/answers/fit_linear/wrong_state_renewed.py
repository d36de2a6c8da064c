# Returns the optimiser's state with a count of 1, as where it is made anew in every step.
# fails: test_trains_as_the_optimiser_says, test_the_optimisers_state_counts_every_step
def fit_linear(model, tx, key, xs, ys, steps):
    variables, losses = model.init(key, xs), []
    for _ in range(steps):
        value, grads = jax.value_and_grad(lambda v: jnp.mean((model.apply(v, xs) - ys) ** 2))(variables)
        updates, opt_state = tx.update(grads, tx.init(variables), variables)
        variables = optax.apply_updates(variables, updates)
        losses.append(value)
    return variables, opt_state, jnp.stack(losses)
