# Lets Flax's TrainState do the bookkeeping.
def fit_linear(model, tx, key, xs, ys, steps):
    params = model.init(key, xs)["params"]
    state = train_state.TrainState.create(apply_fn=model.apply, params=params, tx=tx)

    @jax.jit
    def step(state):
        value, grads = jax.value_and_grad(lambda p: jnp.mean((state.apply_fn({"params": p}, xs) - ys) ** 2))(
            state.params
        )
        return state.apply_gradients(grads=grads), value

    losses = []
    for _ in range(steps):
        state, value = step(state)
        losses.append(value)
    return {"params": state.params}, state.opt_state, jnp.stack(losses)
