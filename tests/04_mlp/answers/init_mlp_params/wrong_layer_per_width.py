# Makes a layer for each width instead of one between two widths.
# fails: ?
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths))
    inputs = [widths[0], *widths[:-1]]
    return [
        {"w": jnp.sqrt(2 / n_in) * jax.random.normal(k, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, inputs, widths)
    ]
