# Steps within the list of means.
def purify(x, scale):
    log = jnp.stack([(x := jnp.sin(scale * x)).mean() for _ in range(3)])
    return x, log
