# Uses a key twice: arrays of different layers begin with the same draws.
# fails: test_no_array_repeats_another, test_no_key_is_used_twice
def init_MLP(key, widths, scale=0.01):
    params = []
    for i in range(len(widths) - 1):
        _, w_key, b_key = jax.random.split(key, 3)
        w = scale * jax.random.normal(w_key, (widths[i + 1], widths[i]))
        b = scale * jax.random.normal(b_key, (widths[i + 1],))
        params.append((w, b))
    return params
