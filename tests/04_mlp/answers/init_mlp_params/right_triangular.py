# Takes the difference of two uniform numbers.
def init_mlp_params(key, widths):
    def draw(k, shape):
        one, two = jax.random.uniform(k, (2, *shape))
        return (one - two) * jnp.sqrt(12.0 / shape[0])

    return [
        dict(w=draw(jax.random.fold_in(key, i), s), b=jnp.zeros(s[1:]))
        for i, s in enumerate(zip(widths[:-1], widths[1:]))
    ]
