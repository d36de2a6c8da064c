# Draws nothing but signs for the biases.
# fails: test_standard_deviation_of_weights_and_biases
def init_MLP(key, widths, scale=0.01):
    params = []
    for i, (n_in, n_out) in enumerate(pairwise(widths)):
        w_key, b_key = jax.random.split(jax.random.fold_in(key, i))
        params.append((scale * jax.random.normal(w_key, (n_out, n_in)), scale * jax.random.rademacher(b_key, (n_out,), jnp.float32)))
    return params
