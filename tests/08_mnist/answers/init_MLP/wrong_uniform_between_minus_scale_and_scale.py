# The standard deviation is `scale` over the root of 3, as that of uniform draws from -scale to scale.
# fails: test_standard_deviation_of_weights_and_biases
def init_MLP(key, widths, scale=0.01):
    params = []
    for layer_key, (n_in, n_out) in zip(jax.random.split(key, len(widths) - 1), pairwise(widths)):
        w_key, b_key = jax.random.split(layer_key)
        w = jax.random.uniform(w_key, (n_out, n_in), minval=-scale, maxval=scale)
        params.append((w, jax.random.uniform(b_key, (n_out,), minval=-scale, maxval=scale)))
    return params
