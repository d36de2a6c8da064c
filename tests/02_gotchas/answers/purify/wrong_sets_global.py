# Sets a global variable.
# fails: test_leaves_nothing_behind
# Declares `scale` and `log` global and sets them, so that the old program can run.
def purify(x, scale_):
    global scale, log
    scale, log = scale_, []
    for _ in range(3):
        x = jnp.sin(scale * x)
        log.append(jnp.mean(x))
    return x, jnp.stack(log)
