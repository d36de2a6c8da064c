# Returns a list of pairs instead of a list of dictionaries.
# fails: ?
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        (jnp.sqrt(2 / n_in) * jax.random.normal(k, (n_in, n_out)), jnp.zeros(n_out))
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
