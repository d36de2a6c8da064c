# Has keys for eight layers only.
# fails: test_one_pair_for_each_layer
def init_MLP(key, widths, scale=0.01):
    keys = jax.random.split(key, 16)
    return [
        (scale * jax.random.normal(w_key, (n_out, n_in)), scale * jax.random.normal(b_key, (n_out,)))
        for w_key, b_key, (n_in, n_out) in zip(keys[:8], keys[8:], pairwise(widths))
    ]
