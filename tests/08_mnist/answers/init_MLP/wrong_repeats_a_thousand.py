# Draws a thousand numbers, and repeats them.
# fails: test_neurons_and_biases_are_drawn_by_themselves
def init_MLP(key, widths, scale=0.01):
    params = []
    keys = jax.random.split(key, len(widths) - 1)
    for layer_key, (n_in, n_out) in zip(keys, pairwise(widths), strict=True):
        w_key, b_key = jax.random.split(layer_key)
        pool = jax.random.normal(w_key, (1009,))
        w = jnp.resize(pool, (n_out, n_in))
        params.append((scale * w, scale * jax.random.normal(b_key, (n_out,))))
    return params
