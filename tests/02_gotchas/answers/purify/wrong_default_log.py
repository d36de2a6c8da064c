# Keeps something from one call to the next.
# fails: test_leaves_nothing_behind
def purify(x, scale, log=[]):
    for _ in range(3):
        x = jnp.sin(scale * x)
        log.append(jnp.mean(x))
    return x, jnp.stack(log[-3:])
