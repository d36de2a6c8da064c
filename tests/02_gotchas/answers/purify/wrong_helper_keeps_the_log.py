# Keeps something from one call to the next.
# fails: test_leaves_nothing_behind
def note(value, log=[]):
    log.append(value)
    return log[-3:]


def purify(x, scale):
    for _ in range(3):
        x = jnp.sin(scale * x)
        log = note(jnp.mean(x))
    return x, jnp.stack(log)
