# One after the other by `lax.map`, each with a key that is folded and split.
def sample_stream(key, start, n):
    def number(i):
        _, mine = jax.random.split(jax.random.fold_in(key, i))
        return jax.random.normal(mine, ())

    return jax.lax.map(number, jnp.arange(n) + start)
