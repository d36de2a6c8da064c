# Gives two neurons of a layer the same weights, up to a factor.
# fails: test_neurons_and_biases_are_drawn_by_themselves
def init_MLP(key, widths, scale=0.01):
    params = []
    for layer_key, (n_in, n_out) in zip(jax.random.split(key, len(widths) - 1), pairwise(widths)):
        w_key, b_key = jax.random.split(layer_key)
        half = scale * jax.random.normal(w_key, ((n_out + 1) // 2, n_in))
        params.append((jnp.tile(half, (2, 1))[:n_out], scale * jax.random.normal(b_key, (n_out,))))
    return params
