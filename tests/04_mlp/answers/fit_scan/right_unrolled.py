# Scans with a loop whose body holds two rounds, over a broadcast learning rate.
def fit_scan(key, widths, xs, ys, steps, lr):
    rates = jnp.full(steps, lr, dtype=jnp.float32)
    return jax.lax.scan(lambda p, rate: train_step(p, xs, ys, rate), init_mlp_params(key, widths), rates, unroll=2)
