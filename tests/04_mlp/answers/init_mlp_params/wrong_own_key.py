# Gives a layer the same weights for two different keys.
# fails: test_the_key_decides_everything
def init_mlp_params(key, widths):
    keys = jax.random.split(jax.random.key(42), len(widths) - 1)
    return [
        {"w": jnp.sqrt(2 / n_in) * jax.random.normal(k, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
