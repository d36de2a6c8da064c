# Truncates the normal distribution at two standard deviations, and stretches it to have the right one.
# fails: test_standard_deviation_of_weights_and_biases
def init_MLP(key, widths, scale=0.01):
    def draw(key, shape):
        return scale / 0.87962566 * jax.random.truncated_normal(key, -2.0, 2.0, shape)

    keys = jax.random.split(key, (len(widths) - 1, 2))
    return [(draw(w, (n_out, n_in)), draw(b, (n_out,))) for (w, b), (n_in, n_out) in zip(keys, pairwise(widths))]
