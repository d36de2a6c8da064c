# Has keys for three layers, and begins again at the fourth.
# fails: test_no_key_is_used_twice
def init_mlp_params(key, widths):
    keys = [jax.random.fold_in(key, i % 3) for i in range(len(widths) - 1)]
    return [
        {"w": jnp.sqrt(2 / n_in) * jax.random.normal(k, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
