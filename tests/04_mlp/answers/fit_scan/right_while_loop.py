# Counts the steps in a while_loop's state.
def fit_scan(key, widths, xs, ys, steps, lr):
    def go_on(state):
        return state[0] < steps

    def body(state):
        i, params, losses = state
        params, loss = train_step(params, xs, ys, lr)
        return i + 1, params, losses.at[i].set(loss)

    start = (0, init_mlp_params(key, widths), jnp.zeros((steps,), jnp.float32))
    return jax.lax.while_loop(go_on, body, start)[1:]
