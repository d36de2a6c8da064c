# Gives the same weights or biases in a layer for two different keys.
# fails: test_the_key_decides
def init_MLP(key, widths, scale=0.01):
    key = jax.random.key(0)
    params = []
    for n_in, n_out in pairwise(widths):
        key, w_key, b_key = jax.random.split(key, 3)
        params.append((scale * jax.random.normal(w_key, (n_out, n_in)), scale * jax.random.normal(b_key, (n_out,))))
    return params
