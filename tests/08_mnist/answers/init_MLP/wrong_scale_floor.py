# Takes a scale of at least 0.001.
# fails: test_standard_deviation_of_weights_and_biases
def init_MLP(key, widths, scale=0.01):
    params = []
    keys = jax.random.split(key, len(widths) - 1)
    scale = max(scale, 1e-3)
    for layer_key, (n_in, n_out) in zip(keys, pairwise(widths), strict=True):
        w_key, b_key = jax.random.split(layer_key)
        params.append((scale * jax.random.normal(w_key, (n_out, n_in)), scale * jax.random.normal(b_key, (n_out,))))
    return params
