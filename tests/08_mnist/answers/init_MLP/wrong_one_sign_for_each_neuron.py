# Draws a sign for each neuron, not for each weight.
# fails: test_standard_deviation_of_weights_and_biases
def init_MLP(key, widths, scale=0.01):
    params = []
    for i, (n_in, n_out) in enumerate(pairwise(widths)):
        w_key, b_key, sign_key = jax.random.split(jax.random.fold_in(key, i), 3)
        signs = jax.random.rademacher(sign_key, (n_out, 1), jnp.float32)
        w = signs * jnp.abs(jax.random.normal(w_key, (n_out, n_in)))
        params.append((scale * w, scale * jax.random.normal(b_key, (n_out,))))
    return params
