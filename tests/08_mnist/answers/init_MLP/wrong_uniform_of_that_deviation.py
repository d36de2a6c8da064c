# Draws the weights and biases from a uniform distribution with the right standard deviation.
# fails: test_standard_deviation_of_weights_and_biases
def init_MLP(key, widths, scale=0.01):
    params, far = [], scale * 3**0.5
    for i, (n_in, n_out) in enumerate(pairwise(widths)):
        w_key, b_key = jax.random.split(jax.random.fold_in(key, i))
        w = jax.random.uniform(w_key, (n_out, n_in), minval=-far, maxval=far)
        params.append((w, jax.random.uniform(b_key, (n_out,), minval=-far, maxval=far)))
    return params
