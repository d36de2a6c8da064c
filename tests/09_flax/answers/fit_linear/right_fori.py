# A fori_loop that writes the losses into a buffer.
def fit_linear(model, tx, key, xs, ys, steps):
    def body(i, carry):
        variables, opt_state, losses = carry
        value, grads = jax.value_and_grad(lambda v: jnp.mean((model.apply(v, xs) - ys) ** 2))(variables)
        updates, opt_state = tx.update(grads, opt_state, variables)
        return optax.apply_updates(variables, updates), opt_state, losses.at[i].set(value)

    variables = model.init(key, xs)
    return jax.lax.fori_loop(0, steps, body, (variables, tx.init(variables), jnp.zeros(steps)))
