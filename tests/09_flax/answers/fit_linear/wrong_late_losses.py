# Measures the loss after each step.
# fails: test_losses_are_measured_before_each_step, test_the_optimiser_gets_the_parameters
def fit_linear(model, tx, key, xs, ys, steps):
    def loss(v):
        return jnp.mean((model.apply(v, xs) - ys) ** 2)

    variables = model.init(key, xs)
    opt_state, losses = tx.init(variables), []
    for _ in range(steps):
        updates, opt_state = tx.update(jax.grad(loss)(variables), opt_state, variables)
        variables = optax.apply_updates(variables, updates)
        losses.append(loss(variables))
    return variables, opt_state, jnp.stack(losses)
