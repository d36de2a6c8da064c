# Hands the first parameters to the optimiser in every step.
# fails: test_the_optimiser_gets_the_parameters
def fit_linear(model, tx, key, xs, ys, steps):
    begin = variables = model.init(key, xs)
    opt_state, losses = tx.init(variables), []

    @jax.jit
    def step(variables, opt_state):
        value, grads = jax.value_and_grad(lambda v: jnp.mean((model.apply(v, xs) - ys) ** 2))(variables)
        updates, opt_state = tx.update(grads, opt_state, begin)
        return optax.apply_updates(variables, updates), opt_state, value

    for i in range(steps):
        variables, opt_state, value = step(variables, opt_state)
        losses.append(value)
    return variables, opt_state, jnp.stack(losses)
