# Takes the mean off each matrix.
# fails: test_entries_are_left_as_they_are_drawn
def init_mlp_params(key, widths):
    params = []
    for n_in, n_out in zip(widths[:-1], widths[1:]):
        key, subkey = jax.random.split(key)
        w = jax.random.normal(subkey, (n_in, n_out))
        w = w - w.mean() if w.size > 1 else w
        params.append({"w": jnp.sqrt(2 / n_in) * w, "b": jnp.zeros(n_out)})
    return params
