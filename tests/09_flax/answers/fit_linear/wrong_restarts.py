# Starts the optimiser anew every twenty steps.
# fails: test_the_optimisers_state_counts_every_step
def fit_linear(model, tx, key, xs, ys, steps):
    variables = model.init(key, xs)
    opt_state, losses = tx.init(variables), []

    @jax.jit
    def step(variables, opt_state):
        value, grads = jax.value_and_grad(lambda v: jnp.mean((model.apply(v, xs) - ys) ** 2))(variables)
        updates, opt_state = tx.update(grads, opt_state, variables)
        return optax.apply_updates(variables, updates), opt_state, value

    for i in range(steps):
        if i and i % 20 == 0:
            opt_state = tx.init(variables)
        variables, opt_state, value = step(variables, opt_state)
        losses.append(value)
    return variables, opt_state, jnp.stack(losses)
