# Keeps something from one call to the next.
# fails: test_leaves_nothing_behind
class Memory:
    log = []
def purify(x, scale):
    means = []
    for _ in range(3):
        x = jnp.sin(scale * x)
        means.append(jnp.mean(x))
    Memory.log.extend(means)
    return x, jnp.stack(means)
