# The biases are all the same number instead of being drawn.
# fails: test_standard_deviation_of_weights_and_biases
def init_MLP(key, widths, scale=0.01):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        (scale * jax.random.normal(k, (n_out, n_in)), jnp.zeros(n_out))
        for k, (n_in, n_out) in zip(keys, pairwise(widths))
    ]
