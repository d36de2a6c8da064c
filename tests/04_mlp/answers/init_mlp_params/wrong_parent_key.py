# Draws from, or splits, a random key that was used already.
# fails: test_no_key_is_used_twice
def init_mlp_params(key, widths):
    params = []
    for n_in, n_out in zip(widths[:-1], widths[1:]):
        params.append({"w": jnp.sqrt(2 / n_in) * jax.random.normal(key, (n_in, n_out)), "b": jnp.zeros(n_out)})
        key, _ = jax.random.split(key)
    return params
