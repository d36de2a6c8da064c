# Flattens targets of one column, and broadcasts them against the predictions.
# fails: test_begins_with_the_key_and_the_inputs
def fit_linear(model, tx, key, xs, ys, steps):
    targets = ys.squeeze()

    def loss(variables):
        return jnp.mean((model.apply(variables, xs) - targets) ** 2)

    def step(carry, _):
        variables, opt_state = carry
        value, grads = jax.value_and_grad(loss)(variables)
        updates, opt_state = tx.update(grads, opt_state, variables)
        return (optax.apply_updates(variables, updates), opt_state), value

    variables = model.init(key, xs)
    (variables, opt_state), losses = jax.lax.scan(step, (variables, tx.init(variables)), length=steps)
    return variables, opt_state, losses
