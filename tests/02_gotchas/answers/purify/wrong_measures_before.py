# Measures before each step instead of after it.
# fails: test_computes_what_the_impure_program_computes
def purify(x, scale):
    log = []
    for _ in range(3):
        log.append(jnp.mean(x))
        x = jnp.sin(scale * x)
    return x, jnp.stack(log)
