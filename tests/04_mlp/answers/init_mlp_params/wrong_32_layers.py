# Has keys for 32 layers only.
# fails: test_any_widths
def init_mlp_params(key, widths):
    keys = jax.random.split(key, 32)
    return [
        {"w": jnp.sqrt(2 / n_in) * jax.random.normal(layer_key, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for layer_key, (n_in, n_out) in zip(keys, pairwise(widths))
    ]
