# Draws a thousand numbers for a layer, and repeats them.
# fails: test_units_are_drawn_independently
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {
            "w": jnp.sqrt(2 / n_in) * jnp.resize(jax.random.normal(layer_key, (1009,)), (n_in, n_out)),
            "b": jnp.zeros(n_out),
        }
        for layer_key, (n_in, n_out) in zip(keys, pairwise(widths), strict=True)
    ]
