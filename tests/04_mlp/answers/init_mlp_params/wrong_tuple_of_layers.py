# Returns a tuple of layers.
# fails: test_one_layer_for_each_pair_of_widths
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return tuple(
        {"w": jnp.sqrt(2 / n_in) * jax.random.normal(k, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    )
