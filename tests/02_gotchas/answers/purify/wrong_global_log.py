# Still appends to the global `log`, and hands out its last three entries.
# fails: test_leaves_nothing_behind
log = []


def purify(x, scale):
    for _ in range(3):
        x = jnp.sin(scale * x)
        log.append(jnp.mean(x))
    return x, jnp.stack(log[-3:])
