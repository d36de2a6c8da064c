# Numbers the draws with fold_in.
def init_MLP(key, widths, scale=0.01):
    return [
        [
            scale * jax.random.normal(jax.random.fold_in(key, 2 * i), (n_out, n_in)),
            scale * jax.random.normal(jax.random.fold_in(key, 2 * i + 1), (n_out,)),
        ]
        for i, (n_in, n_out) in enumerate(pairwise(widths))
    ]
