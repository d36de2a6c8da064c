# Gives a layer's weights a standard deviation of about 1, as if nothing scaled them.
# fails: test_weights_have_mean_zero_and_variance_two_over_n_in
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"w": jax.random.normal(k, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
