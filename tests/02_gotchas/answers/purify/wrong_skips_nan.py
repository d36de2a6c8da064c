# Leaves nan out of the means.
# fails: test_computes_what_the_impure_program_computes
def purify(x, scale):
    log = []
    for _ in range(3):
        x = jnp.sin(scale * x)
        log.append(jnp.nanmean(x))
    return x, jnp.stack(log)
