# Reads a global variable: the number of steps.
# fails: test_reads_no_global_variable
STEPS = 3


def purify(x, scale):
    log = []
    for _ in range(STEPS):
        x = jnp.sin(scale * x)
        log.append(jnp.mean(x))
    return x, jnp.stack(log)
