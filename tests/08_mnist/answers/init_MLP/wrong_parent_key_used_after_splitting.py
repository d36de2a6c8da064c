# Uses a key that was drawn from, or split, before.
# fails: test_no_key_is_used_twice
def init_MLP(key, widths, scale=0.01):
    keys = jax.random.split(key, 2 * len(widths))
    params = []
    for i, (n_in, n_out) in enumerate(pairwise(widths)):
        b_key = key if i == 0 else keys[2 * i + 1]
        params.append(
            (scale * jax.random.normal(keys[2 * i], (n_out, n_in)), scale * jax.random.normal(b_key, (n_out,)))
        )
    return params
