# Gives other parameters when it is called again with the same key.
# fails: test_the_key_decides
def init_MLP(key, widths, scale=0.01):
    return [
        (
            jnp.asarray(np.random.normal(0, scale, (n_out, n_in)), jnp.float32),
            jnp.asarray(np.random.normal(0, scale, n_out), jnp.float32),
        )
        for n_in, n_out in pairwise(widths)
    ]
