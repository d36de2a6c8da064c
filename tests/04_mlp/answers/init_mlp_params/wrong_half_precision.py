# Keeps the weights in bfloat16.
# fails: test_one_layer_for_each_pair_of_widths
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"w": (jnp.sqrt(2 / n_in) * jax.random.normal(k, (n_in, n_out))).astype(jnp.bfloat16), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
