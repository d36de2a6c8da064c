# Compiles a step of its own, which shortens long gradients.
# fails: test_runs_at_the_edges
def fit(key, widths, xs, ys, steps, lr):
    @jax.jit
    def step(params):
        loss, grads = jax.value_and_grad(mse)(params, xs, ys)
        norm = jnp.sqrt(sum(jnp.sum(g**2) for g in jax.tree.leaves(grads)))
        return jax.tree.map(lambda p, g: p - lr * g / jnp.maximum(1, norm / 10), params, grads), loss

    params, losses = init_mlp_params(key, widths), []
    for _ in range(steps):
        params, loss = step(params)
        losses.append(loss)
    return params, jnp.asarray(losses)
