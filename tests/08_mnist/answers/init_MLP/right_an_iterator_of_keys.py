# Takes one key after the other from an iterator.
def init_MLP(key, widths, scale=0.01):
    keys = iter(jax.random.split(key, 2 * (len(widths) - 1)))
    draw = lambda *shape: jax.random.normal(next(keys), shape) * scale
    return [(draw(n, m), draw(n)) for m, n in zip(widths, list(widths)[1:])]
