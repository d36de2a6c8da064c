# Compiles a step of its own, once, before the loop.
def fit(key, widths, xs, ys, steps, lr):
    @jax.jit
    def step(params):
        loss, grads = jax.value_and_grad(mse)(params, xs, ys)
        return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss

    params, losses = init_mlp_params(key, widths), []
    for _ in range(steps):
        params, loss = step(params)
        losses.append(loss)
    return params, jnp.asarray(losses)
