# Gives two layers weights that are correlated, if not the same.
# fails: test_layers_are_drawn_independently
def init_mlp_params(key, widths):
    widths = list(widths)
    return [
        {"w": jnp.sqrt(2 / n_in) * jax.random.normal(jax.random.fold_in(key, n_in), (n_in, n_out)), "b": jnp.zeros(n_out)}
        for n_in, n_out in zip(widths[:-1], widths[1:])
    ]
