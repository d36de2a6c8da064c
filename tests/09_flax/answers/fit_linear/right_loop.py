# A Python loop around a jitted step, losses as floats.
def fit_linear(model, tx, key, xs, ys, steps):
    variables = model.init(key, xs)
    opt_state = tx.init(variables)

    @jax.jit
    def step(variables, opt_state):
        def loss(v):
            return jnp.square(model.apply(v, xs) - ys).mean()

        value, grads = jax.value_and_grad(loss)(variables)
        updates, opt_state = tx.update(grads, opt_state, variables)
        return optax.apply_updates(variables, updates), opt_state, value

    losses = []
    for _ in range(steps):
        variables, opt_state, value = step(variables, opt_state)
        losses.append(float(value))
    return variables, opt_state, losses
