# Writes the means into an array with `.at[].set`, and names its log like the global.
log = "somebody else's"


def purify(x, scale):
    log = jnp.zeros(3)
    for i in range(3):
        x = jnp.sin(scale * x)
        log = log.at[i].set(x.mean())
    return (x, log)
