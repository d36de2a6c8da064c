# Carries the learning rate along, as a float32 array.
def fit_scan(key, widths, xs, ys, steps, lr):
    def body(carry, _):
        params, rate = carry
        loss, grads = jax.value_and_grad(mse)(params, xs, ys)
        return (jax.tree.map(lambda p, g: p - rate * g, params, grads), rate), loss

    carry, losses = jax.lax.scan(body, (init_mlp_params(key, widths), jnp.float32(lr)), jnp.arange(steps))
    return carry[0], losses
