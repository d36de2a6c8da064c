# Turns the means into Python numbers, which a traced value is not.
# fails: test_the_scale_may_be_traced
def purify(x, scale):
    log = []
    for _ in range(3):
        x = jnp.sin(scale * x)
        log.append(float(jnp.mean(x)))
    return x, jnp.array(log)
