# Makes two rows or columns of a weight matrix the same, or strongly correlated.
# fails: test_units_are_drawn_independently
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {
            "w": jnp.sqrt(2 / n_in) * jnp.repeat(jax.random.normal(k, (n_in, n_out // 2 + 1)), 2, axis=1)[:, :n_out],
            "b": jnp.zeros(n_out),
        }
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
