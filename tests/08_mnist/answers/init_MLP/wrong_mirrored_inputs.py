# The second half of a layer's columns mirrors the first one.
# fails: test_neurons_and_biases_are_drawn_by_themselves
def init_MLP(key, widths, scale=0.01):
    params = []
    for i, (n_in, n_out) in enumerate(pairwise(widths)):
        w_key, b_key = jax.random.split(jax.random.fold_in(key, i))
        half = jax.random.normal(w_key, (n_out, (n_in + 1) // 2))
        w = jnp.concatenate([half, -half], axis=1)[:, :n_in]
        params.append((scale * w, scale * jax.random.normal(b_key, (n_out,))))
    return params
