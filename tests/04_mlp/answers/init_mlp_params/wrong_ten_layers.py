# Has keys for ten layers only.
# fails: test_any_widths
def init_mlp_params(key, widths):
    keys = jax.random.split(key, 10)
    return [
        {"w": jnp.sqrt(2 / n_in) * jax.random.normal(k, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
