# Draws -1, 0 or 1, and scales them: a weight may be 0, and the distribution is free.
def init_mlp_params(key, widths):
    keys = list(jax.random.split(key, len(widths) - 1))
    return [
        {"w": jax.random.choice(keys.pop(), jnp.array([-1.0, 0.0, 1.0]), pair) * (3 / pair[0]) ** 0.5, "b": jnp.zeros(pair[1])}
        for pair in pairwise(widths)
    ]
