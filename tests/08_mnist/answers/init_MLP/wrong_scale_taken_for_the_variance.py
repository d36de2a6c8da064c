# The standard deviation of weights or biases is the root of `scale`, not `scale`.
# fails: test_standard_deviation_of_weights_and_biases
def init_MLP(key, widths, scale=0.01):
    params = []
    for layer_key, (n_in, n_out) in zip(jax.random.split(key, len(widths) - 1), pairwise(widths)):
        w_key, b_key = jax.random.split(layer_key)
        std = scale**0.5
        params.append((std * jax.random.normal(w_key, (n_out, n_in)), std * jax.random.normal(b_key, (n_out,))))
    return params
