# Starts with biases that are not 0.
# fails: test_biases_start_at_zero
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"w": jnp.sqrt(2 / n_in) * jax.random.normal(k, (n_in, n_out)), "b": jnp.full(n_out, 0.01)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
