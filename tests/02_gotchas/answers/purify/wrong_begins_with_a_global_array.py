# Reads a global variable: an array of zeros for the log.
# fails: test_reads_no_global_variable
EMPTY = jnp.zeros(3)


def purify(x, scale):
    log = EMPTY
    for i in range(3):
        x = jnp.sin(scale * x)
        log = log.at[i].set(jnp.mean(x))
    return x, log
