# All weights are plus or minus the standard deviation, drawn at random: the distribution is free.
def init_mlp_params(key, widths):
    keys = iter(jax.random.split(key, len(widths)))
    return [
        {"w": jax.random.rademacher(next(keys), (a, b), dtype=jnp.float32) * (2 / a) ** 0.5, "b": jnp.zeros(b)}
        for a, b in zip(widths[:-1], widths[1:])
    ]
