# Gives a layer's weights about the standard deviation sqrt(2 / n_out), where sqrt(2 / n_in) is asked for.
# fails: test_weights_have_mean_zero_and_variance_two_over_n_in
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"w": jnp.sqrt(2 / n_out) * jax.random.normal(k, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
