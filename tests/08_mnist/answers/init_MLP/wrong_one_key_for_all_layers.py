# Uses a key twice: arrays of different layers begin with the same draws.
# fails: test_no_array_repeats_another, test_no_key_is_used_twice
def init_MLP(key, widths, scale=0.01):
    w_key, b_key = jax.random.split(key)
    return [
        (scale * jax.random.normal(w_key, (n_out, n_in)), scale * jax.random.normal(b_key, (n_out,)))
        for n_in, n_out in pairwise(widths)
    ]
