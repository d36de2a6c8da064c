# Starts with biases that are not 0.
# fails: test_biases_start_at_zero
def init_mlp_params(key, widths):
    keys = jax.random.split(key, 2 * (len(widths) - 1))
    return [
        {
            "w": jnp.sqrt(2 / n_in) * jax.random.normal(keys[2 * i], (n_in, n_out)),
            "b": 0.1 * jax.random.normal(keys[2 * i + 1], (n_out,)),
        }
        for i, (n_in, n_out) in enumerate(zip(widths[:-1], widths[1:]))
    ]
