# Trains the parameters inside the collection.
def fit_linear(model, tx, key, xs, ys, steps):
    params = model.init(key, xs)["params"]
    opt_state, losses = tx.init(params), []

    @jax.jit
    def step(params, opt_state):
        def loss(params):
            return jnp.square(model.apply({"params": params}, xs) - ys).mean()
        value, grads = jax.value_and_grad(loss)(params)
        updates, opt_state = tx.update(grads, opt_state, params)
        return optax.apply_updates(params, updates), opt_state, value

    for _ in range(steps):
        params, opt_state, value = step(params, opt_state)
        losses.append(value.item())
    return {"params": params}, opt_state, losses
