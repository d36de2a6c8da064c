# Uses a random key twice, and gives two layers weights that are correlated, if not the same.
# fails: test_layers_are_drawn_independently, test_no_key_is_used_twice
def init_mlp_params(key, widths):
    return [
        {"w": jnp.sqrt(2 / n_in) * jax.random.normal(key, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for n_in, n_out in zip(widths[:-1], widths[1:])
    ]
