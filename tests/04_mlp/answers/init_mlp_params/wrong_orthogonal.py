# Makes the units of a layer orthogonal, or nearly so, which independent weights are not.
# fails: test_units_are_drawn_independently
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"w": jax.nn.initializers.orthogonal(2**0.5)(k, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
