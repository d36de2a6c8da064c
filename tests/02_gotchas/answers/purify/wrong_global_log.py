# Changes a global list or dict, such as `log`.
# fails: test_leaves_nothing_behind
log = []


def purify(x, scale):
    for _ in range(3):
        x = jnp.sin(scale * x)
        log.append(jnp.mean(x))
    return x, jnp.stack(log[-3:])
