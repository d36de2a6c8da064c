# Keeps something from one call to the next.
# fails: test_leaves_nothing_behind
def purify(x, scale):
    means = []
    for _ in range(3):
        x = jnp.sin(scale * x)
        means.append(jnp.mean(x))
    jnp.last_log = means
    return x, jnp.stack(means)
